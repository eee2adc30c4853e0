// The three tables of the form of 2021 as Word tables: 14×4, 28×10 and 4×15 cells.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/docx_builder.h"

namespace nianbao::test {

// The values of one report, cells of a row parted by commas; nothing is a blank cell.
struct FormFigures {
  std::array<std::string_view, 6> disclosure;  // rules, documents, licences, penalties, coercion, fees
  std::array<std::string_view, 25> requests;   // from the requests received to those carried over
  std::array<std::string_view, 3> review;      // reconsideration, litigation at once, litigation after it
};

using FormRow = std::vector<DocxCell>;
using FormRows = std::vector<FormRow>;

void append_values(FormRow& row, std::string_view values);
// A label broken over two paragraphs, as the official form breaks some.
DocxCell two_lines(std::string_view first, std::string_view second);

FormRows disclosure_rows(const FormFigures& figures);
FormRows request_rows(const FormFigures& figures);
FormRows review_rows(const FormFigures& figures);

inline constexpr std::size_t kRequestHeadRows = 3;

// A table of so many grid columns; its first `head_rows` rows are repeated on each page (ECMA-376 17.4.49).
std::string form_table(std::span<const FormRow> rows, int columns, std::size_t head_rows = 0);

}  // namespace nianbao::test
