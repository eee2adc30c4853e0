// Tables whose labels stand in the text without a grid around them: their figures are there, but nothing
// says which belongs where.
#pragma once

#include <span>
#include <vector>

#include "normalize/locate/flow.h"
#include "normalize/model/report.h"
#include "normalize/template/template_set.h"

namespace nianbao::normalize {

// Marks the fields of every such table unreadable and returns the tables; none for a section whose table is among
// `found`. Where forms have a table for the same section, that of most labels counts. `fields` is one for each of
// the schema's.
std::vector<FormTable> mark_lost_tables(const Flow& flow, const TemplateSet& templates,
                                        std::span<const FormTable> found, std::vector<Field>& fields,
                                        std::vector<Diagnostic>& diagnostics);

// Marks the fields of a table that was not found unreadable where the section it should stand in holds lines of
// figures.
void mark_lost_figures(const FormTable& table, std::span<const Section> sections, const Vocabulary& vocabulary,
                       std::vector<Field>& fields, std::vector<Diagnostic>& diagnostics);

}  // namespace nianbao::normalize
