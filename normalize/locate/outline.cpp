#include "normalize/locate/outline.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kHeadingsOfAForm = 3;  // fewer are chance

// Forms that inherit their sections find the same headings.
bool same_sections(const Template& left, const Template& right) {
  return std::ranges::equal(left.sections, right.sections, [&](const SectionSpec& a, const SectionSpec& b) {
    return a.key == b.key && a.number == b.number &&
           std::ranges::equal(left.labels[a.label].names, right.labels[b.label].names, {}, &LabelName::key,
                              &LabelName::key);
  });
}

}  // namespace

Outline locate_outline(const Flow& flow, const FlowFacts& facts, const Template* form_of_tables,
                       const TemplateSet& templates) {
  const auto& vocabulary = templates.vocabulary();
  if (form_of_tables != nullptr && form_of_tables->order == SectionOrder::fixed) {
    auto located = locate_headings(flow, facts, *form_of_tables, vocabulary);
    if (located.headings.size() >= kHeadingsOfAForm) return {form_of_tables, std::move(located.headings)};
  }
  Outline best{.form = form_of_tables != nullptr ? form_of_tables : &templates.templates().front()};
  double score = 0;
  std::vector<const Template*> tried;
  for (const auto& form : templates.templates()) {
    if (std::ranges::any_of(tried, [&](const Template* other) { return same_sections(form, *other); })) continue;
    tried.push_back(&form);
    auto located = locate_headings(flow, facts, form, vocabulary);
    if (located.score <= score) continue;
    score = located.score;
    best = {&form, std::move(located.headings)};
  }
  return best;
}

}  // namespace nianbao::normalize
