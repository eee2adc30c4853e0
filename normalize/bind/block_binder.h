// The cells of one block: rows and columns are known, now each value is taken from where they cross, or
// the reason why it cannot be.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "normalize/bind/column_binder.h"
#include "normalize/bind/row_binder.h"

namespace nianbao::normalize {

// What was found for one field in one table.
struct BoundCell {
  int field = -1;                   // index into Schema::fields
  int cell = -1;                    // index of the cell; -1 when there is none or none could be named
  std::string unit;                 // stated for the value by its row or its column
  State state = State::unreadable;  // blank where no cell is printed; of a cell its own reading counts otherwise
  std::string note;                 // why it is unreadable
  Method method = Method::none;
  CellEvidence evidence;
  double confidence = 0;  // that its labels are these, by how well they match: what weighs one form against another
};

// One row of the block in the table.
struct ValueRow {
  int row = 0;         // of the table
  int label_end = -1;  // the last grid column its labels take; -1: none
  int form_row = 0;    // of the block
  Method method = Method::none;
  double confidence = 0;
  std::string fault;  // why none of its values can be trusted; empty when they can
};

// A head that was read from an earlier table of the document, where the table was split between pages.
enum class HeadPlace : std::uint8_t { same_table, earlier_table };

struct RowBinding {
  std::vector<BoundCell> cells;
  std::vector<int> asides;  // cells without values: units, codes, running numbers
};

RowBinding bind_values(const ObservedTable& table, const BlockSpec& block, const BoundHead& head, HeadPlace place,
                       const ValueRow& row);

}  // namespace nianbao::normalize
