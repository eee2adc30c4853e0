#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace nianbao::test {

// Puts a file in the place of the standard input for as long as it lives.
class StandardInput {
 public:
  explicit StandardInput(const std::filesystem::path& file) : before_(::dup(STDIN_FILENO)) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    ::dup2(descriptor, STDIN_FILENO);
    ::close(descriptor);
  }
  StandardInput(StandardInput&&) = delete;
  ~StandardInput() {
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
  }

 private:
  int before_;
};

}  // namespace nianbao::test
