// Tables whose labels stand in the text without a grid around them: their figures are there, but nothing
// says which belongs where.
#pragma once

#include <vector>

#include "normalize/locate/flow.h"
#include "normalize/model/report.h"
#include "normalize/template/template.h"

namespace nianbao::normalize {

// Marks the absent fields of every such table of the form unreadable. `fields` is one for each of the schema's.
void mark_lost_tables(const Flow& flow, const Template& form, std::vector<Field>& fields,
                      std::vector<Diagnostic>& diagnostics);

}  // namespace nianbao::normalize
