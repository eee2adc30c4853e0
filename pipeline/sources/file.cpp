#include "pipeline/sources/file.h"

#include <fmt/format.h>

#include <cctype>

#include "extract/base/utf8.h"
#include "pipeline/sources/byte_source.h"

namespace nianbao::pipeline {

namespace {

// What a byte that is no UTF-8 is written as: a backslash, x and two hexadecimal digits.
bool begins_escape(std::string_view text) {
  return text.size() >= 4 && text.starts_with("\\x") && std::isxdigit(static_cast<unsigned char>(text[2])) != 0 &&
         std::isxdigit(static_cast<unsigned char>(text[3])) != 0;
}

}  // namespace

std::string shown_bytes(std::string_view raw) {
  std::string shown;
  shown.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const auto [value, size] = code_point_at(raw, at);
    if ((value == 0xFFFD && size == 1) || begins_escape(raw.substr(at)))
      shown += fmt::format("\\x{:02X}", static_cast<unsigned char>(raw[at]));
    else
      shown += raw.substr(at, size);
    at += size;
  }
  return shown;
}

std::string shown_name(const std::filesystem::path& path) {
  auto shown = shown_bytes(path.lexically_normal().generic_string());
  if (shown.size() > 1 && shown.ends_with('/')) shown.pop_back();
  return shown;
}

std::unexpected<Error> too_large(std::int64_t most_bytes) {
  return fail(ErrorCode::limit_exceeded, {}, fmt::format("more bytes than the limit document_bytes={}", most_bytes));
}

Result<std::string> read_file(const SourceFile& source, std::int64_t most_bytes) {
  auto file = FileSource::open(source.file);
  if (!file) return fail(file.error().code, source.shown, file.error().detail);
  if (file->size() > most_bytes)
    return fail(ErrorCode::limit_exceeded, source.shown, too_large(most_bytes).error().detail);
  std::string bytes(static_cast<std::size_t>(file->size()), '\0');
  const auto read = file->read_at(0, bytes);
  if (!read) return fail(read.error().code, source.shown, read.error().detail);
  bytes.resize(read->size());
  return bytes;
}

}  // namespace nianbao::pipeline
