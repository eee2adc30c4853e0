#include "pipeline/run/spool.h"

#include <unistd.h>

#include <cerrno>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "extract/base/nameless_file.h"

namespace nianbao::pipeline {
namespace {

std::string reason() { return std::generic_category().message(errno); }

bool write_all(const FileDescriptor& file, std::span<const char> bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<FileDescriptor> spool_standard_input(const std::filesystem::path& folder) {
  constexpr std::size_t kPiece = 256 << 10;
  FileDescriptor file(open_nameless(folder));
  if (!file.is_open()) return fail(ErrorCode::output_failed, folder.string(), "cannot make a file there: " + reason());
  std::vector<char> piece(kPiece);
  while (true) {
    const auto count = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(ErrorCode::bad_usage, "-", "cannot read the standard input: " + reason());
    if (count == 0) return file;
    if (!write_all(file, {piece.data(), static_cast<std::size_t>(count)})) {
      return fail(ErrorCode::output_failed, folder.string(), "cannot keep the standard input there: " + reason());
    }
  }
}

}  // namespace nianbao::pipeline
