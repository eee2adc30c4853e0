#include "export/field_columns.h"

#include <algorithm>
#include <functional>

namespace nianbao::exporting {
namespace {

using normalize::Field;

Column state_column(const Column& field, const Column& state) {
  return {.name = field.name + "_state",
          .title_zh = field.title_zh + " / " + state.title_zh,
          .title_en = field.title_en + " / " + state.title_en,
          .description_zh = state.description_zh,
          .description_en = state.description_en};
}

// With a column like `state` beside each, where there is one.
void add_columns(const normalize::Schema& schema, const Column* state, Table& table) {
  for (const auto& field : schema.fields) {
    const Column column{.name = field.name,
                        .type = ColumnType::decimal,
                        .unit = field.unit,
                        .title_zh = field.label_zh,
                        .title_en = field.label_en,
                        .description_zh = field.path,
                        .description_en = field.path};
    table.columns.push_back(column);
    if (state != nullptr) table.columns.push_back(state_column(column, *state));
  }
}

}  // namespace

void add_field_columns(const normalize::Schema& schema, bool states, std::vector<Table>& tables) {
  const auto& of_cells = std::ranges::find(tables, "cells", &Table::name)->columns;
  const Column state = *std::ranges::find(of_cells, "state", &Column::name);
  for (auto& table : tables) {
    const bool with_states = states && table.name == "reports";
    if (table.name == "reports" || table.name == "panel") add_columns(schema, with_states ? &state : nullptr, table);
  }
}

std::vector<const Field*> fields_in_order(const normalize::Report& report, const normalize::Schema& schema) {
  std::vector<const Field*> fields(schema.fields.size());
  const auto* first = schema.fields.data();
  const auto* end = first + schema.fields.size();
  for (const auto& field : report.fields) {
    const bool of_schema = !std::less<>{}(field.spec, first) && std::less<>{}(field.spec, end);
    if (!of_schema) continue;
    auto*& known = fields[static_cast<std::size_t>(field.spec - first)];
    if (known == nullptr) known = &field;
  }
  return fields;
}

void write_fields(const normalize::Report& report, const normalize::Schema& schema, bool states, RowSink& out) {
  for (const auto* field : fields_in_order(report, schema)) {
    if (field != nullptr && field->value)
      out.decimal(*field->value);
    else
      out.empty();
    if (states) out.text(field == nullptr ? std::string_view{} : to_string(field->state));
  }
}

std::span<const Column> columns_before_fields(const Table& reports, const normalize::Schema& schema) {
  const std::span<const Column> columns(reports.columns);
  if (schema.fields.empty()) return columns;
  const auto first = std::ranges::find(columns, schema.fields.front().name, &Column::name);
  return {columns.begin(), first};
}

}  // namespace nianbao::exporting
