#include "export/placed_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "export/clean_text.h"

namespace nianbao::exporting {
namespace {

// Empty for a field without a cell.
std::string place_of(const normalize::Report& report, std::string_view name) {
  const auto field = std::ranges::find_if(report.fields, [&](const auto& each) { return each.spec->name == name; });
  if (field == report.fields.end() || field->locus.row < 0) return {};
  const auto& locus = field->locus;
  return fmt::format(" table{}:r{}c{}", locus.table + 1, locus.row + 1, locus.column + 1);
}

}  // namespace

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

std::vector<PlacedFinding> placed_findings(const normalize::Report& report) {
  const auto facts = placed_facts(report);
  std::vector<PlacedFinding> placed;
  placed.reserve(report.findings.size());
  for (const auto& finding : report.findings) {
    auto& here = placed.emplace_back(PlacedFinding{&finding, {}});
    if (finding.fact < 0) continue;
    const auto& fact = facts[finding.fact];
    here.places = fmt::format("section{}@{}", fact.section_order, fact.offset);
    for (const auto name : finding.fields) here.places += place_of(report, name);
  }
  return placed;
}

}  // namespace nianbao::exporting
