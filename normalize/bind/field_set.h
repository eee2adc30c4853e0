// The fields of a report out of what its tables gave.
#pragma once

#include <span>
#include <vector>

#include "normalize/bind/form_choice.h"
#include "normalize/model/schema.h"

namespace nianbao::normalize {

// One field for each of the schema's, absent where no table has it. What one table has unreadable another
// may have readable; where readable ones contradict each other, the field is unreadable.
std::vector<Field> merge_fields(std::span<const BoundTable> tables, const Schema& schema, const Vocabulary& vocabulary,
                                std::vector<Diagnostic>& diagnostics);

}  // namespace nianbao::normalize
