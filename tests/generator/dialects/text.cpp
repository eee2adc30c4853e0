#include "tests/generator/dialects/text.h"

namespace nianbao::generator {

Lines write_text(const Draft& draft, TableLines (*write_table)(const FormTable& table)) {
  Lines lines;
  for (std::size_t at = 0; at < draft.size(); ++at) {
    const auto& piece = draft[at];
    if (piece.kind == PieceKind::table) {
      for (auto& text : write_table(piece.table)) lines.push_back({std::move(text), at});
    } else {
      lines.push_back({piece.number + piece.text, at});
    }
    if (piece.kind != PieceKind::title) lines.push_back({"", at});
    if (piece.kind == PieceKind::table) lines.push_back({"", at});
  }
  return lines;
}

std::string join_lines(const Lines& lines) {
  std::string text;
  for (const auto& line : lines) text += line.text + "\n";
  return text;
}

}  // namespace nianbao::generator
