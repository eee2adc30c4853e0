#include "export/quality/coverage.h"

#include <tuple>

namespace nianbao::exporting::quality {
namespace {

std::string_view template_of(const normalize::Report& report) {
  if (report.templates.empty()) return "none";
  const auto differs = [&](const std::string& id) { return id != report.templates.front(); };
  return std::ranges::any_of(report.templates, differs) ? "mixed" : std::string_view(report.templates.front());
}

}  // namespace

bool has_failure(const normalize::Report& report) {
  return std::ranges::any_of(report.findings, [](const normalize::Finding& finding) {
    return !finding.soft && finding.blame != normalize::Blame::none;
  });
}

void Coverage::add(const Arrival& arrival) {
  const int year = arrival.source->year;
  const auto form = template_of(arrival.report);
  templates_by_year[year].add(form);
  templates.add(form);
  levels.add(arrival.issuer.level);
  provinces.add(std::string_view(arrival.issuer.code).substr(0, 2));
  const bool failed = has_failure(arrival.report);
  if (failed) ++with_failures;

  if (arrival.issuer.id.empty()) {
    ++unnamed;
    return;
  }
  const auto key = bounded_key(arrival.issuer.id);
  auto found = issuers.find(key);
  if (found == issuers.end()) {
    if (issuers.size() == kMostIssuers) {
      ++beyond;
      return;
    }
    found = issuers.emplace(key, IssuerYears{.name = arrival.source->issuer}).first;
  }
  auto& of_year = found->second.years[year];
  ++of_year.reports;
  of_year.failed = of_year.failed || failed;
  ++found->second.reports;
}

std::vector<const IssuerYears*> Coverage::most_reports(std::size_t most) const {
  std::vector<const IssuerYears*> sorted;
  for (const auto& [id, issuer] : issuers) sorted.push_back(&issuer);
  std::ranges::stable_sort(sorted, [](const IssuerYears* left, const IssuerYears* right) {
    return std::tuple(-left->reports, std::string_view(left->name)) <
           std::tuple(-right->reports, std::string_view(right->name));
  });
  if (sorted.size() > most) sorted.resize(most);
  return sorted;
}

}  // namespace nianbao::exporting::quality
