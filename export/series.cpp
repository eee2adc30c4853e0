#include "export/series.h"

#include <algorithm>

namespace nianbao::exporting {
namespace {

using normalize::Field;
using normalize::State;

const normalize::TemplateInfo* form_in_force(const normalize::Schema& schema, int year) {
  const auto found = std::ranges::find_if(schema.templates, [&](const normalize::TemplateInfo& form) {
    return form.first_year <= year && (form.last_year == 0 || year <= form.last_year);
  });
  return found == schema.templates.end() ? nullptr : &*found;
}

// The fields of one member in the report; none when the report has not all of them, or from another form's table.
std::vector<const Field*> fields_of(const normalize::SeriesMember& member, const normalize::Report& report) {
  std::vector<const Field*> fields;
  for (const auto& name : member.fields) {
    const auto found =
        std::ranges::find_if(report.fields, [&](const Field& field) { return field.spec->name == name; });
    const bool own = found != report.fields.end() && found->template_id == member.template_id;
    if (!own) return {};
    fields.push_back(&*found);
  }
  return fields;
}

void add_up(const std::vector<const Field*>& fields, SeriesValue& into) {
  const auto missing = std::ranges::find_if(fields, [](const Field* field) { return !field->value; });
  if (missing != fields.end()) {
    into.state = (*missing)->state;
    return;
  }
  std::optional<normalize::Decimal> sum = normalize::Decimal{};
  for (const auto* field : fields) sum = sum ? sum->plus(*field->value) : sum;
  into.state = sum ? State::number : State::unreadable;
  into.value = sum;
}

}  // namespace

std::vector<SeriesValue> series_of(const normalize::Report& report, const normalize::Schema& schema) {
  const auto* before = form_in_force(schema, year_of(report.identity) - 1);
  std::vector<SeriesValue> values;
  for (const auto& series : schema.series) {
    if (!series.joined) continue;
    for (const auto& member : series.members) {
      if (member.relation != normalize::SeriesRelation::exact) continue;
      const auto fields = fields_of(member, report);
      if (fields.empty()) continue;
      SeriesValue value{.series = &series, .member = &member};
      value.breaks = before != nullptr && before->id != member.template_id;
      add_up(fields, value);
      values.push_back(value);
    }
  }
  return values;
}

}  // namespace nianbao::exporting
