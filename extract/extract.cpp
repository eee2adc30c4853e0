#include "extract/extract.h"

#include "extract/base/sha256.h"
#include "extract/format_table.h"

namespace nianbao::extract {

Result<Document> read_document(const Source& source, const Limits& limits) {
  if (std::ssize(source.bytes) > limits.document_bytes) {
    return over_limit(&Limits::document_bytes, limits, {});
  }
  const auto format = detect_format(source);
  if (!format) return std::unexpected(format.error());
  auto document = (*format)->read(source, limits);
  if (!document) return document;
  document->name = source.name;
  document->sha256 = sha256_hex(source.bytes);
  document->bytes = std::ssize(source.bytes);
  document->format = (*format)->id;
  return document;
}

}  // namespace nianbao::extract
