// Sub-headings inside a section: numbered headings in brackets and enumerations within a paragraph.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "normalize/model/report.h"
#include "normalize/template/vocabulary.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {

// Appends the sub-headings of one line that stands at byte `offset` of its section's text. They are sought
// at the beginning of the line and of each of its clauses.
void locate_subheadings(std::string_view line, std::size_t offset, Script script, const Vocabulary& vocabulary,
                        std::vector<Subheading>& subheadings);

}  // namespace nianbao::normalize
