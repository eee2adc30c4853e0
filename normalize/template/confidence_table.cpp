#include "normalize/template/confidence_table.h"

#include <algorithm>

namespace nianbao::normalize {

EvidenceClass class_of(const Field& field) {
  return {.binding = field.evidence.binding,
          .method = field.method,
          .repaired = !field.repair.empty(),
          .likened = field.evidence.likened,
          .lines = field.evidence.lines,
          .sums = field.evidence.sums};
}

bool ConfidenceTable::add(const EvidenceClass& cells, double confidence) {
  return classes_.try_emplace(cells, confidence).second;
}

std::optional<double> ConfidenceTable::measured(const EvidenceClass& cells) const {
  const auto found = classes_.find(cells);
  return found == classes_.end() ? std::nullopt : std::optional(found->second);
}

double ConfidenceTable::of(const EvidenceClass& cells) const {
  if (const auto confidence = measured(cells)) return *confidence;
  std::optional<double> least;
  for (const auto& [known, confidence] : classes_) {
    if (known.binding == cells.binding) least = std::min(least.value_or(confidence), confidence);
  }
  return least.value_or(0);
}

}  // namespace nianbao::normalize
