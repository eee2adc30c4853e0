// Blank cells in a list of cells, one a line: which of a row's cells they are is told by counting, and only where
// the label of a known row follows the last of them.
#pragma once

#include <optional>
#include <vector>

#include "normalize/bind/lines/value_run.h"
#include "normalize/bind/row_binder.h"

namespace nianbao::normalize {

// How often counting came out right, by which a reader can tell whether blank lines are blank cells at all.
struct CountCheck {
  int blanks = 0;   // rows that have as many cells as the head has columns, and more blank ones than the fullest row
  int closed = 0;   // rows of values alone, or heads, with the next label right below
  int longer = 0;   // rows with more cells
  int shorter = 0;  // rows with fewer

  void add(const CountCheck& other);
};

// What stands between the label of a row and the next words.
struct CountedRow {
  std::vector<int> cells;       // -1 for a blank; empty where they cannot be counted
  std::optional<int> covered;   // how many at the end belong to what stands below: what merged cells cover
  bool checked = false;         // known words follow
  bool blanks_between = false;  // the label and the last value

  // The cells of the row itself; nothing where its end is not known.
  std::optional<std::vector<int>> own() const;
};

class CellCounter {
 public:
  CellCounter(const ObservedTable& table, const Template& form, const Vocabulary& vocabulary)
      : table_(table), form_(form), vocabulary_(vocabulary) {}

  bool knows_blanks() const { return !table_.table().blank_cells.below.empty(); }

  // Of the row whose label ends in `label`, -1 where it has none, and whose values are `run`, if it has any.
  CountedRow count(FormRow row, int label, const ValueRun* run) const;

  // Compares the rows of a block with its number of columns.
  static CountCheck check(const std::vector<CountedRow>& rows, std::size_t columns);

  // Whether the next cell stands right below this one.
  bool is_closed(int cell) const;

 private:
  bool ends_list(const CountedRow& row, int next) const;
  bool add_blanks_below(int cell, CountedRow& row) const;
  bool names_group(int cell, FormRow row) const;
  void cover_before(int cell, FormRow above, CountedRow& row) const;
  bool ends_block(int cell, const TableSpec& table) const;
  bool names(int cell, LabelId label) const;
  bool is_known(int cell) const;

  const ObservedTable& table_;
  const Template& form_;
  const Vocabulary& vocabulary_;
};

}  // namespace nianbao::normalize
