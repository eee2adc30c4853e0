#include "export/codebook_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "export/row_cells.h"
#include "export/rows.h"

namespace nianbao::exporting {
namespace {

using normalize::FieldSpec;
using normalize::Schema;
using normalize::State;

struct ColumnRow {
  std::string table;
  Column column;
  const FieldSpec* field = nullptr;  // null where the column holds no field
  const Schema* schema = nullptr;
};

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::vector<const normalize::TemplateInfo*> forms_of(const ColumnRow& row) {
  std::vector<const normalize::TemplateInfo*> forms;
  for (const auto& form : row.schema->templates) {
    if (row.field != nullptr && holds(row.field->templates, form.id)) forms.push_back(&form);
  }
  return forms;
}

// The form's identities, and that of prose against tables where a fact says the same as the field.
std::string identities_of(const ColumnRow& row) {
  if (row.field == nullptr) return {};
  auto ids = row.field->identities;
  const bool in_prose = std::ranges::any_of(row.schema->facts, [&](const normalize::FactSpec& fact) {
    return std::ranges::any_of(fact.twins, [&](const auto& twin) { return holds(twin, row.field->name); });
  });
  if (in_prose) ids.emplace_back(normalize::kProseIdentity);
  return joined(ids);
}

std::string series_of(const ColumnRow& row) {
  std::vector<std::string> keys;
  for (const auto& series : row.schema->series) {
    const bool takes_it = row.field != nullptr && std::ranges::any_of(series.members, [&](const auto& member) {
                            return holds(member.fields, row.field->name);
                          });
    if (takes_it) keys.push_back(series.key);
  }
  return joined(keys);
}

std::string states_of(const ColumnRow& row) {
  std::vector<std::string> states;
  for (int state = 0; row.field != nullptr && state <= std::to_underlying(State::absent); ++state) {
    states.emplace_back(to_string(static_cast<State>(state)));
  }
  return joined(states);
}

std::string legal_source(const ColumnRow& row) {
  std::vector<std::string> notices;
  for (const auto* form : forms_of(row)) {
    if (!form->legal_source.empty()) notices.push_back(form->legal_source);
  }
  return fmt::format("{}", fmt::join(notices, " | "));
}

void first_year(const ColumnRow& row, RowSink& out) {
  const auto forms = forms_of(row);
  if (forms.empty()) return out.empty();
  out.integer((*std::ranges::min_element(forms, {}, &normalize::TemplateInfo::first_year))->first_year);
}

// Empty where one of its forms is still in use.
void last_year(const ColumnRow& row, RowSink& out) {
  const auto forms = forms_of(row);
  const bool in_use = std::ranges::any_of(forms, [](const auto* form) { return form->last_year == 0; });
  if (forms.empty() || in_use) return out.empty();
  out.integer((*std::ranges::max_element(forms, {}, &normalize::TemplateInfo::last_year))->last_year);
}

struct ColumnCell {
  std::string_view column;
  void (*write)(const ColumnRow&, RowSink&);
};

constexpr std::array<ColumnCell, 18> kCodebook{{
    {"table", [](const ColumnRow& row, RowSink& out) { out.text(row.table); }},
    {"column", [](const ColumnRow& row, RowSink& out) { out.text(row.column.name); }},
    {"label_zh", [](const ColumnRow& row, RowSink& out) { out.text(row.column.title_zh); }},
    {"label_en", [](const ColumnRow& row, RowSink& out) { out.text(row.column.title_en); }},
    {"unit", [](const ColumnRow& row, RowSink& out) { out.text(row.column.unit); }},
    {"type", [](const ColumnRow& row, RowSink& out) { out.text(to_string(row.column.type)); }},
    {"kind", [](const ColumnRow& row,
                RowSink& out) { out.text(row.field == nullptr ? std::string_view{} : to_string(row.field->type)); }},
    {"template", [](const ColumnRow& row,
                    RowSink& out) { out.text(row.field == nullptr ? std::string{} : joined(row.field->templates)); }},
    {"first_year", first_year},
    {"last_year", last_year},
    {"law_zh", [](const ColumnRow& row,
                  RowSink& out) { out.text(row.field == nullptr ? std::string_view{} : row.field->law_zh); }},
    {"law_en", [](const ColumnRow& row,
                  RowSink& out) { out.text(row.field == nullptr ? std::string_view{} : row.field->law_en); }},
    {"legal_source", [](const ColumnRow& row, RowSink& out) { out.text(legal_source(row)); }},
    {"description_zh", [](const ColumnRow& row, RowSink& out) { out.text(row.column.description_zh); }},
    {"description_en", [](const ColumnRow& row, RowSink& out) { out.text(row.column.description_en); }},
    {"identities", [](const ColumnRow& row, RowSink& out) { out.text(identities_of(row)); }},
    {"series", [](const ColumnRow& row, RowSink& out) { out.text(series_of(row)); }},
    {"states", [](const ColumnRow& row, RowSink& out) { out.text(states_of(row)); }},
}};

}  // namespace

std::vector<std::string_view> codebook_columns() { return names_of(kCodebook); }

std::function<void(RowSink&)> codebook_row_writer(const std::vector<Table>& tables, const Schema& schema) {
  const auto rows = std::make_shared<std::vector<ColumnRow>>();
  for (const auto& table : tables) {
    const auto fixed = column_names(table.name).size();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto field = std::ranges::find(schema.fields, table.columns[i].name, &FieldSpec::name);
      const bool holds_field = i >= fixed && field != schema.fields.end();
      rows->push_back({table.name, table.columns[i], holds_field ? &*field : nullptr, &schema});
    }
  }
  return [rows = std::shared_ptr<const std::vector<ColumnRow>>(rows)](RowSink& out) {
    for (const auto& row : *rows) {
      for (const auto& cell : kCodebook) cell.write(row, out);
      out.end_row();
    }
  };
}

}  // namespace nianbao::exporting
