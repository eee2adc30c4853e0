// An open file that is closed when its owner is gone.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace nianbao::pipeline {

class FileDescriptor {
 public:
  static constexpr int kNone = -1;

  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, kNone)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
      close();
      number_ = std::exchange(other.number_, kNone);
    }
    return *this;
  }
  ~FileDescriptor() { close(); }

  int number() const { return number_; }
  bool is_open() const { return number_ != kNone; }
  // Another one of the same open file; none where the process may have no more.
  FileDescriptor copy() const { return FileDescriptor(::fcntl(number_, F_DUPFD_CLOEXEC, 0)); }
  int release() { return std::exchange(number_, kNone); }
  void close() {
    if (is_open()) ::close(release());
  }

 private:
  int number_ = kNone;
};

}  // namespace nianbao::pipeline
