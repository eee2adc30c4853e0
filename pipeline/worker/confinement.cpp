#include "pipeline/worker/confinement.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string_view>

#include "extract/base/memory.h"
#include "pipeline/worker/system_calls.h"

namespace nianbao::pipeline {
namespace {

bool limit(decltype(RLIMIT_AS) resource, std::int64_t most) {
  const auto bound = static_cast<rlim_t>(most);
  const rlimit both{bound, bound};
  return ::setrlimit(resource, &both) == 0;
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// Of this process, now. 0 where it cannot be told.
std::int64_t address_space() {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen("/proc/self/statm", "re"));
  long pages = 0;
  if (file == nullptr || std::fscanf(file.get(), "%ld", &pages) != 1) return 0;
  return static_cast<std::int64_t>(pages) * ::sysconf(_SC_PAGESIZE);
}

bool limit_memory(std::int64_t beyond) {
  end_process_when_out_of_memory(kOutOfMemoryExit);
#ifdef __SANITIZE_ADDRESS__
  static_cast<void>(beyond);  // the sanitizer's shadow takes terabytes of address space
  return true;
#else
  const auto present = address_space();
  return present > 0 && limit(RLIMIT_AS, present + beyond);
#endif
}

}  // namespace

std::string confine(const Confinement& confinement) {
  std::string missing;
  const auto want = [&](bool done, std::string_view what) {
    if (!done) missing += fmt::format("{}{}", missing.empty() ? "" : ", ", what);
  };
  // Not 0: that would still start a program that collects cores, which 1 is made to prevent (core(5)).
  want(limit(RLIMIT_CORE, 1), "no core files");
  const bool reads_files = confinement.reach == Confinement::Reach::all_files;
  // Files in memory count as files, so who hands them over may write.
  if (!reads_files) want(limit(RLIMIT_FSIZE, 0), "no files written");
  want(limit_memory(confinement.address_bytes), "a limit of memory");
  want(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no new privileges");
  if (auto refused = restrict_system_calls(confinement.reach); !refused.empty()) {
    want(false, fmt::format("no other system calls ({})", refused));
  }
  if (missing.empty()) return {};
  return "processes that read documents could not be confined by: " + missing;
}

}  // namespace nianbao::pipeline
