// Which rows of an observed table are which rows of a form.
#pragma once

#include <vector>

#include "normalize/bind/observed_table.h"

namespace nianbao::normalize {

// A labelled row of a form, found by its place in it.
struct FormRow {
  int table = -1;  // index into Template::tables
  int block = -1;
  int row = -1;

  friend bool operator==(const FormRow&, const FormRow&) = default;
};

struct BoundRow {
  FormRow form;         // row -1: no row of the form
  int label_cell = -1;  // index of the cell that carries the row's label; -1 when its neighbours carry it
  Method method = Method::none;
  double confidence = 0;
  bool ambiguous = false;  // two rows of the table, or of the form, fit equally well

  bool bound() const { return form.row >= 0; }
};

// One entry for each row of the table. A row whose label is blank or damaged beyond recognition is bound by
// its neighbours when they leave room for exactly one row of the form.
std::vector<BoundRow> bind_rows(const ObservedTable& table, const Template& form, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
