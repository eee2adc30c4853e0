#include "extract/base/digit_style.h"

#include "extract/base/utf8.h"

namespace nianbao {
namespace {

constexpr char32_t kStroke = 0x336;  // COMBINING LONG STROKE OVERLAY

// One, two and three have been in Latin-1 for longer than there is a block for the others.
char32_t superscript(char digit) {
  switch (digit) {
    case '1':
      return 0xB9;
    case '2':
      return 0xB2;
    case '3':
      return 0xB3;
    default:
      return 0x2070 + static_cast<char32_t>(digit - '0');
  }
}

void append_digit(std::string& text, char digit, DigitStyle style) {
  if (style == DigitStyle::raised) return append_utf8(text, superscript(digit));
  if (style == DigitStyle::lowered) return append_utf8(text, 0x2080 + static_cast<char32_t>(digit - '0'));
  text += digit;
  append_utf8(text, kStroke);
}

}  // namespace

std::string styled_digits(std::string_view text, DigitStyle style) {
  if (style == DigitStyle::plain) return std::string(text);
  std::string result;
  for (const char c : text) {
    if (c < '0' || c > '9')
      result += c;
    else
      append_digit(result, c, style);
  }
  return result;
}

}  // namespace nianbao
