#include "normalize/locate/furniture.h"

#include <algorithm>

namespace nianbao::normalize {

bool is_furniture(std::string_view normal_text, const Vocabulary& vocabulary) {
  constexpr std::size_t kLongest = 400;  // bytes; longer lines are text
  return normal_text.size() <= kLongest &&
         std::ranges::any_of(vocabulary.rules_for("furniture"),
                             [&](const Rule& rule) { return rule.pattern.matches(normal_text); });
}

}  // namespace nianbao::normalize
