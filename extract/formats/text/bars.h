// Cells between vertical bars on one line. A bar behind a backslash is text, and "<br>" breaks a cell's line.
#pragma once

#include <string_view>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {

bool has_bar(const Line& line);

std::string_view without_blanks_around(std::string_view text);

// Bytes of the bar the text begins or ends with; 0 where there is none.
std::size_t bar_size(std::string_view text);
std::size_t bar_size_at_end(std::string_view text);

// `text` is the part of the line inside the table's edges.
TextRow split_at_bars(std::string_view text, const Line& line);

}  // namespace nianbao::extract
