#include "pipeline/worker/memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace nianbao::pipeline {
namespace {

constexpr int kSeals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

std::unexpected<Error> no_file() { return fail(ErrorCode::output_failed, "memory file", ::strerrordesc_np(errno)); }

}  // namespace

Result<FileDescriptor> memory_file(std::string_view bytes) {
  FileDescriptor file(::memfd_create("nianbao", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!file.is_open()) return no_file();
  while (!bytes.empty()) {
    const auto written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return no_file();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fcntl(file.number(), F_ADD_SEALS, kSeals) != 0) return no_file();
  return file;
}

std::optional<std::int64_t> sealed_size(const FileDescriptor& file) {
  struct stat status{};
  if (::fcntl(file.number(), F_GET_SEALS) != kSeals || ::fstat(file.number(), &status) != 0) return std::nullopt;
  return status.st_size;
}

bool read_whole(const FileDescriptor& file, std::string& bytes) {
  struct stat status{};
  if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  bytes.resize(static_cast<std::size_t>(status.st_size));
  for (std::size_t done = 0; done < bytes.size();) {
    const auto count = ::pread(file.number(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace nianbao::pipeline
