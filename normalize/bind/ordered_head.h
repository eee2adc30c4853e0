// A head without geometry: only the order of its labels tells the columns.
#pragma once

#include <optional>
#include <vector>

#include "normalize/bind/column_binder.h"

namespace nianbao::normalize {

// The columns named, left to right; nothing when the head is not complete.
std::optional<std::vector<int>> ordered_columns(const ObservedTable& table, RowRange range, const BlockSpec& block,
                                                const Template& form, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
