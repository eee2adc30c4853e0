// What one container on disk may give, with all containers inside it: bombs are counted while they go off, for
// every header lies.
#pragma once

#include <cstdint>

#include "extract/base/error.h"
#include "extract/base/limits.h"

namespace nianbao::pipeline {

class ContainerBudget {
 public:
  ContainerBudget(const Limits& limits, std::int64_t stored_bytes) : limits_(limits), stored_(stored_bytes) {}

  // Errors: limit_exceeded (container_entries, container_bytes, container_ratio). What is exceeded stays so.
  Result<void> take_entry();
  Result<void> take_bytes(std::int64_t inflated);

  const Limits& limits() const { return limits_; }

 private:
  Limits limits_;
  std::int64_t stored_;
  std::int64_t entries_ = 0;
  std::int64_t inflated_ = 0;
};

}  // namespace nianbao::pipeline
