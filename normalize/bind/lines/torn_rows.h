// Rows of values in a table of lines that may not be all of it: narrow columns break their figures over lines.
#pragma once

#include <vector>

#include "normalize/bind/lines/run_rows.h"

namespace nianbao::normalize {

// For each run that is a row, by its label (`rows`) or without one (`taken`), whether values that no label claims stand
// on the lines around it, so that its own may be the first parts of longer figures.
std::vector<bool> torn_rows(const ObservedTable& table, const std::vector<ValueRun>& runs,
                            const std::vector<RunRow>& rows, const std::vector<bool>& taken, const Template& form);

}  // namespace nianbao::normalize
