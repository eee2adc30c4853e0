#include "normalize/template/vocabulary.h"

#include <algorithm>

namespace nianbao::normalize {

const std::vector<Rule>& Vocabulary::rules_for(std::string_view purpose) const {
  static const std::vector<Rule> kNone;
  const auto found = rules.find(purpose);
  return found == rules.end() ? kNone : found->second;
}

bool Vocabulary::may_be(char32_t printed, char32_t meant) const {
  if (printed == meant) return true;
  const auto mistaken = confusable.find(printed);
  return mistaken != confusable.end() && mistaken->second.find(meant) != std::u32string::npos;
}

std::optional<UnitReading> Vocabulary::read_unit(std::string_view normal_text) const {
  UnitReading reading{.word = normal_text};
  for (const auto& multiplier : multipliers) {
    if (!normal_text.starts_with(multiplier.word)) continue;
    reading.exponent = multiplier.exponent;
    normal_text.remove_prefix(multiplier.word.size());
    break;
  }
  if (normal_text.empty()) return reading;
  const auto unit = std::ranges::find(units, normal_text, &UnitWord::word);
  if (unit == units.end()) return std::nullopt;
  reading.has_kind = true;
  reading.kind = unit->kind;
  return reading;
}

}  // namespace nianbao::normalize
