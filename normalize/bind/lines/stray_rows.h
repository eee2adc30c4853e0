// Rows of a block whose labels are printed in a table of lines, but not their values beside them.
#pragma once

#include <set>
#include <vector>

#include "normalize/bind/observed_table.h"

namespace nianbao::normalize {

struct StrayRow {
  int row = 0;             // of the block
  std::vector<int> cells;  // its label
};

// Of the block's rows that are not in `bound`, those whose undamaged label stands among `words`.
std::vector<StrayRow> stray_rows(const ObservedTable& table, const std::vector<int>& words, const BlockSpec& block,
                                 const std::set<int>& bound, const Template& form);

}  // namespace nianbao::normalize
