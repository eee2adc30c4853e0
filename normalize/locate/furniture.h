// Lines that belong to the page and not to the report: page numbers, buttons, counters, breadcrumbs.
#pragma once

#include <string_view>

#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

// Whether the whole line, as normal text, is furniture by one of the rules for it.
bool is_furniture(std::string_view normal_text, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
