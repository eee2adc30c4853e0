// Walking UTF-8 by code points. Input is what extract guarantees: well-formed, or carrying U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao {

struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;  // bytes
};

// The code point at `at`; U+FFFD of one byte where the bytes are not UTF-8. `at` must be inside the text.
CodePoint code_point_at(std::string_view text, std::size_t at);

bool is_utf8(std::string_view text);

void append_utf8(std::string& text, char32_t code_point);

std::u32string to_utf32(std::string_view text);

}  // namespace nianbao
