#include "extract/model/table_builder.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace nianbao::extract {
namespace {

constexpr std::int64_t kToTheEnd = std::numeric_limits<std::int64_t>::max();

}  // namespace

TableBuilder::TableBuilder(const Limits& limits, Geometry geometry) : limits_(limits), geometry_(geometry) {}

void TableBuilder::begin_row() {
  auto& row = rows_.emplace_back();
  next_column_ = 0;
  if (area_ > limits_.table_cells) {
    over_area_ = true;  // row spans alone may fill a grid: stop before they do
    return;
  }
  for (std::size_t column = 0; column < open_.size(); ++column) {
    auto& above = open_[column];
    if (above.rows_left == 0) continue;
    if (above.rows_left != kToTheEnd) --above.rows_left;
    row.resize(column + 1, -1);
    row[column] = above.cell;
    cells_[above.cell].row_span = static_cast<std::int32_t>(rows_.size()) - cells_[above.cell].row;
  }
  area_ += static_cast<std::int64_t>(row.size());
}

void TableBuilder::skip_columns(std::int64_t count) {
  if (count > limits_.span)
    over_span_ = true;
  else if (count > 0)
    next_column_ += count;
}

void TableBuilder::claim(std::int32_t cell, std::int64_t column, std::int64_t width, std::int64_t rows_below) {
  auto& row = rows_.back();
  const auto end = static_cast<std::size_t>(column + width);
  if (row.size() < end) {
    area_ += static_cast<std::int64_t>(end - row.size());
    row.resize(end, -1);
    if (area_ > limits_.table_cells) over_area_ = true;
  }
  if (open_.size() < end) open_.resize(end);
  for (auto position = static_cast<std::size_t>(column); position < end; ++position) {
    if (row[position] >= 0) continue;  // an overlap: the earlier cell keeps its place
    row[position] = cell;
    open_[position] = {cell, rows_below};
  }
}

bool TableBuilder::merge_with_left(const CellSpec& cell) {
  if (next_column_ == 0 || static_cast<std::size_t>(next_column_) > rows_.back().size()) return false;
  const auto left = rows_.back()[next_column_ - 1];
  if (left < 0 || cells_[left].row + 1 != static_cast<std::int32_t>(rows_.size())) return false;
  const auto width = std::max<std::int64_t>(cell.column_span, 1);
  claim(left, next_column_, width, 0);
  next_column_ += width;
  cells_[left].column_span = static_cast<std::int32_t>(next_column_) - cells_[left].column;
  return true;
}

bool TableBuilder::merge_with_above(const CellSpec& cell) {
  if (rows_.size() < 2) return false;
  const auto& above_row = rows_[rows_.size() - 2];
  if (static_cast<std::size_t>(next_column_) >= above_row.size()) return false;
  const auto above = above_row[next_column_];
  if (above < 0 || cells_[above].column != next_column_) return false;
  const auto width = std::max<std::int64_t>(cell.column_span, 1);
  claim(above, next_column_, width, 0);
  next_column_ += width;
  cells_[above].row_span = static_cast<std::int32_t>(rows_.size()) - cells_[above].row;
  return true;
}

void TableBuilder::add_cell(CellSpec spec) {
  if (spec.column_span > limits_.span || (spec.row_span > limits_.span && geometry_ == Geometry::ragged)) {
    over_span_ = true;
  }
  if (over_span_ || over_area_) return;
  if (rows_.empty()) begin_row();
  const auto& row = rows_.back();
  while (static_cast<std::size_t>(next_column_) < row.size() && row[next_column_] >= 0) ++next_column_;
  if (spec.merge == Merge::with_above && merge_with_above(spec)) return;
  if (spec.merge == Merge::with_left && merge_with_left(spec)) return;

  const auto width = std::max<std::int64_t>(spec.column_span, 1);
  const auto index = static_cast<std::int32_t>(cells_.size());
  const auto row_number = static_cast<std::int32_t>(rows_.size()) - 1;
  cells_.push_back(
      {.row = row_number,
       .column = static_cast<std::int32_t>(next_column_),
       .row_span = 1,
       .column_span = static_cast<std::int32_t>(width),
       .text = std::move(spec.text),
       .nested = std::move(spec.nested),
       .locus = {.row = row_number, .column = static_cast<std::int32_t>(next_column_), .offset = spec.offset}});
  claim(index, next_column_, width, spec.row_span == 0 ? kToTheEnd : std::max<std::int64_t>(spec.row_span, 1) - 1);
  next_column_ += width;
}

Result<Table> TableBuilder::finish() {
  if (over_span_) return over_limit(&Limits::span, limits_, "table");
  std::size_t columns = 0;
  for (const auto& row : rows_) columns = std::max(columns, row.size());
  const auto area = static_cast<std::int64_t>(rows_.size() * columns);
  if (over_area_ || area > limits_.table_cells) return over_limit(&Limits::table_cells, limits_, "table");

  Table table{.rows = static_cast<std::int32_t>(rows_.size()),
              .columns = static_cast<std::int32_t>(columns),
              .cells = std::move(cells_),
              .geometry = geometry_};
  table.grid.reserve(rows_.size() * columns);
  for (auto& row : rows_) {
    row.resize(columns, -1);
    table.grid.insert(table.grid.end(), row.begin(), row.end());
  }
  // A cell whose claim was partly overlapped covers less than it asked for.
  for (auto& cell : table.cells) {
    std::int32_t width = 0;
    while (cell.column + width < table.columns && table.at(cell.row, cell.column + width) == &cell) ++width;
    cell.column_span = std::max(width, 1);
  }
  return table;
}

}  // namespace nianbao::extract
