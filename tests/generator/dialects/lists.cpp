#include <algorithm>
#include <string_view>

#include "tests/generator/dialects/text.h"

namespace nianbao::generator {
namespace {

// All cells once each, those merged too.
TableLines cells_in_order(const FormTable& table) {
  TableLines cells;
  for (const auto& cell : table.cells) cells.push_back(cell.text);
  return cells;
}

TableLines rows_joined(const FormTable& table, std::string_view between) {
  TableLines lines;
  for (int row = 0; row < table.rows; ++row) {
    std::string line;
    for (const auto* cell : cells_from(table, row)) {
      if (cell->text.empty()) continue;
      if (!line.empty()) line += between;
      line += cell->text;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

TableLines cell_per_line(const FormTable& table) {
  TableLines lines;
  for (auto& cell : cells_in_order(table)) {
    lines.push_back(std::move(cell));
    lines.emplace_back();
  }
  return lines;
}

TableLines cell_per_line_compact(const FormTable& table) { return cells_in_order(table); }

TableLines cell_per_line_blanks(const FormTable& table) {
  auto lines = cells_in_order(table);
  std::erase(lines, "");
  return lines;
}

TableLines row_per_line(const FormTable& table) { return rows_joined(table, " "); }

TableLines glued(const FormTable& table) { return rows_joined(table, ""); }

TableLines deduplicated(const FormTable& table) {
  constexpr std::size_t kRemembered = 4;
  TableLines kept;
  for (auto& cell : cells_in_order(table)) {
    const auto from = kept.size() - std::min(kept.size(), kRemembered);
    if (std::find(kept.begin() + static_cast<std::ptrdiff_t>(from), kept.end(), cell) == kept.end())
      kept.push_back(std::move(cell));
  }
  TableLines lines;
  for (auto& cell : kept) {
    lines.push_back(std::move(cell));
    lines.emplace_back();
  }
  return lines;
}

}  // namespace nianbao::generator
