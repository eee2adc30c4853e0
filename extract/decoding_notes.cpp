#include "extract/decoding_notes.h"

#include <fmt/format.h>

#include <utility>

namespace nianbao::extract {

void note_decoding(Document& document, Decoded& decoded) {
  const auto note = [&](std::string code, std::string detail) {
    document.diagnostics.push_back({.code = std::move(code), .detail = std::move(detail), .locus = {.part = 0}});
  };
  document.charset = std::move(decoded.charset);
  document.charset_method = std::move(decoded.method);
  if (decoded.replaced > 0) {
    note("replaced_characters", fmt::format("{} characters are lost in {} text", decoded.replaced, document.charset));
  }
  if (decoded.double_encoding == DoubleEncoding::undone) {
    note("mojibake_undone", fmt::format("UTF-8 that had been read as {}", decoded.mistaken_for));
  }
  if (decoded.double_encoding == DoubleEncoding::lost) {
    note("mojibake", "UTF-8 that had been read in another encoding, with characters missing");
  }
}

}  // namespace nianbao::extract
