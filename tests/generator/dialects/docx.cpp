#include "tests/generator/dialects/markup.h"
#include "tests/support/docx_builder.h"

namespace nianbao::generator {
namespace {

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
    lines.push_back({"<w:tbl><w:tblPr/><w:tblGrid/>", at, true});
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
