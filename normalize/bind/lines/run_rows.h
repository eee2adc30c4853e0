// Which runs of values are which rows of a form: a global alignment of the runs with the form's labels.
#pragma once

#include <span>
#include <vector>

#include "normalize/bind/lines/value_run.h"
#include "normalize/bind/row_binder.h"

namespace nianbao::normalize {

struct RunRow {
  FormRow form;  // row -1: no row of the form
  RunLabel label;
  Method method = Method::none;
  double confidence = 0;
  bool astray = false;     // its values do not stand to its label as those of most rows do
  bool torn = false;       // values no label claims stand around its own
  bool ambiguous = false;  // two runs, or two rows of the form, fit equally well
  bool group = false;      // the name of a group of an outline: its values are dashes

  bool bound() const { return form.row >= 0; }
};

// One entry for each run; those `taken` by rows without labels are left unbound.
std::vector<RunRow> bind_runs(const ObservedTable& table, const std::vector<ValueRun>& runs,
                              const std::vector<bool>& taken, const Template& form, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
