// A table of a document as the binders see it: each cell with its label key, its reading as a value and
// the labels of the form it may be.
#pragma once

#include <span>
#include <vector>

#include "extract/model/document.h"
#include "normalize/locate/label_match.h"
#include "normalize/template/template.h"
#include "normalize/template/vocabulary.h"
#include "normalize/text/number.h"

namespace nianbao::normalize {

struct ObservedCell {
  CellReading reading;
  bool words = false;               // neither a value nor empty
  PrintedLabel printed;             // set for words only
  std::vector<LabelMatch> matches;  // labels of the form this cell may be, best first
};

class ObservedTable {
 public:
  // `report_year` is what "this year" means in a label; 0 where it is not known.
  ObservedTable(const extract::Table& table, Script script, int report_year, const Vocabulary& vocabulary);

  // Looks every cell with words up among the labels of a form.
  void match_labels(const Template& form, const Vocabulary& vocabulary);

  // How many cells bear a name of the form, undamaged.
  std::size_t count_called(const Template& form) const;

  const extract::Table& table() const { return *table_; }
  int rows() const { return table_->rows; }
  int columns() const { return table_->columns; }
  Script script() const { return script_; }
  // Whether some cell is merged: then all that are are known.
  bool tells_spans() const;
  bool exact() const { return table_->geometry == extract::Geometry::exact; }

  const ObservedCell& cell(int index) const { return cells_[index]; }
  const extract::Cell& source(int index) const { return table_->cells[index]; }
  // The cells that reach into a row, left to right, each once.
  std::span<const int> row(int row) const { return row_cells_[row]; }
  // The cell at a position, -1 for a gap.
  int at(int row, int column) const { return table_->grid[static_cast<std::size_t>(row) * columns() + column]; }

  // Whether a row only numbers the columns: "A, B, 1, 2" below a head.
  bool numbers_columns(int row) const { return numbering_rows_[row]; }

  // Whether some row of several labels ends in blanks, with none before them.
  bool pads_heads() const { return pads_heads_; }

  // The match of a cell with one label of the form, or none.
  LabelMatch match(int index, LabelId label) const;

 private:
  const extract::Table* table_;
  Script script_;
  std::vector<ObservedCell> cells_;
  std::vector<std::vector<int>> row_cells_;
  std::vector<bool> numbering_rows_;
  bool pads_heads_ = false;
};

}  // namespace nianbao::normalize
