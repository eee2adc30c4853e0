// The scores as tables for a person.
#pragma once

#include <span>
#include <string>

#include "pipeline/evaluate/strata.h"

namespace nianbao::evaluate {

std::string accuracy_table(std::span<const Stratum> strata);

// How often numbers of each confidence are right. Empty when no number was read.
std::string calibration_table(const Tally& tally);

}  // namespace nianbao::evaluate
