// How many files a selection has, counted beside the run, for its progress.
#pragma once

#include <cstdint>
#include <optional>

#include "pipeline/sources/inputs.h"
#include "pipeline/worker/child_process.h"

namespace nianbao::pipeline {

class FileCount {
 public:
  // Fails with no_process.
  static Result<FileCount> start(const Selection& selection);

  // Nothing while it is being counted, or where it cannot be.
  std::optional<std::int64_t> number();

 private:
  explicit FileCount(ChildProcess process) : process_(std::move(process)) {}

  std::optional<ChildProcess> process_;  // none: it is done
  std::optional<std::int64_t> number_;
};

}  // namespace nianbao::pipeline
