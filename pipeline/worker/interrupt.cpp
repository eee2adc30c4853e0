#include "pipeline/worker/interrupt.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>

namespace nianbao::pipeline {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM};

// What the handler sees.
std::atomic<int> wake_number = FileDescriptor::kNone;
std::atomic<int> wishes = 0;
static_assert(std::atomic<int>::is_always_lock_free);

std::array<struct sigaction, kSignals.size()> actions_before;

void on_signal(int signal) {
  constexpr int kSignalled = 128;
  if (wishes.fetch_add(1) > 0) ::_exit(kSignalled + signal);
  const int error_before = errno;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_number.load(), &one, sizeof one);
  errno = error_before;
}

}  // namespace

Result<Interrupts> Interrupts::watch() {
  FileDescriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!wake.is_open()) return fail(ErrorCode::no_process, "eventfd", ::strerrordesc_np(errno));
  wake_number = wake.number();
  wishes = 0;
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;  // the loop is woken by the descriptor; nothing else need know
  for (std::size_t index = 0; index < kSignals.size(); ++index) {
    ::sigaction(kSignals[index], &action, &actions_before[index]);
  }
  return Interrupts(std::move(wake));
}

Interrupts::~Interrupts() {
  if (!wake_.is_open()) return;
  for (std::size_t index = 0; index < kSignals.size(); ++index) {
    ::sigaction(kSignals[index], &actions_before[index], nullptr);
  }
}

bool Interrupts::wanted() const { return wishes.load() > 0; }

}  // namespace nianbao::pipeline
