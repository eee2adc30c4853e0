// The head of a block in a table of lines: its labels may be broken over lines, and only their order tells
// the columns, from left to right or line by line.
#pragma once

#include <span>

#include "normalize/bind/column_binder.h"

namespace nianbao::normalize {

// `words` are cells of the table in reading order that may be the head; words before its first label are titles and
// do no harm. A head that does not name every column of values, in order and with nothing unknown among them, names
// none: one damaged label in its place is carried by the others.
BoundHead bind_line_head(const ObservedTable& table, std::span<const int> words, const BlockSpec& block,
                         const Template& form, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
