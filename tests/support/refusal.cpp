#include "tests/support/refusal.h"

#include <seccomp.h>

#include <cstdlib>

namespace nianbao::test {
namespace {

int add(scmp_filter_ctx filter, const RefusedCall& refused, std::uint32_t action) {
  const int number = seccomp_syscall_resolve_name(refused.call);
  if (!refused.first_argument) return seccomp_rule_add(filter, action, number, 0);
  return seccomp_rule_add(filter, action, number, 1, scmp_arg_cmp{0, SCMP_CMP_EQ, *refused.first_argument, 0});
}

}  // namespace

void refuse(const std::vector<RefusedCall>& calls, int error) {
  const auto filter = seccomp_init(SCMP_ACT_ALLOW);
  if (filter == nullptr) std::abort();
  for (const auto& refused : calls) {
    if (add(filter, refused, SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error))) != 0) std::abort();
  }
  if (seccomp_load(filter) != 0) std::abort();
  seccomp_release(filter);
}

}  // namespace nianbao::test
