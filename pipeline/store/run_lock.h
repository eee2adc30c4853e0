// That one process at a time has a run in a folder. Ends with the process, however it ends.
#pragma once

#include <filesystem>

#include "extract/base/error.h"

namespace nianbao::pipeline {

class RunLock {
 public:
  // Locks this file, making it. output_failed where another process holds it, or it cannot be written.
  static Result<RunLock> take(const std::filesystem::path& file);
  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&& other) noexcept;
  // Removes the file.
  ~RunLock();

 private:
  RunLock(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}
  void release();

  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace nianbao::pipeline
