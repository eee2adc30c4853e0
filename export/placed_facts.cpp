#include "export/placed_facts.h"

#include "export/clean_text.h"

namespace nianbao::exporting {

std::vector<PlacedFact> placed_facts(const normalize::Report& report) {
  std::vector<PlacedFact> placed;
  placed.reserve(report.facts.size());
  const normalize::Section* section = nullptr;
  // Apart, both rise; together they would go back to the sentence for each of its numbers.
  CleanOffsets numbers({});
  CleanOffsets sentences({});
  for (const auto& fact : report.facts) {
    if (section != &report.sections[fact.section]) {
      section = &report.sections[fact.section];
      numbers = CleanOffsets(section->text);
      sentences = CleanOffsets(section->text);
    }
    placed.push_back({.fact = &fact,
                      .section = section,
                      .section_order = static_cast<std::int64_t>(fact.section) + 1,
                      .offset = numbers.of(fact.number_offset),
                      .sentence_offset = sentences.of(fact.offset)});
  }
  return placed;
}

}  // namespace nianbao::exporting
