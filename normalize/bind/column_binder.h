// Which columns of an observed table are which columns of a block, found from the rows of its head.
#pragma once

#include <optional>
#include <vector>

#include "normalize/bind/observed_table.h"

namespace nianbao::normalize {

// Rows [first, last) of an observed table.
struct RowRange {
  int first = 0;
  int last = 0;

  bool empty() const { return first >= last; }
};

struct BoundColumn {
  int first = -1;  // grid columns [first, last]; -1: the head does not name this column
  int last = -1;
  Method method = Method::none;
  double confidence = 0;

  bool bound() const { return first >= 0; }
};

// A column of the table that has a head but none the block knows.
struct ForeignColumn {
  int first = 0;
  int last = 0;
  std::string label;
};

struct BoundHead {
  std::vector<BoundColumn> columns;  // one for each column of the block; without geometry all unbound
  std::vector<ForeignColumn> foreign;
  // One for each column of the block: heads are there that may be its own, but no single one can be told.
  std::vector<bool> ambiguous;
  // One for each column of the block: of its name there is but a likeness, in the only place left. Empty for none.
  std::vector<bool> likened;
  // One for each column of the block, in a grid: the heads that may be its own where it is ambiguous and they can be no
  // other's.
  std::vector<std::vector<BoundColumn>> rivals;
  // Every column of values is named, in order, and nothing the block does not know: values may be taken by position.
  bool complete = false;
  std::vector<int> order;  // the columns it names, left to right, from behind the row labels
  // Rows are filled up with blanks at their ends, for the merged cells that were dropped.
  bool padded = false;
  int corner = -1;     // the first grid column of what names the row labels; -1: nothing does
  int last_line = -1;  // of a table of lines, the last with a column's name; -1 elsewhere
  // Of a table of lines: on every line of the head what is broken over lines begins where its column does, though what
  // stands before it has another width. Nothing has pushed the columns out of their places.
  bool aligned = false;
  int grid_columns = 0;            // of the table the head was read from
  std::vector<std::string> units;  // stated in the label of each column; empty where none is

  bool empty() const;  // names no column of the block
  bool is_likened(int column) const { return !likened.empty() && likened[column]; }
};

// Whether the block's head has no groups, and so takes one line.
bool is_one_line(const BlockSpec& block);

// Whether the head leaves out a column the form has; remarks behind the values do not count.
bool leaves_out_column(const BoundHead& head, const BlockSpec& block);

// `range` holds the rows that may belong to the head; rows above it (titles) do no harm.
BoundHead bind_columns(const ObservedTable& table, RowRange range, const BlockSpec& block, const Template& form,
                       const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
