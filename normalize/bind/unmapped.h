// Figures in tables that no field takes: local rows and columns, and tables no form knows. Kept, never dropped.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "normalize/bind/form_choice.h"

namespace nianbao::normalize {

// The cells of one table with anything but words in them that none of its parts took, each with its label path.
// The names of an outline's groups carry dashes that say nothing and are left out.
std::vector<UnmappedCell> unmapped_cells(const ObservedTable& table, std::span<const BoundTable> parts);

}  // namespace nianbao::normalize
