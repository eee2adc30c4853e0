// The values of a table of lines, cut into runs that may each be one row, and the labels printed around them.
#pragma once

#include <vector>

#include "normalize/bind/observed_table.h"

namespace nianbao::normalize {

// Cells [first, last) of the table without words between them but units: values, and units.
struct ValueRun {
  int first = 0;
  int last = 0;
  bool one_line = true;  // false: one value a line

  int size() const { return last - first; }
};

std::vector<ValueRun> value_runs(const ObservedTable& table, const Vocabulary& vocabulary);

// Whether the run counts from one on, as a line below a head does.
bool numbers_columns(const ObservedTable& table, const ValueRun& run);

// How the label of a run is printed.
enum class Placement : std::uint8_t {
  beside,  // on the run's line, perhaps with more of it on the lines above and below
  around,  // on lines above and below
  above,
};

// One way to read the words around a run as a label.
struct RunLabel {
  PrintedLabel printed;
  std::vector<int> cells;  // in reading order
  Placement placement = Placement::above;
};

// `runs[at]` and its neighbours bound what may be its label.
std::vector<RunLabel> labels_around(const ObservedTable& table, const std::vector<ValueRun>& runs, std::size_t at);

}  // namespace nianbao::normalize
