#include "normalize/bind/field_set.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

Field read_field(const BoundTable& from, const BoundCell& cell, const FieldSpec& spec, const Vocabulary& vocabulary) {
  Field field{.spec = &spec,
              .template_id = from.form->info.id,
              .state = State::unreadable,
              .note = cell.note,
              .method = cell.method,
              .evidence = cell.evidence,
              .locus = from.table->table().locus};
  if (cell.cell < 0) {
    field.state = cell.state;
    return field;
  }
  const auto& source = from.table->source(cell.cell);
  field.raw = source.text;
  field.locus = source.locus;
  if (cell.state == State::unreadable) return field;
  convert_unit(from.table->cell(cell.cell).reading, cell.unit, vocabulary, field);
  return field;
}

bool readable(const Field& field) { return field.state != State::unreadable; }

// The first readable candidate, unless another one contradicts it.
Field settle(std::span<const Field> candidates, std::vector<Diagnostic>& diagnostics) {
  const auto best = std::ranges::find_if(candidates, readable);
  if (best == candidates.end()) return candidates.front();
  auto field = *best;
  const bool contradicted = std::ranges::any_of(candidates, [&](const Field& other) {
    return readable(other) && (other.state != field.state || other.value != field.value);
  });
  if (contradicted) {
    field.state = State::unreadable;
    field.value.reset();
    field.repair.clear();
    field.note = "tables of the document contradict each other";
    diagnostics.push_back({"conflicting_tables", field.spec->name, field.locus});
  }
  return field;
}

// Values a form cannot hold are kept as they stand and pointed out.
void diagnose(const Field& field, std::vector<Diagnostic>& diagnostics) {
  if (!field.value) return;
  const bool is_change = field.spec->type == FieldType::change;
  if (!is_change && field.value->is_negative()) {
    diagnostics.push_back({"negative_count", field.spec->name, field.locus});
  }
  if (field.spec->type == FieldType::count && !field.value->is_whole()) {
    diagnostics.push_back({"fractional_count", field.spec->name, field.locus});
  }
}

}  // namespace

std::vector<Field> merge_fields(std::span<const BoundTable> tables, const Schema& schema, const Vocabulary& vocabulary,
                                std::vector<Diagnostic>& diagnostics) {
  std::vector<std::vector<Field>> candidates(schema.fields.size());
  for (const auto& table : tables) {
    for (const auto& cell : table.part.cells) {
      candidates[cell.field].push_back(read_field(table, cell, schema.fields[cell.field], vocabulary));
    }
  }
  std::vector<Field> fields;
  fields.reserve(schema.fields.size());
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    const auto& of_field = candidates[index];
    fields.push_back(of_field.empty() ? Field{.spec = &schema.fields[index]} : settle(of_field, diagnostics));
    diagnose(fields.back(), diagnostics);
  }
  return fields;
}

}  // namespace nianbao::normalize
