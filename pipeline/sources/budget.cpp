#include "pipeline/sources/budget.h"

#include <algorithm>

namespace nianbao::pipeline {

Result<void> ContainerBudget::take_entry() {
  if (++entries_ > limits_.container_entries) return over_limit(&Limits::container_entries, limits_, {});
  return take_bytes(0);
}

Result<void> ContainerBudget::take_bytes(std::int64_t inflated) {
  constexpr std::int64_t kFree = 1 << 30;
  inflated_ += inflated;
  if (inflated_ > limits_.container_bytes) return over_limit(&Limits::container_bytes, limits_, {});
  // By division, for the product may not fit.
  if ((inflated_ - kFree) / limits_.container_ratio > std::max<std::int64_t>(stored_, 1)) {
    return over_limit(&Limits::container_ratio, limits_, {});
  }
  return {};
}

}  // namespace nianbao::pipeline
