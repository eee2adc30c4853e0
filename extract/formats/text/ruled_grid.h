// The grid that rules draw, spans included: a cell goes on to the right where a bar is missing, and down where the
// rule below it is.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "extract/formats/text/ruled_line.h"

namespace nianbao::extract {

// Nothing where bars, rules and crossings do not meet by this measure.
std::optional<std::vector<TextRow>> read_ruled_grid(std::span<const RuledLine> lines, Measure measure);

// Whether the lines between two rules are rows of their own and not one row of several lines. `head` says whether
// rows stand above.
bool are_rows(std::span<const TextRow> lines, bool head);

// One row of the lines between two rules, all of them of the same number of cells.
TextRow joined(std::span<const TextRow> lines);

}  // namespace nianbao::extract
