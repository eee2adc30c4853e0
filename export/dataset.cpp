#include "export/dataset.h"

#include <algorithm>
#include <array>
#include <utility>

#include "export/codebook.h"
#include "export/codebook_rows.h"
#include "export/field_columns.h"
#include "export/rows.h"

namespace nianbao::exporting {
namespace {

constexpr std::array<std::string_view, 4> kOutcomes{"report", "not_a_report", "failed", "container"};
constexpr std::array<std::string_view, 5> kColumnTypes{"string", "integer", "number", "date", "boolean"};
static_assert(kColumnTypes.size() == std::to_underlying(ColumnType::boolean) + 1);

}  // namespace

std::string_view to_string(Outcome outcome) { return kOutcomes[std::to_underlying(outcome)]; }

std::string_view to_string(ColumnType type) { return kColumnTypes[std::to_underlying(type)]; }

ColumnType column_type(std::string_view name) {
  const auto* const found = std::ranges::find(kColumnTypes, name);
  return found == kColumnTypes.end() ? ColumnType::text : static_cast<ColumnType>(found - kColumnTypes.begin());
}

Dataset make_dataset(const normalize::Schema& schema, const normalize::IssuerRegistry& issuers,
                     const DatasetOptions& options) {
  // The embedded codebook is well-formed and names the columns the rows have: a test holds it to that.
  auto tables = read_codebook(codebook_file()).value();
  add_field_columns(schema, options.wide_states, tables);
  const auto codebook = std::ranges::find(tables, "codebook", &Table::name);
  if (codebook != tables.end()) codebook->write_fixed_rows = codebook_row_writer(tables, schema);
  Dataset dataset{.schema = &schema, .issuers = &issuers};
  for (auto& table : tables) {
    if (auto write = fixed_row_writer(table.name, schema)) table.write_fixed_rows = std::move(write);
    if (!table.joint) table.write_rows = row_writer(table.name, {schema, issuers, options});
    (table.joint ? dataset.joint_tables : dataset.tables).push_back(std::move(table));
  }
  return dataset;
}

}  // namespace nianbao::exporting
