// Blanks that belong to labels. Where only the order of the cells is known, some dumps leave a blank for each further
// column a merged label takes, though none for cells merged downwards; others leave none at all.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "normalize/bind/row_binder.h"

namespace nianbao::normalize {

// For each row how many of the cells behind its label are the label's own; nothing where the blanks of its block belong
// to labels and this row has not its share of them. `rows` has one entry for each row of the table.
std::vector<std::optional<int>> label_blanks(const ObservedTable& table, std::span<const BoundRow> rows,
                                             const Template& form);

}  // namespace nianbao::normalize
