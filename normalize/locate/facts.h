// Figures that the prose of a report states, sentence by sentence.
#pragma once

#include <span>
#include <vector>

#include "normalize/model/report.h"
#include "normalize/template/template_set.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {

// In reading order. Only what is said of the report's own year and as a whole: the rules see a sentence after what
// speaks of other years has been masked. A number whose digits stand apart or are disguised is left out, never
// guessed. `report_year` is 0 where it is not known: then every year named is another one.
std::vector<Fact> locate_facts(std::span<const Section> sections, Script script, int report_year,
                               const TemplateSet& templates);

}  // namespace nianbao::normalize
