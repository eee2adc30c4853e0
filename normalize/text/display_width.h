// How many columns of a terminal a text takes (UAX #11).
#pragma once

#include <cstddef>
#include <string_view>

namespace nianbao::normalize {

// 2 for East Asian wide and full-width characters, 0 for combining and control characters, 1 otherwise.
// Ambiguous characters count as 1: terminals draw them so unless told otherwise.
int display_width(char32_t code_point);

std::size_t display_width(std::string_view text);

}  // namespace nianbao::normalize
