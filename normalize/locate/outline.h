// Which form's sections a report follows: the fixed ones of a unified format, or the free ones of older reports.
#pragma once

#include <vector>

#include "normalize/locate/sections.h"
#include "normalize/template/template_set.h"

namespace nianbao::normalize {

struct Outline {
  const Template* form = nullptr;  // never null
  std::vector<Heading> headings;
};

// `form_of_tables` is the form most of the report's tables are of, null where there are none. A fixed form whose
// tables and headings are there is followed; otherwise the form whose headings explain the document best.
Outline locate_outline(const Flow& flow, const FlowFacts& facts, const Template* form_of_tables,
                       const TemplateSet& templates);

}  // namespace nianbao::normalize
