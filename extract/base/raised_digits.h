// Superscript and subscript in characters of their own: a footnote mark set smaller behind a number must not
// become one of its digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao {

enum class Raise : std::uint8_t { none, up, down };

// The text with its ASCII digits as superscript or subscript digits (Unicode 15, 2070-209F).
std::string raised_digits(std::string_view text, Raise raise);

}  // namespace nianbao
