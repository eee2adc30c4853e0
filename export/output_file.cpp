#include "export/output_file.h"

#include <cerrno>
#include <cstring>
#include <system_error>

namespace nianbao::exporting {
namespace {

constexpr std::size_t kBuffer = 256 << 10;

}  // namespace

std::filesystem::path unfinished(const std::filesystem::path& file) {
  auto part = file;
  part += ".part";
  return part;
}

OutputFile::~OutputFile() {
  if (!file_) return;
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove(unfinished(path_), ignored);
}

std::unexpected<Error> OutputFile::failure(int code) const {
  return fail(ErrorCode::output_failed, path_.string(), std::strerror(code));
}

Result<void> OutputFile::open(const std::filesystem::path& path) {
  path_ = path;
  std::error_code error;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  file_.reset(std::fopen(unfinished(path).c_str(), "wb"));
  if (!file_) return failure(errno);
  std::setvbuf(file_.get(), nullptr, _IOFBF, kBuffer);
  return {};
}

void OutputFile::write(std::string_view bytes) {
  if (error_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) error_ = errno;
}

Result<void> OutputFile::finish() {
  // Some file systems tell of a full disk only here.
  if (std::fclose(file_.release()) != 0 && error_ == 0) error_ = errno;
  std::error_code renamed;
  if (error_ == 0) std::filesystem::rename(unfinished(path_), path_, renamed);
  if (error_ == 0 && !renamed) return {};
  std::error_code ignored;
  std::filesystem::remove(unfinished(path_), ignored);
  return failure(error_ != 0 ? error_ : renamed.value());
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  OutputFile file;
  if (auto opened = file.open(path); !opened) return opened;
  file.write(bytes);
  return file.finish();
}

}  // namespace nianbao::exporting
