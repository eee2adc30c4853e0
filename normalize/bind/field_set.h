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
  bool in_place = false;  // it stands in the section the form puts it in
};

// One field for each of the schema's, absent where no table has it. Where tables contradict each other the
// one in its section is believed; where that decides nothing, the field is unreadable.
std::vector<Field> merge_fields(std::span<const BoundTable> tables, const Schema& schema,
                                const Vocabulary& vocabulary, std::vector<Diagnostic>& diagnostics);

}  // namespace nianbao::normalize
