#include "normalize/bind/stated_unit.h"

namespace nianbao::normalize {

std::string unit_stated_in(std::string_view head, Script script, const Vocabulary& vocabulary) {
  const NormalText text(head, script);
  for (const auto& rule : vocabulary.rules_for("column_unit")) {
    if (const auto found = rule.pattern.search(text.view())) return std::string(found->group("unit"));
  }
  return {};
}

}  // namespace nianbao::normalize
