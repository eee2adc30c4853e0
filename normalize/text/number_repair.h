// Numbers damaged in ways that leave one reading. Each way is a rule with a name, which goes with the value into every
// output; the raw text stays as it is. What may be read in two ways stays unreadable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

// Whether the source says where each cell ends. Where it does not, a space inside may be the gap between two cells.
enum class CellBorders : std::uint8_t { certain, inferred };

struct NumberRepair {
  std::string_view rule;
  std::u32string text;  // as it was before the damage
};

// What each rule makes of the trimmed text of a cell; nothing says yet that it is a number.
std::vector<NumberRepair> number_repairs(std::u32string_view text, CellBorders borders, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
