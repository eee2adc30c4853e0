#include "pipeline/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "extract/base/utf8.h"

namespace nianbao::pipeline {
namespace {

namespace fs = std::filesystem;

std::string shown_name(const fs::path& path) {
  const std::string raw = path.lexically_normal().generic_string();
  std::string shown;
  for (std::size_t at = 0; at < raw.size();) {
    const auto [value, size] = code_point_at(raw, at);
    if (value == 0xFFFD && size == 1)
      shown += fmt::format("%{:02X}", static_cast<unsigned char>(raw[at]));
    else
      shown += raw.substr(at, size);
    at += size;
  }
  return shown;
}

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

// A folder that cannot be listed is an environment fault, not a document's.
Result<void> list_folder(const fs::path& folder, const fs::path& without, std::vector<SourceFile>& sources) {
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const auto& path = entry->path();
    std::error_code ignored;
    if (is_hidden(path) || (!without.empty() && fs::equivalent(path, without, ignored))) {
      if (entry->is_directory(ignored)) entry.disable_recursion_pending();
      continue;
    }
    // A link that leads nowhere is an input that cannot be read, and gets its row as one.
    const bool dangles = entry->is_symlink(ignored) && !entry->exists(ignored);
    if (entry->is_regular_file(ignored) || dangles) sources.push_back({path, shown_name(path)});
  }
  if (error) return fail(ErrorCode::bad_usage, folder.string(), "cannot list this folder: " + error.message());
  return {};
}

}  // namespace

Result<std::vector<SourceFile>> list_sources(const std::vector<std::string>& inputs, const fs::path& without) {
  std::vector<SourceFile> sources;
  for (const auto& input : inputs) {
    std::error_code error;
    if (fs::is_directory(input, error)) {
      if (auto listed = list_folder(input, without, sources); !listed) return std::unexpected(listed.error());
    } else if (fs::exists(input, error)) {
      sources.push_back({input, shown_name(input)});
    } else {
      return fail(ErrorCode::bad_usage, input, "no such file or folder");
    }
  }
  std::ranges::sort(sources, {}, &SourceFile::shown);
  const auto repeated = std::ranges::unique(sources, {}, &SourceFile::shown);
  sources.erase(repeated.begin(), repeated.end());
  return sources;
}

Result<std::string> read_file(const SourceFile& source, std::int64_t most_bytes) {
  std::error_code error;
  const auto size = fs::file_size(source.file, error);
  if (error) return fail(ErrorCode::unreadable_file, source.shown, error.message());
  if (static_cast<std::int64_t>(size) > most_bytes) {
    return fail(ErrorCode::limit_exceeded, source.shown,
                fmt::format("{} bytes are over the limit document_bytes={}", size, most_bytes));
  }
  std::ifstream stream(source.file, std::ios::binary);
  std::string bytes(size, '\0');
  if (!stream || !stream.read(bytes.data(), static_cast<std::streamsize>(size))) {
    return fail(ErrorCode::unreadable_file, source.shown, "cannot be read");
  }
  return bytes;
}

}  // namespace nianbao::pipeline
