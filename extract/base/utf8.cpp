#include "extract/base/utf8.h"

#include <array>

namespace nianbao {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Unicode 15, table 3-7: no overlong form, no surrogate, nothing beyond U+10FFFF.
bool is_well_formed(char32_t value, std::uint32_t size) {
  constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value >= kLeast[size] && value <= 0x10FFFF && !is_surrogate;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return {kReplacement, 1};
  char32_t value = lead & (0x7FU >> size);
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!is_continuation(text[at + i])) return {kReplacement, 1};
    value = (value << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  if (!is_well_formed(value, size)) return {kReplacement, 1};
  return {value, size};
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto [value, size] = code_point_at(text, at);
    if (value == 0xFFFD && size == 1) return false;
    at += size;
  }
  return true;
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto push = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0U | (code_point >> 6U));
    push(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    push(0xE0U | (code_point >> 12U));
    push(0x80U | ((code_point >> 6U) & 0x3FU));
    push(0x80U | (code_point & 0x3FU));
  } else {
    push(0xF0U | (code_point >> 18U));
    push(0x80U | ((code_point >> 12U) & 0x3FU));
    push(0x80U | ((code_point >> 6U) & 0x3FU));
    push(0x80U | (code_point & 0x3FU));
  }
}

std::u32string to_utf32(std::string_view text) {
  std::u32string result;
  result.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    const auto next = code_point_at(text, at);
    result.push_back(next.value);
    at += next.size;
  }
  return result;
}

}  // namespace nianbao
