#include "export/panel/spool_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "extract/base/nameless_file.h"

namespace nianbao::exporting {

SpoolFile::~SpoolFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(std::exchange(other.size_, 0)) {}

SpoolFile& SpoolFile::operator=(SpoolFile&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

std::unexpected<Error> SpoolFile::failure(int code) const {
  return fail(ErrorCode::output_failed, folder_.string(), std::string("a temporary file: ") + std::strerror(code));
}

Result<void> SpoolFile::open(const std::filesystem::path& folder) {
  folder_ = folder;
  descriptor_ = open_nameless(folder);
  if (descriptor_ < 0) return failure(errno);
  return {};
}

Result<std::int64_t> SpoolFile::append(std::string_view bytes) {
  const auto place = size_;
  while (!bytes.empty()) {
    const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), size_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failure(written < 0 ? errno : ENOSPC);
    size_ += written;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return place;
}

Result<void> SpoolFile::read(std::int64_t place, std::span<char> bytes) const {
  while (!bytes.empty()) {
    const auto got = ::pread(descriptor_, bytes.data(), bytes.size(), place);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failure(got < 0 ? errno : EIO);
    place += got;
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

}  // namespace nianbao::exporting
