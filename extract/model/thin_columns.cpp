#include "extract/model/thin_columns.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace nianbao::extract {
namespace {

void drop_column(Table& table, std::int32_t column) {
  std::vector<std::int32_t> grid;
  grid.reserve(table.grid.size());
  for (std::size_t at = 0; at < table.grid.size(); ++at) {
    if (static_cast<std::int32_t>(at % static_cast<std::size_t>(table.columns)) != column)
      grid.push_back(table.grid[at]);
  }
  table.grid = std::move(grid);
  --table.columns;
  for (auto& cell : table.cells) {
    if (cell.column <= column && column < cell.column + cell.column_span) {
      --cell.column_span;
    } else if (cell.column > column) {
      --cell.column;
      --cell.locus.column;
    }
  }
}

}  // namespace

void drop_thin_columns(Table& table, std::span<const std::int32_t> thin) {
  for (auto column = thin.rbegin(); column != thin.rend(); ++column) {
    if (*column < 0 || *column >= table.columns) continue;
    const bool needed = std::ranges::any_of(
        table.cells, [&](const Cell& cell) { return cell.column == *column && cell.column_span == 1; });
    if (!needed) drop_column(table, *column);
  }
}

}  // namespace nianbao::extract
