// What the text dialects have in common.
#pragma once

#include "tests/generator/dialects/dialect.h"

namespace nianbao::generator {

using TableLines = std::vector<std::string>;

// Title, headings and paragraphs as lines with blank ones between, tables as `write_table` has them.
Lines write_text(const Draft& draft, TableLines (*write_table)(const FormTable& table));

template <auto write_table>
Lines as_text(const Draft& draft) {
  return write_text(draft, write_table);
}

std::string join_lines(const Lines& lines);

// In lists.cpp: cells one below another or run together.
TableLines cell_per_line(const FormTable& table);
TableLines cell_per_line_compact(const FormTable& table);
TableLines cell_per_line_blanks(const FormTable& table);
TableLines row_per_line(const FormTable& table);
TableLines deduplicated(const FormTable& table);
TableLines glued(const FormTable& table);

// In delimited.cpp: cells between tabs or bars.
TableLines tab_cells(const FormTable& table);
TableLines tab_separated(const FormTable& table);
TableLines tab_repeated(const FormTable& table);
TableLines comma_separated(const FormTable& table);
TableLines pipes(const FormTable& table);
TableLines pipes_padded(const FormTable& table);
TableLines pipes_open(const FormTable& table);
TableLines pipes_trailing(const FormTable& table);
TableLines pipes_spacer(const FormTable& table);
TableLines pipe_lines(const FormTable& table);
TableLines markdown(const FormTable& table);
TableLines markdown_merged(const FormTable& table);

// In box.cpp.
TableLines box(const FormTable& table);

// In dashed.cpp: columns below rules of dashes, blank lines between rows or not.
TableLines pandoc_simple(const FormTable& table);
TableLines pandoc_multiline(const FormTable& table);

// In columns.cpp: columns set with spaces.
TableLines aligned(const FormTable& table);
Lines write_layout(const Draft& draft);
Lines write_layout_narrow(const Draft& draft);
std::string assemble_layout(const Lines& lines);

}  // namespace nianbao::generator
