// The words of a head that lost its grid, taken together to the labels they make.
#pragma once

#include <span>
#include <vector>

#include "normalize/bind/observed_table.h"

namespace nianbao::normalize {

inline constexpr double kUndamaged = 0.94;  // the least score of a name as it should be

// Pieces that together are one label of the block, or a single piece that is none.
struct HeadUnit {
  std::vector<int> cells;
  PrintedLabel printed;
  std::vector<LabelId> labels;
  double score = 0;

  bool known() const { return !labels.empty(); }
};

// Units that share no piece, the surest first taken, in reading order of their first pieces.
std::vector<HeadUnit> find_head_units(const ObservedTable& table, std::span<const int> words, const BlockSpec& block,
                                      const Template& form, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
