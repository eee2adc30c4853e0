// Columns of a grid that only rounding made: edges of cells that are meant to be one, a hair apart.
#pragma once

#include <cstdint>
#include <span>

#include "extract/model/document.h"

namespace nianbao::extract {

// Takes those of these columns out of the grid in which no cell stands alone; no cell is lost and none changes its
// order. `thin` is in ascending order.
void drop_thin_columns(Table& table, std::span<const std::int32_t> thin);

}  // namespace nianbao::extract
