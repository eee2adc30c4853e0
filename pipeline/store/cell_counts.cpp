#include "pipeline/store/cell_counts.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace nianbao::pipeline {
namespace {

// All of them in one order.
template <class Counts, class Each>
void for_each(Counts& counts, Each each) {
  for (auto& number : counts.states) each(number);
  for (auto& number : counts.verdicts) each(number);
  for (auto& number : counts.facts) each(number);
  each(counts.unmapped);
}

}  // namespace

void CellCounts::count(const exporting::Record& record) {
  if (!record.report) return;
  for (const auto& field : record.report->fields) ++states[std::to_underlying(field.state)];
  for (const auto& finding : record.report->findings) ++verdicts[std::to_underlying(finding.verdict)];
  for (const auto& fact : record.report->facts) ++facts[std::to_underlying(fact.method)];
  unmapped += std::ssize(record.report->unmapped);
}

std::string CellCounts::text() const {
  std::string text;
  for_each(*this, [&](std::int64_t number) { text += fmt::format("{}{}", text.empty() ? "" : " ", number); });
  return text;
}

void CellCounts::add(std::string_view text) {
  CellCounts sum = *this;
  const char* at = text.data();
  const char* const end = at + text.size();
  bool whole = true;
  for_each(sum, [&](std::int64_t& number) {
    std::int64_t more = 0;
    const auto [next, error] = std::from_chars(at, end, more);
    whole = whole && error == std::errc{};
    number += more;
    at = next == end ? end : next + 1;
  });
  if (whole && at == end) *this = sum;
}

}  // namespace nianbao::pipeline
