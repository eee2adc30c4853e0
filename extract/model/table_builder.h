// The only code that turns spans into a grid. Readers announce rows and cells in source order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/base/error.h"
#include "extract/base/limits.h"
#include "extract/model/document.h"

namespace nianbao::extract {

// How a cell asks to be merged with its neighbours.
enum class Merge : std::uint8_t {
  none,
  with_above,  // DOCX vMerge continue: part of the cell above that starts at the same column
  with_left,   // DOCX hMerge continue: part of the cell before it
};

struct CellSpec {
  std::string text;
  std::vector<NestedTable> nested;
  std::int64_t column_span = 1;  // clamped to 1 below; over the limit is an error
  std::int64_t row_span = 1;     // 0 means "to the end of the table" (HTML)
  Merge merge = Merge::none;
  std::int64_t offset = -1;
};

// Usage: begin_row(), skip_columns() and add_cell() in order, ..., finish().
// A cell takes the next column not covered by a row span from above. Overlaps are resolved in favour of
// the earlier cell, row spans beyond the last row are cut, positions no cell covers stay gaps.
class TableBuilder {
 public:
  TableBuilder(const Limits& limits, Geometry geometry = Geometry::exact);

  void begin_row();
  void skip_columns(std::int64_t count);  // DOCX gridBefore
  void add_cell(CellSpec cell);

  // True while no cell has been added.
  bool empty() const { return cells_.empty(); }

  // The finished grid; limit_exceeded when a span or the area was over its limit.
  Result<Table> finish();

 private:
  struct Column {  // the cell that reaches into the current row at this column
    std::int32_t cell = -1;
    std::int64_t rows_left = 0;  // further rows it covers; kToTheEnd for "to the end"
  };

  void claim(std::int32_t cell, std::int64_t column, std::int64_t width, std::int64_t rows_below);
  bool merge_with_above(const CellSpec& cell);
  bool merge_with_left(const CellSpec& cell);

  const Limits& limits_;
  Geometry geometry_;
  std::vector<Cell> cells_;
  std::vector<std::vector<std::int32_t>> rows_;
  std::vector<Column> open_;  // row spans reaching down from earlier rows
  std::int64_t next_column_ = 0;
  std::int64_t area_ = 0;
  bool over_span_ = false;
  bool over_area_ = false;
};

}  // namespace nianbao::extract
