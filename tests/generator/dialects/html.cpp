#include <fmt/format.h>

#include "tests/generator/dialects/markup.h"
#include "tests/support/docx_builder.h"

namespace nianbao::generator {
namespace {

std::string html_row(const FormTable& table, int row) {
  std::string html = "<tr>";
  for (const auto* cell : cells_from(table, row)) {
    html += fmt::format("<td rowspan=\"{}\" colspan=\"{}\">{}</td>", cell->row_span, cell->column_span,
                        test::xml_escape(cell->text));
  }
  return html + "</tr>";
}

}  // namespace

Lines write_html(const Draft& draft) {
  Lines lines;
  for (std::size_t at = 0; at < draft.size(); ++at) {
    const auto& piece = draft[at];
    if (piece.kind != PieceKind::table) {
      const auto* element = piece.kind == PieceKind::title ? "h1" : "p";
      lines.push_back({fmt::format("<{0}>{1}</{0}>", element, test::xml_escape(piece.number + piece.text)), at});
      continue;
    }
    lines.push_back({"<table>", at, true});
    for (int row = 0; row < piece.table.rows; ++row) lines.push_back({html_row(piece.table, row), at});
    lines.push_back({"</table>", at, true});
  }
  return lines;
}

std::string assemble_html(const Lines& lines) {
  std::string html = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n";
  for (const auto& line : lines) html += line.text + "\n";
  return html + "</body></html>";
}

}  // namespace nianbao::generator
