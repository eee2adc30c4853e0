// A system that refuses system calls: an older kernel, or a container around the program that does not grant them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace nianbao::test {

struct RefusedCall {
  const char* call;
  std::optional<std::uint64_t> first_argument = std::nullopt;  // none: whatever it is
};

// From now on these calls fail with this error in this process and in all it starts. For a child of the test; ends it
// where it cannot be had.
void refuse(const std::vector<RefusedCall>& calls, int error);

}  // namespace nianbao::test
