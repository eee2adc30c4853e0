// The shapes reports come in: the formats, and the ways text has lost its tables. A new one is one writer here and one
// row in dialect_table.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/generator/draft.h"

namespace nianbao::generator {

// The unit in which a report of some format may lose what it says: a line of text, a paragraph, a table's row.
struct Line {
  std::string text;
  std::size_t piece = 0;  // of the draft
  bool frame = false;     // only holds others together, as a table's end does
};

using Lines = std::vector<Line>;

struct Dialect {
  std::string_view id;
  std::string_view format;
  std::string_view extension;
  bool keeps_blanks = true;  // or blank cells vanish without a trace
  Lines (*write)(const Draft& draft) = nullptr;
  std::string (*assemble)(const Lines& lines) = nullptr;
};

std::span<const Dialect> dialect_table();
const Dialect* find_dialect(std::string_view id);  // null where there is none

std::string written(const Draft& draft, const Dialect& dialect);

}  // namespace nianbao::generator
