#include "extract/base/raised_digits.h"

#include "extract/base/utf8.h"

namespace nianbao {
namespace {

// One, two and three have been in Latin-1 longer than the block of the others exists.
char32_t superscript(char digit) {
  switch (digit) {
    case '1': return 0xB9;
    case '2': return 0xB2;
    case '3': return 0xB3;
    default: return 0x2070 + static_cast<char32_t>(digit - '0');
  }
}

char32_t subscript(char digit) { return 0x2080 + static_cast<char32_t>(digit - '0'); }

}  // namespace

std::string raised_digits(std::string_view text, Raise raise) {
  if (raise == Raise::none) return std::string(text);
  std::string result;
  for (const char c : text) {
    if (c < '0' || c > '9') result += c;
    else append_utf8(result, raise == Raise::up ? superscript(c) : subscript(c));
  }
  return result;
}

}  // namespace nianbao
