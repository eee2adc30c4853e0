// The columns of `reports` and `panel` that the templates give: one a field, and in `reports`, with `states`, one
// beside it for what stood there.
#pragma once

#include <span>
#include <vector>

#include "export/dataset.h"

namespace nianbao::exporting {

// At the end of the columns of both tables. `cells` is among the tables too: it says what states are.
void add_field_columns(const normalize::Schema& schema, bool states, std::vector<Table>& tables);

// The fields of a report in the schema's order; null for those of templates the report does not have.
std::vector<const normalize::Field*> fields_in_order(const normalize::Report& report, const normalize::Schema& schema);

// The cells of these columns. Where the report's templates do not have a field, both stay empty.
void write_fields(const normalize::Report& report, const normalize::Schema& schema, bool states, RowSink& out);

// The columns of `reports` that stand before these.
std::span<const Column> columns_before_fields(const Table& reports, const normalize::Schema& schema);

}  // namespace nianbao::exporting
