#include "pipeline/sources/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "extract/base/sha256.h"

namespace nianbao::pipeline {
namespace {

std::unexpected<Error> refused_by_system(int code) {
  return fail(ErrorCode::unreadable_file, {}, std::generic_category().message(code));
}

}  // namespace

Result<std::string_view> MemorySource::read_at(std::int64_t at, std::span<char> buffer) {
  return bytes_.substr(std::min(static_cast<std::size_t>(at), bytes_.size()), buffer.size());
}

Result<FileSource> FileSource::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (descriptor < 0) return refused_by_system(errno);
  struct stat status{};
  const int code = ::fstat(descriptor, &status) == 0 ? 0 : errno;
  if (code == 0 && S_ISREG(status.st_mode)) return FileSource(descriptor, status.st_size);
  ::close(descriptor);
  if (code != 0) return refused_by_system(code);
  return fail(ErrorCode::unreadable_file, {}, "not a regular file");
}

FileSource::FileSource(FileSource&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

FileSource::~FileSource() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string_view> FileSource::read_at(std::int64_t at, std::span<char> buffer) {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const auto count = ::pread(descriptor_, buffer.data() + filled, buffer.size() - filled,
                               static_cast<off_t>(at + static_cast<std::int64_t>(filled)));
    if (count == 0) break;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return refused_by_system(errno);
    filled += static_cast<std::size_t>(count);
  }
  return std::string_view(buffer.data(), filled);
}

Result<std::string> sha256_of(ByteSource& source) {
  constexpr std::size_t kPiece = 256 << 10;
  std::vector<char> buffer(kPiece);
  Sha256 digest;
  for (std::int64_t at = 0;;) {
    const auto piece = source.read_at(at, buffer);
    if (!piece) return std::unexpected(piece.error());
    digest.add(*piece);
    at += std::ssize(*piece);
    if (piece->size() < kPiece) return digest.hex();
  }
}

}  // namespace nianbao::pipeline
