// Binds tables of lines to a form: texts whose tables lost their grids. The form is the grammar: a row is a
// label followed by exactly as many values as the head names columns, or its values are unreadable.
#pragma once

#include <optional>

#include "normalize/bind/lines/counted_cells.h"
#include "normalize/bind/table_binder.h"

namespace nianbao::normalize {

struct LineBinding {
  TableBinding parts;
  // The rows of the table of lines from the first to the last that belong to the form; nothing where none does.
  std::optional<RowRange> used;
  CountCheck counts;
};

LineBinding bind_lines(const ObservedTable& table, const Template& form, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
