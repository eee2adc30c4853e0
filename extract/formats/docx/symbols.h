// Characters of symbol fonts (ECMA-376 17.3.3.30) as Unicode.
#pragma once

#include <string>
#include <string_view>

namespace nianbao::extract::docx {

// The text of a w:sym with this w:font and w:char; empty when w:char is no hexadecimal number.
std::string symbol_text(std::string_view font, std::string_view hexadecimal);

}  // namespace nianbao::extract::docx
