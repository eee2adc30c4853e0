// The head of a block in a table of lines: its labels may be broken over lines, and only their order tells
// the columns, from left to right or line by line.
#pragma once

#include <span>

#include "normalize/bind/column_binder.h"

namespace nianbao::normalize {

// `words` are cells of the table in reading order that may be the head; words before its first label are titles and
// do no harm. A head that does not have every column of values, in order, names none. Where a name cannot be read but
// has the place of one, its column is there and `ambiguous`.
// Without columns of print only the order line by line counts.
enum class HeadOrder : std::uint8_t { any, line_by_line };

BoundHead bind_line_head(const ObservedTable& table, std::span<const int> words, const BlockSpec& block,
                         const Template& form, const Vocabulary& vocabulary, HeadOrder order = HeadOrder::any);

}  // namespace nianbao::normalize
