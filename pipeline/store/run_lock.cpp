#include "pipeline/store/run_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace nianbao::pipeline {
namespace {

std::unexpected<Error> cannot_lock(const std::filesystem::path& file, int code) {
  return fail(ErrorCode::output_failed, file.string(), std::string("cannot lock this folder: ") + std::strerror(code));
}

// Whether the name still is that of the open file: the process that held the lock before removes it.
bool is_at(const std::filesystem::path& file, int descriptor) {
  struct stat open_file{};
  struct stat named{};
  return ::fstat(descriptor, &open_file) == 0 && ::stat(file.c_str(), &named) == 0 &&
         open_file.st_ino == named.st_ino && open_file.st_dev == named.st_dev;
}

}  // namespace

Result<RunLock> RunLock::take(const std::filesystem::path& file) {
  constexpr int kMode = 0666;
  for (;;) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
    if (descriptor < 0) return cannot_lock(file, errno);
    RunLock lock({}, descriptor);
    // A lock of fcntl belongs to the process alone: children that outlive it (workers, after kill -9) do not keep it.
    struct flock whole{};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (::fcntl(descriptor, F_SETLK, &whole) != 0) {
      if (errno != EACCES && errno != EAGAIN) return cannot_lock(file, errno);
      return fail(ErrorCode::output_failed, file.parent_path().string(), "another run is writing here");
    }
    if (!is_at(file, descriptor)) continue;
    lock.file_ = file;
    return lock;
  }
}

RunLock::RunLock(RunLock&& other) noexcept
    : file_(std::exchange(other.file_, {})), descriptor_(std::exchange(other.descriptor_, -1)) {}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
  if (this == &other) return *this;
  release();
  file_ = std::exchange(other.file_, {});
  descriptor_ = std::exchange(other.descriptor_, -1);
  return *this;
}

RunLock::~RunLock() { release(); }

void RunLock::release() {
  if (descriptor_ < 0) return;
  // First the name, then the lock: who waits for neither finds no file that is about to go.
  if (!file_.empty()) ::unlink(file_.c_str());
  ::close(descriptor_);
  descriptor_ = -1;
}

}  // namespace nianbao::pipeline
