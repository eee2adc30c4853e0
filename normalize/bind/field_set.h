// The fields of a report out of what its tables gave.
#pragma once

#include <span>
#include <vector>

#include "normalize/bind/table_binder.h"
#include "normalize/model/schema.h"

namespace nianbao::normalize {

// A table of the document that was recognised.
struct BoundTable {
  const ObservedTable* table = nullptr;
  const Template* form = nullptr;
  TableBinding binding;
};

// One field for each of the schema's, absent where no table has it. What one table has unreadable another
// may have readable; where readable ones contradict each other, the field is unreadable.
std::vector<Field> merge_fields(std::span<const BoundTable> tables, const Schema& schema, const Vocabulary& vocabulary,
                                std::vector<Diagnostic>& diagnostics);

}  // namespace nianbao::normalize
