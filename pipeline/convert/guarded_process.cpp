#include "pipeline/convert/guarded_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace nianbao::pipeline {
namespace {

constexpr int kCannotStart = 127;
constexpr int kSignalled = 128;

int status_of(int waited) {
  return WIFEXITED(waited) ? WEXITSTATUS(waited) : kSignalled + (WIFSIGNALED(waited) ? WTERMSIG(waited) : 0);
}

void write_line(const char* file, const std::string& line) {
  const int opened = ::open(file, O_WRONLY | O_CLOEXEC);
  if (opened < 0) return;
  [[maybe_unused]] const auto written = ::write(opened, line.data(), line.size());
  ::close(opened);
}

// A network of its own, with nothing in it. Without privileges this takes a user namespace, in which we stay who we
// are: the program names its sockets by the user. Where neither is allowed the program keeps the network.
void leave_network() {
  const auto user = ::getuid();
  const auto group = ::getgid();
  if (::unshare(CLONE_NEWNET) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return;
  write_line("/proc/self/setgroups", "deny");
  write_line("/proc/self/uid_map", fmt::format("{} {} 1", user, user));
  write_line("/proc/self/gid_map", fmt::format("{} {} 1", group, group));
}

void set_limit(decltype(RLIMIT_CORE) resource, std::int64_t most) {
  const rlimit limit{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
  ::setrlimit(resource, &limit);
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const auto& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

[[noreturn]] void become(const GuardedCommand& command) {
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD}) ::signal(number, SIG_DFL);
  ::setpgid(0, 0);
  leave_network();
  set_limit(RLIMIT_CORE, 0);
  if (command.address_space > 0) set_limit(RLIMIT_AS, command.address_space);
  if (command.file_bytes > 0) set_limit(RLIMIT_FSIZE, command.file_bytes);
  const int nothing = ::open("/dev/null", O_RDONLY);
  const int output = ::open(command.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(output < 0 ? nothing : output, STDOUT_FILENO);
  ::dup2(STDOUT_FILENO, STDERR_FILENO);
  ::closefrom(STDERR_FILENO + 1);
  const auto arguments = pointers(command.arguments);
  const auto environment = pointers(command.environment);
  ::execve(arguments.front(), arguments.data(), environment.data());
  ::_exit(kCannotStart);
}

// Until the program ends or the lifeline does. What is left of its group is killed then.
int watch(pid_t program, int lifeline, int signals) {
  int waited = 0;
  bool ended = false;
  while (!ended) {
    std::array<pollfd, 2> awaited{pollfd{lifeline, POLLIN, 0}, pollfd{signals, POLLIN, 0}};
    if (::poll(awaited.data(), awaited.size(), -1) < 0 && errno != EINTR) break;
    if (awaited[1].revents != 0) {
      signalfd_siginfo info{};
      [[maybe_unused]] const auto got = ::read(signals, &info, sizeof info);
    }
    ended = ::waitpid(program, &waited, WNOHANG) == program;
    if (awaited[0].revents != 0) break;
  }
  ::kill(-program, SIGKILL);
  if (!ended) ::waitpid(program, &waited, 0);
  return status_of(waited);
}

// Keeps nothing open that the process it is a fork of has: whoever waits for that to end must not wait for us.
[[noreturn]] void guard(const GuardedCommand& command, int lifeline) {
  ::setsid();
  constexpr int kLifeline = 3;
  ::dup2(lifeline, kLifeline);
  ::closefrom(kLifeline + 1);
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, stream);
  sigset_t child;
  ::sigemptyset(&child);
  ::sigaddset(&child, SIGCHLD);
  ::sigprocmask(SIG_SETMASK, &child, nullptr);
  ::signal(SIGCHLD, SIG_DFL);  // where it was ignored no one could be waited for
  const int signals = ::signalfd(-1, &child, SFD_CLOEXEC);
  const auto program = ::fork();
  if (program < 0 || signals < 0) ::_exit(kCannotStart);
  if (program == 0) become(command);
  ::setpgid(program, program);  // whichever of the two comes first
  const int status = watch(program, kLifeline, signals);
  std::error_code ignored;
  for (const auto& path : command.litter) std::filesystem::remove_all(path, ignored);
  ::_exit(status);
}

}  // namespace

Result<GuardedProcess> GuardedProcess::start(const GuardedCommand& command) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::conversion_failed, command.arguments.front(), std::strerror(errno));
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[1]);
    guard(command, ends[0]);
  }
  ::close(ends[0]);
  if (child < 0) {
    ::close(ends[1]);
    return fail(ErrorCode::conversion_failed, command.arguments.front(), std::strerror(errno));
  }
  return GuardedProcess(child, ends[1]);
}

GuardedProcess::GuardedProcess(GuardedProcess&& other) noexcept
    : guard_(std::exchange(other.guard_, -1)), lifeline_(std::exchange(other.lifeline_, -1)), status_(other.status_) {}

GuardedProcess& GuardedProcess::operator=(GuardedProcess&& other) noexcept {
  if (this == &other) return *this;
  end();
  guard_ = std::exchange(other.guard_, -1);
  lifeline_ = std::exchange(other.lifeline_, -1);
  status_ = other.status_;
  return *this;
}

GuardedProcess::~GuardedProcess() { end(); }

std::optional<int> GuardedProcess::wait(std::chrono::milliseconds longest) {
  constexpr std::chrono::milliseconds kOften{2};
  const auto until = std::chrono::steady_clock::now() + longest;
  while (guard_ > 0) {
    int waited = 0;
    const auto got = ::waitpid(guard_, &waited, WNOHANG);
    if (got == guard_ || (got < 0 && errno != EINTR)) {
      status_ = got == guard_ ? status_of(waited) : kCannotStart;
      guard_ = -1;
    } else if (std::chrono::steady_clock::now() >= until) {
      return std::nullopt;
    } else {
      ::usleep(static_cast<useconds_t>(std::chrono::microseconds(kOften).count()));
    }
  }
  return status_;
}

void GuardedProcess::end() {
  if (lifeline_ >= 0) ::close(std::exchange(lifeline_, -1));
  if (guard_ <= 0) return;
  int waited = 0;
  while (::waitpid(guard_, &waited, 0) < 0 && errno == EINTR) {
  }
  status_ = status_of(waited);
  guard_ = -1;
}

}  // namespace nianbao::pipeline
