// The table "codebook": a row for every column of every table, itself included.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "export/dataset.h"

namespace nianbao::exporting {

// Its columns, in order.
std::vector<std::string_view> codebook_columns();

// Writes its rows: of these tables, whose field columns the schema explains. Only the schema must outlive it.
std::function<void(RowSink&)> codebook_row_writer(const std::vector<Table>& tables, const normalize::Schema& schema);

}  // namespace nianbao::exporting
