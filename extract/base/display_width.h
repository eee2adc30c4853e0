// How many columns of a terminal a text takes (UAX #11).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nianbao {

// Ambiguous characters, box drawing among them, take one column unless a terminal is told otherwise, and two in the
// fonts of East Asia.
enum class AmbiguousWidth : std::uint8_t { narrow = 1, wide = 2 };

// 2 for East Asian wide and full-width characters, 0 for combining and control characters, 1 otherwise.
int display_width(char32_t code_point, AmbiguousWidth ambiguous = AmbiguousWidth::narrow);

std::size_t display_width(std::string_view text);

}  // namespace nianbao
