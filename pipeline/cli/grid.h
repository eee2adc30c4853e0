// A table drawn with lines for a terminal, merged cells as such, East Asian widths right.
#pragma once

#include <cstddef>
#include <string>

#include "extract/model/document.h"

namespace nianbao::cli {

// Columns are narrowed, and their text broken over lines, until the drawing fits `width` where it can.
std::string draw_grid(const extract::Table& table, std::size_t width);

}  // namespace nianbao::cli
