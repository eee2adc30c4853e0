#include "pipeline/store/exports.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

namespace nianbao::pipeline {
namespace {

constexpr std::string_view kIsExported =
    "SELECT count(*) FROM export WHERE folder = ?1 AND file = ?2 AND options = ?3 AND change = ?4 AND bytes = ?5 "
    "AND mtime_ns = ?6";
constexpr std::string_view kNote =
    "INSERT OR REPLACE INTO export (folder, file, options, change, bytes, mtime_ns) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

struct FileStamp {
  std::int64_t bytes = 0;
  std::int64_t mtime_ns = 0;
};

std::optional<FileStamp> stamp_of(const std::filesystem::path& file) {
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return FileStamp{status.st_size, status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec};
}

// Seen from the store, so that both may be moved together.
std::string folder_name(const StoreState& store, const std::filesystem::path& folder) {
  std::error_code error;
  const auto relative = std::filesystem::relative(folder, store.folder, error);
  return error ? folder.string() : relative.string();
}

// To the disk: what the store says of the files must not outlive them.
Result<void> make_durable(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int code = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) return fail(ErrorCode::output_failed, file.string(), std::strerror(code));
  return {};
}

}  // namespace

Result<bool> are_exported(StoreState& store, const Exports& exports) {
  const auto folder = folder_name(store, exports.folder);
  for (const auto& file : exports.files) {
    const auto stamp = stamp_of(exports.folder / file);
    if (!stamp) return false;
    const auto same =
        store.database->number(kIsExported, folder, file, exports.options, store.change, stamp->bytes, stamp->mtime_ns);
    if (!same) return std::unexpected(same.error());
    if (*same == 0) return false;
  }
  return true;
}

Result<void> note_exported(StoreState& store, const Exports& exports) {
  const auto folder = folder_name(store, exports.folder);
  for (const auto& file : exports.files) {
    const auto path = exports.folder / file;
    if (auto durable = make_durable(path); !durable) return durable;
    const auto stamp = stamp_of(path);
    if (!stamp) return fail(ErrorCode::output_failed, path.string(), std::strerror(errno));
    auto noted = store.database->run(kNote, folder, file, exports.options, store.change, stamp->bytes, stamp->mtime_ns);
    if (!noted) return noted;
  }
  if (auto durable = make_durable(exports.folder); !durable) return durable;
  return commit_store(store);
}

}  // namespace nianbao::pipeline
