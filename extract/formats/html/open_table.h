// A table while its tags are read. Rows are held back until their row group ends, because no cell reaches
// beyond its row group (HTML 4.9.12.1, "downward-growing cells").
#pragma once

#include <cstdint>
#include <vector>

#include "extract/base/budget.h"
#include "extract/formats/html/flow.h"
#include "extract/model/table_builder.h"

namespace nianbao::extract::html_page {

struct SeenImage {
  Image image;
  bool alone = false;  // nothing else in its paragraph
};

struct FinishedTable {
  Table table;
  std::int64_t unlinked = 0;  // visible characters outside links
  std::vector<SeenImage> images;
};

class OpenTable {
 public:
  explicit OpenTable(Budget& budget) : budget_(budget), builder_(budget.limits()) {}

  void end_group();
  void begin_row();
  void end_row() { row_open_ = false; }
  // `number` tells the cell from all others of the page.
  void begin_cell(std::int64_t number, std::int64_t row_span, std::int64_t column_span);
  void end_cell() { cell_number_ = kNoCell; }
  bool cell_open() const { return cell_number_ != kNoCell; }
  std::int64_t cell_number() const { return cell_number_; }

  // To the open cell.
  void add_paragraph(FlowParagraph paragraph);
  void add_nested(FinishedTable nested);

  // True when it never had a cell.
  bool empty() const { return cells_ == 0; }
  Result<FinishedTable> finish();

  Flow& flow() { return flow_; }

 private:
  static constexpr std::int64_t kNoCell = -1;

  CellSpec& cell() { return group_.back().back(); }

  Budget& budget_;
  TableBuilder builder_;
  std::vector<std::vector<CellSpec>> group_;
  Flow flow_;  // of the open cell
  std::vector<SeenImage> images_;
  std::int64_t unlinked_ = 0;
  std::int64_t cells_ = 0;
  std::int64_t cell_number_ = kNoCell;  // of the open cell
  bool row_open_ = false;
};

}  // namespace nianbao::extract::html_page
