#include "tests/support/program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

namespace nianbao::test {
namespace {

[[noreturn]] void become(const std::vector<std::string>& arguments, const std::string& out, const std::string& err) {
  const auto redirect = [](const std::string& path, int stream) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(file, stream);
  };
  redirect(out, STDOUT_FILENO);
  redirect(err, STDERR_FILENO);
  std::vector<char*> argv{const_cast<char*>(NIANBAO_PROGRAM)};
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  ::execv(NIANBAO_PROGRAM, argv.data());
  ::_exit(127);
}

}  // namespace

Ended run_program(const std::vector<std::string>& arguments, const std::function<void()>& before) {
  const TemporaryFolder folder;
  const auto out = (folder / "out").string();
  const auto err = (folder / "err").string();
  const auto child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (before) before();
    become(arguments, out, err);
  }
  int status = 0;
  rusage usage{};
  REQUIRE(::wait4(child, &status, 0, &usage) == child);
  return {.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
          .out = read_file(out),
          .err = read_file(err),
          .peak_kib = usage.ru_maxrss};
}

void check_complaint(const Ended& ended, const std::string& about) {
  INFO(ended.err);
  CHECK(ended.status == 2);
  CHECK(ended.out.empty());
  CHECK(std::ranges::count(ended.err, '\n') == 1);
  CHECK(ended.err.starts_with("nianbao: "));
  CHECK(ended.err.find(about) != std::string::npos);
}

}  // namespace nianbao::test
