// Runs of values that a damaged unit, or a damaged number of a row, has parted.
#pragma once

#include <vector>

#include "normalize/bind/lines/value_run.h"

namespace nianbao::normalize {

// A unit, or the number a form gives a row, that damage has made words of parts the values around it. It is known by
// its place: with it the row has as many values and units, in the same order, as several rows whose units are whole.
std::vector<ValueRun> mend_asides(const ObservedTable& table, const std::vector<ValueRun>& runs);

}  // namespace nianbao::normalize
