#include "pipeline/worker/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

namespace nianbao::pipeline {
namespace {

constexpr int kChannelNumber = STDERR_FILENO + 1;

// Holds all signals back, so that a child of a moment does not run its parent's handlers.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before_);
  }
  SignalsHeld(SignalsHeld&&) = delete;
  ~SignalsHeld() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

// The functions below run in the child.

void reset_signals() {
  for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
  // Writing beyond a limit is an error, not a death.
  std::signal(SIGXFSZ, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

// Dies with its parent, even one that ended before the kernel was asked for that.
void follow(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(EXIT_FAILURE);
}

void arrange_files(const ChildOptions& options, const Channel& channel) {
  // What is needed is first moved out of the way of where it goes.
  constexpr int kAbove = kChannelNumber + 1;
  const int kept = ::fcntl(channel.socket().number(), F_DUPFD_CLOEXEC, kAbove);
  const int given = options.standard_input == nullptr ? -1 : options.standard_input->number();
  const int input = given < 0 ? ::open("/dev/null", O_RDONLY) : ::fcntl(given, F_DUPFD, kAbove);
  const int output = ::open("/dev/null", O_WRONLY);
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
#ifndef __SANITIZE_ADDRESS__
  ::dup2(output, STDERR_FILENO);
#endif
  ::dup3(kept, kChannelNumber, O_CLOEXEC);
  ::closefrom(kAbove);  // close_range() is refused by older kernels and containers
}

[[noreturn]] void run_child(const ChildOptions& options, const Channel& channel, const ChildProcess::Body& body) {
  ::setpgid(0, 0);
  arrange_files(options, channel);
  reset_signals();
  if (options.standard_input != nullptr) ::lseek(STDIN_FILENO, 0, SEEK_SET);
  const auto notice = options.confinement ? confine(*options.confinement) : std::string();
  Channel parent((FileDescriptor(kChannelNumber)));
  body(parent, notice);
  ::_exit(EXIT_SUCCESS);
}

Ending ending_of(int status, const rusage& usage) {
  const auto peak = std::int64_t{usage.ru_maxrss} << 10;
  if (WIFSIGNALED(status)) return {Ending::Kind::signalled, WTERMSIG(status), peak};
  return {Ending::Kind::exited, WEXITSTATUS(status), peak};
}

// A process that hangs in the kernel, on a file system that is gone, does not even die of SIGKILL. It is left behind.
Ending wait_for(pid_t id) {
  using namespace std::chrono_literals;
  constexpr auto kLongest = 10'000us;
  constexpr auto kPatience = 5s;
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  for (auto pause = 50us; std::chrono::steady_clock::now() < give_up; pause = std::min(2 * pause, kLongest)) {
    int status = 0;
    rusage usage{};
    const auto ended = ::wait4(id, &status, WNOHANG, &usage);
    if (ended == id) return ending_of(status, usage);
    if (ended < 0 && errno != EINTR) break;
    std::this_thread::sleep_for(pause);
  }
  return {Ending::Kind::signalled, SIGKILL, 0};
}

}  // namespace

Error Ending::error() const {
  if (kind == Kind::exited && code == kOutOfMemoryExit) {
    return {ErrorCode::out_of_memory, {}, "reading it takes more memory than the limit worker_bytes"};
  }
  if (kind == Kind::exited) {
    return {ErrorCode::crashed, {}, fmt::format("the process reading it ended with exit code {}", code)};
  }
  const auto* name = ::sigabbrev_np(code);
  return {
      ErrorCode::crashed, {}, fmt::format("the process reading it was ended by SIG{}", name == nullptr ? "?" : name)};
}

Result<ChildProcess> ChildProcess::start(const ChildOptions& options, const Body& body) {
  auto ends = Channel::pair();
  if (!ends) return std::unexpected(ends.error());
  auto& [here, there] = *ends;
  // Where children are not waited for, how they ended could not be told.
  std::signal(SIGCHLD, SIG_DFL);
  const auto parent = ::getpid();
  const SignalsHeld held;
  const auto id = ::fork();
  if (id < 0) return fail(ErrorCode::no_process, "fork", ::strerrordesc_np(errno));
  if (id == 0) {
    follow(parent);
    run_child(options, there, body);
  }
  ::setpgid(id, id);  // in both processes, for either may be the first to need it
  return ChildProcess(id, std::move(here));
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : id_(std::exchange(other.id_, 0)), channel_(std::move(other.channel_)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this != &other) {
    end();
    id_ = std::exchange(other.id_, 0);
    channel_ = std::move(other.channel_);
  }
  return *this;
}

ChildProcess::~ChildProcess() { end(); }

Ending ChildProcess::end() {
  channel_.close();
  if (id_ == 0) return {};
  // One that is ending already keeps the ending it has. The group is killed before its head is waited for, while its
  // number cannot be another's.
  ::kill(-id_, SIGKILL);
  ::kill(id_, SIGKILL);
  return wait_for(std::exchange(id_, 0));
}

}  // namespace nianbao::pipeline
