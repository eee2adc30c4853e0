// Single encodings into UTF-8, damage counted. No guessing here.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace nianbao::extract {

enum class Encoding : std::uint8_t { utf8, gb18030, big5, utf16le, utf16be };

// The IANA name.
std::string_view name_of(Encoding encoding);

struct Converted {
  std::string utf8;           // without a byte order mark and without NUL characters
  std::int64_t replaced = 0;  // U+FFFD in the text, those of the source included
  std::int64_t invalid = 0;   // places where the bytes were not of this encoding
  bool cut = false;           // the only damage is a last character that the end of the bytes cuts
};

// Never fails: what cannot be read becomes U+FFFD.
Converted convert(std::string_view bytes, Encoding encoding);

}  // namespace nianbao::extract
