// The unit that a column's head states, in brackets or behind its name.
#pragma once

#include <string>
#include <string_view>

#include "normalize/template/vocabulary.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {

// Empty where it states none.
std::string unit_stated_in(std::string_view head, Script script, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
