// The formats, one row each. A new format is one file pair in formats/ and one row in format_table.cpp.
#pragma once

#include <span>
#include <string_view>

#include "extract/extract.h"
#include "extract/unwrapped.h"

namespace nianbao::extract {

struct Format {
  std::string_view id;
  std::span<const std::string_view> extensions;  // lower case, without the dot
  // How sure the first bytes make us: 0 not this format, 100 certain. Never reads beyond the bytes.
  int (*sniff)(std::string_view bytes);
  // Fills everything of the Document but name, sha256, bytes and format. Null for a wrapper.
  Result<Document> (*read)(const Source& source, const Limits& limits);
  // A wrapper holds one document of another format, which is read in its place. Null for all others.
  Result<Unwrapped> (*unwrap)(const Source& source, const Limits& limits) = nullptr;
};

std::span<const Format> format_table();

// The format of these bytes, or an error that says what they are instead.
Result<const Format*> detect_format(const Source& source);

}  // namespace nianbao::extract
