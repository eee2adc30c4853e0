// Which form each table of a document is of. Forms mix inside one document, even inside one table, so the labels
// of each part decide and nothing else: no year, no notice cited.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "normalize/bind/table_binder.h"
#include "normalize/template/template_set.h"

namespace nianbao::normalize {

// A part of a table with the form whose labels explain it best.
struct BoundTable {
  const ObservedTable* table = nullptr;
  std::size_t item = 0;  // of the flow
  const Template* form = nullptr;
  TablePart part;

  const TableSpec& spec() const { return form->tables[part.form_table]; }
};

// What each form makes of one table of the document; forms newest first.
struct FormReadings {
  const ObservedTable* table = nullptr;
  std::size_t item = 0;
  std::vector<std::pair<const Template*, TableBinding>> forms;
};

// Indices of the forms whose names the table bears, undamaged, at least half as often as any other's; all of them where
// it bears none.
std::vector<std::size_t> likely_forms(const ObservedTable& table, const TemplateSet& templates);

// The tables must come in reading order. Where forms have a table in common, the nearest table that tells them apart
// decides, and where none does, the newest form.
std::vector<BoundTable> choose_forms(std::span<FormReadings> readings);

}  // namespace nianbao::normalize
