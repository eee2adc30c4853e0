// Digits that are not part of the number they stand beside: a footnote mark set smaller behind it, a figure
// struck out before it. In plain text they keep that look, so that no one reads them on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao {

enum class DigitStyle : std::uint8_t { plain, raised, lowered, struck };

// The text with its ASCII digits as superscript or subscript digits (Unicode 15, 2070-209F), or with a stroke
// through each (0336).
std::string styled_digits(std::string_view text, DigitStyle style);

}  // namespace nianbao
