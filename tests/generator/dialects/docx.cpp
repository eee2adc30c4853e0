#include <algorithm>
#include <numeric>

#include "tests/generator/dialects/markup.h"
#include "tests/support/docx_builder.h"

namespace nianbao::generator {
namespace {

// In characters: room for figures, for groups of rows and for labels.
int weight_of_column(const FormTable& table, int column) {
  constexpr int kFigures = 4;
  constexpr int kGroups = 3;
  constexpr int kLabels = 14;
  const auto in_column = [&](auto is) {
    return std::ranges::any_of(table.cells, [&](const FormCell& cell) { return cell.column == column && is(cell); });
  };
  if (in_column([](const FormCell& cell) { return !cell.field.empty(); })) return kFigures;
  return in_column([](const FormCell& cell) { return !cell.head && cell.row_span > 1; }) ? kGroups : kLabels;
}

// As wide as the page, with rules. Other programs that print the document need the widths.
std::string docx_table_start(const FormTable& table) {
  constexpr int kPageWidth = 9070;  // of A4 between its margins, in twentieths of a point
  std::vector<int> weights;
  for (int column = 0; column < table.columns; ++column) weights.push_back(weight_of_column(table, column));
  const auto sum = std::max(1, std::accumulate(weights.begin(), weights.end(), 0));
  std::string xml = R"(<w:tbl><w:tblPr><w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/>)"
                    R"(</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/>)"
                    R"(<w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>)";
  for (const auto weight : weights) xml += "<w:gridCol w:w=\"" + std::to_string(kPageWidth * weight / sum) + "\"/>";
  return xml + "</w:tblGrid>";
}

std::string docx_row(const FormTable& table, int row) {
  std::string xml = "<w:tr>";
  for (const auto* cell : cells_through(table, row)) {
    const bool begins = cell->row == row;
    test::DocxCell written(begins ? cell->text : "");
    written.across(cell->column_span);
    if (cell->row_span > 1) begins ? written.starts_merge() : written.continues_merge();
    xml += written.xml();
  }
  return xml + "</w:tr>";
}

}  // namespace

Lines write_docx(const Draft& draft) {
  Lines lines;
  for (std::size_t at = 0; at < draft.size(); ++at) {
    const auto& piece = draft[at];
    if (piece.kind != PieceKind::table) {
      lines.push_back({test::word::paragraph(test::word::run(piece.number + piece.text)), at});
      continue;
    }
    lines.push_back({docx_table_start(piece.table), at, true});
    for (int row = 0; row < piece.table.rows; ++row) lines.push_back({docx_row(piece.table, row), at});
    lines.push_back({"</w:tbl>", at, true});
  }
  return lines;
}

std::string assemble_docx(const Lines& lines) {
  test::DocxBuilder docx;
  for (const auto& line : lines) docx.xml(line.text);
  return docx.bytes();
}

}  // namespace nianbao::generator
