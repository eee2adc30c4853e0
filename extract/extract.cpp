#include "extract/extract.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extract/base/sha256.h"
#include "extract/format_table.h"

namespace nianbao::extract {
namespace {

// What the wrapper says comes first. A wrapper inside a wrapper is not read: one level is all that programs write.
Result<Document> read_wrapped(const Format& wrapper, const Source& source, const Limits& limits) {
  auto unwrapped = wrapper.unwrap(source, limits);
  if (!unwrapped) return std::unexpected(std::move(unwrapped.error()));
  const Source inner{.name = "." + unwrapped->extension,
                     .bytes = unwrapped->bytes,
                     .declared_charset = std::move(unwrapped->declared_charset)};
  const auto format = detect_format(inner);
  if (!format) return std::unexpected(format.error());
  if ((*format)->read == nullptr) {
    return fail(ErrorCode::unsupported_format, {}, "a web archive or mail inside another");
  }
  auto document = (*format)->read(inner, limits);
  if (!document) return document;
  std::ranges::move(document->properties, std::back_inserter(unwrapped->properties));
  std::ranges::move(document->diagnostics, std::back_inserter(unwrapped->diagnostics));
  document->properties = std::move(unwrapped->properties);
  document->diagnostics = std::move(unwrapped->diagnostics);
  return document;
}

}  // namespace

Result<Document> read_document(const Source& source, const Limits& limits) {
  if (std::ssize(source.bytes) > limits.document_bytes) {
    return over_limit(&Limits::document_bytes, limits, {});
  }
  const auto format = detect_format(source);
  if (!format) return std::unexpected(format.error());
  auto document = (*format)->read != nullptr ? (*format)->read(source, limits) : read_wrapped(**format, source, limits);
  if (!document) return document;
  document->name = source.name;
  document->sha256 = sha256_hex(source.bytes);
  document->bytes = std::ssize(source.bytes);
  document->format = (*format)->id;
  return document;
}

}  // namespace nianbao::extract
