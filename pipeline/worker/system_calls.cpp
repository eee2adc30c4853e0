#include "pipeline/worker/system_calls.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

namespace nianbao::pipeline {
namespace {

using Reach = Confinement::Reach;

// A call that is allowed where an argument, as far as `mask` goes, has this value.
struct Condition {
  unsigned argument;
  std::uint64_t mask;
  std::uint64_t value;
};

struct Allowed {
  const char* call;                 // not every architecture has every call; those it has not are passed over
  Reach reach = Reach::open_files;  // the least it takes
  std::optional<Condition> condition = std::nullopt;
};

// Flags by which opening a file makes or changes it.
constexpr std::uint64_t kOpensToWrite = O_ACCMODE | O_CREAT | O_TRUNC;
constexpr std::uint64_t kWholeInt = 0xFFFFFFFF;

constexpr std::array kAllowed{
    // Talking over what is open.
    Allowed{"read"},
    Allowed{"readv"},
    Allowed{"pread64"},
    Allowed{"write"},
    Allowed{"writev"},
    Allowed{"recvmsg"},
    Allowed{"sendmsg"},
    Allowed{"poll"},
    Allowed{"ppoll"},
    Allowed{"lseek"},
    Allowed{"close"},
    Allowed{"fstat"},
    // fstat of newer C libraries, which name the file by its descriptor alone.
    Allowed{"newfstatat", Reach::open_files, Condition{3, kWholeInt, AT_EMPTY_PATH}},
    // Memory, none of which may be executed.
    Allowed{"brk"},
    Allowed{"mmap", Reach::open_files, Condition{2, PROT_EXEC, 0}},
    Allowed{"mprotect", Reach::open_files, Condition{2, PROT_EXEC, 0}},
    Allowed{"munmap"},
    Allowed{"mremap"},
    Allowed{"madvise"},
    // Time, chance and itself.
    Allowed{"clock_gettime"},
    Allowed{"gettimeofday"},
    Allowed{"clock_nanosleep"},
    Allowed{"nanosleep"},
    Allowed{"getrandom"},
    Allowed{"getrusage"},
    Allowed{"getpid"},
    Allowed{"gettid"},
    Allowed{"futex"},
    Allowed{"sched_yield"},
    Allowed{"rt_sigaction"},
    Allowed{"rt_sigprocmask"},
    Allowed{"rt_sigreturn"},
    Allowed{"sigaltstack"},
    Allowed{"restart_syscall"},
    Allowed{"exit"},
    Allowed{"exit_group"},
#ifdef __SANITIZE_ADDRESS__
    // How the sanitizer finds out whether memory can be read.
    Allowed{"pipe"},
    Allowed{"pipe2"},
#endif
    // Files by name, to read.
    Allowed{"open", Reach::all_files, Condition{1, kOpensToWrite, O_RDONLY}},
    Allowed{"openat", Reach::all_files, Condition{2, kOpensToWrite, O_RDONLY}},
    Allowed{"stat", Reach::all_files},
    Allowed{"lstat", Reach::all_files},
    Allowed{"statx", Reach::all_files},
    Allowed{"newfstatat", Reach::all_files},
    Allowed{"statfs", Reach::all_files},
    Allowed{"fstatfs", Reach::all_files},
    Allowed{"access", Reach::all_files},
    Allowed{"faccessat", Reach::all_files},
    Allowed{"faccessat2", Reach::all_files},
    Allowed{"readlink", Reach::all_files},
    Allowed{"readlinkat", Reach::all_files},
    Allowed{"getdents64", Reach::all_files},
    Allowed{"getcwd", Reach::all_files},
    Allowed{"fadvise64", Reach::all_files},
    Allowed{"readahead", Reach::all_files},
    Allowed{"dup", Reach::all_files},
    // What folders are listed with, and what seals a file in memory.
    Allowed{"fcntl", Reach::all_files},
    Allowed{"memfd_create", Reach::all_files},
    Allowed{"getuid", Reach::all_files},
    Allowed{"geteuid", Reach::all_files},
};

struct Release {
  void operator()(scmp_filter_ctx filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

int allow(const Filter& filter, const Allowed& allowed) {
  const int number = seccomp_syscall_resolve_name(allowed.call);
  if (number < 0) return 0;
  if (!allowed.condition) return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, number, 0);
  const auto& [argument, mask, value] = *allowed.condition;
  return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, number, 1,
                          scmp_arg_cmp{argument, SCMP_CMP_MASKED_EQ, mask, value});
}

// abort() and the like signal the process itself, whose number the rule names.
int allow_to_abort(const Filter& filter) {
  return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                          scmp_arg_cmp{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()), 0});
}

}  // namespace

std::string restrict_system_calls(Reach reach) {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (filter == nullptr) return "no filter could be made";
  int failed = allow_to_abort(filter);
  for (const auto& allowed : kAllowed) {
    if (failed == 0 && allowed.reach <= reach) failed = allow(filter, allowed);
  }
  // confine() has given up new privileges itself: a system that refuses the one may grant the other.
  if (failed == 0) failed = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_NNP, 0);
  if (failed != 0) return ::strerrordesc_np(-failed);
  // Why, the library does not tell: of what the kernel answers it passes on but a few.
  return seccomp_load(filter.get()) == 0 ? std::string() : "the system takes no filter";
}

}  // namespace nianbao::pipeline
