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
  ObservedTable(const extract::Table& table, Script script, const Vocabulary& vocabulary);

  // Looks every cell with words up among the labels of a form.
  void match_labels(const Template& form, const Vocabulary& vocabulary);

  const extract::Table& table() const { return *table_; }
  int rows() const { return table_->rows; }
  int columns() const { return table_->columns; }
  bool exact() const { return table_->geometry == extract::Geometry::exact; }

  const ObservedCell& cell(int index) const { return cells_[index]; }
  const extract::Cell& source(int index) const { return table_->cells[index]; }
  // The cells that reach into a row, left to right, each once.
  std::span<const int> row(int row) const { return row_cells_[row]; }
  // The cell at a position, -1 for a gap.
  int at(int row, int column) const { return table_->grid[static_cast<std::size_t>(row) * columns() + column]; }

  // The match of a cell with one label of the form, or none.
  LabelMatch match(int index, LabelId label) const;

 private:
  const extract::Table* table_;
  std::vector<ObservedCell> cells_;
  std::vector<std::vector<int>> row_cells_;
};

}  // namespace nianbao::normalize
