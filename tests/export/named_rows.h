// The rows a table has, by the names of their columns.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"

namespace nianbao::test {

using NamedRow = std::map<std::string, std::string>;

const exporting::Table& table_of(const exporting::Dataset& dataset, std::string_view name);

// What `write` puts into the table; a value short or in excess of its columns fails.
std::vector<NamedRow> named_rows(const exporting::Table& table, const std::function<void(exporting::RowSink&)>& write);

}  // namespace nianbao::test
