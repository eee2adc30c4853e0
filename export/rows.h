// What stands in the columns of each table: one writer a column, in the order of the file.
#pragma once

#include <span>
#include <string_view>

#include "export/dataset.h"

namespace nianbao::exporting {

// The columns of a table that do not depend on the templates, in order.
std::vector<std::string_view> column_names(std::string_view table);

// Writes the rows of a table that come from the templates alone; null for tables of records.
std::function<void(RowSink&)> fixed_row_writer(std::string_view table, const normalize::Schema& schema);

// What rows say besides the record. Schema and registry outlive what refers to them.
struct RowSource {
  const normalize::Schema& schema;
  const normalize::IssuerRegistry& issuers;
  DatasetOptions options;
};

// Writes the rows one record has in a table.
std::function<void(const Record&, RowSink&)> row_writer(std::string_view table, const RowSource& source);

}  // namespace nianbao::exporting
