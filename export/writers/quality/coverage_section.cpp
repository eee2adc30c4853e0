// Which reports there are.
#include <fmt/format.h>

#include <numeric>

#include "export/writers/quality/charts.h"
#include "export/writers/quality/markup.h"
#include "export/writers/quality/sections.h"

namespace nianbao::exporting::report {
namespace {

using quality::Coverage;
using quality::IssuerYears;

constexpr std::size_t kMostRows = 300;
constexpr std::size_t kMostYears = 24;

// The templates a chart tells apart: the most frequent ones; the last pattern is for all others.
std::vector<std::string> charted(const quality::Tally& templates) {
  std::vector<std::string> names;
  for (const auto& [name, count] : templates.by_count()) {
    if (names.size() < kPatterns - 1) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::int64_t> parts_of(const quality::Tally& year, const std::vector<std::string>& names) {
  std::vector<std::int64_t> parts;
  for (const auto& name : names) parts.push_back(year.of(name));
  parts.push_back(year.total() - std::accumulate(parts.begin(), parts.end(), std::int64_t{0}));
  return parts;
}

// In order, the unknown one last.
std::vector<int> years_of(const Coverage& coverage) {
  std::vector<int> years;
  for (const auto& [year, templates] : coverage.templates_by_year) years.push_back(year);
  if (!years.empty() && years.front() == 0) std::ranges::rotate(years, years.begin() + 1);
  return years;
}

void write_year_table(Page& page, const Coverage& coverage, const std::vector<std::string>& names) {
  page.begin_fold();
  page.add("<div class=\"wide\" tabindex=\"0\"><table id=\"years\">\n<thead><tr>");
  page.add(fmt::format("<th scope=\"col\">{}</th>", page.words("cover.year")));
  for (const auto& name : names)
    page.add(fmt::format("<th scope=\"col\" class=\"n\">{}</th>", page.word("form", name)));
  page.add(
      fmt::format("<th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead>\n<tbody>\n",
                  page.words("text.other"), page.words("text.total")));
  for (const int year : years_of(coverage)) {
    const auto& templates = coverage.templates_by_year.at(year);
    page.add(fmt::format("<tr data-key=\"{}\"><th scope=\"row\">{}</th>", year, page.year(year)));
    for (const auto count : parts_of(templates, names)) page.add(fmt::format("<td class=\"n\">{}</td>", figure(count)));
    page.add(fmt::format("<td class=\"n\">{}</td></tr>\n", figure(templates.total())));
  }
  page.end_table();
  page.end_fold();
}

void write_years(Page& page, const Coverage& coverage) {
  const auto names = charted(coverage.templates);
  std::vector<Column> columns;
  for (const int year : years_of(coverage)) {
    columns.push_back({.label = year == 0 ? "?" : std::to_string(year),
                       .parts = parts_of(coverage.templates_by_year.at(year), names)});
  }
  page.add(fmt::format("<figure>\n<figcaption>{}</figcaption>\n<p class=\"legend\">", page.words("cover.years")));
  for (std::size_t i = 0; i < names.size(); ++i) page.add(swatch(i, page.word("form", names[i])));
  if (coverage.templates.by_name().size() >= kPatterns) page.add(swatch(kPatterns - 1, page.words("text.other")));
  if (coverage.templates_by_year.contains(0)) page.add(fmt::format("<span>{}</span>", page.words("text.unknown_year")));
  page.add("</p>\n<div class=\"wide\" tabindex=\"0\">");
  page.add(column_chart(page, {"chart-years", "cover.years", "cover.years_desc"}, columns));
  page.add("</div>\n");
  write_year_table(page, coverage, names);
  page.add("</figure>\n");
}

std::string heat_cell(const IssuerYears& issuer, int year) {
  const auto found = issuer.years.find(year);
  if (found == issuer.years.end()) {
    const auto first = issuer.years.upper_bound(0);
    const bool is_gap = first != issuer.years.end() && year > first->first && year < issuer.years.rbegin()->first;
    return is_gap ? "<td class=\"gap\">\u25CB</td>" : "<td class=\"out\">\u00B7</td>";
  }
  constexpr std::int64_t kShades = 3;
  return fmt::format("<td class=\"h{}\">{}{}</td>", std::min(found->second.reports, kShades),
                     grouped(found->second.reports), found->second.failed ? "<b>!</b>" : "");
}

void write_heat_map(Page& page, const Coverage& coverage, const std::vector<const IssuerYears*>& issuers) {
  auto years = years_of(coverage);
  if (years.size() > kMostYears) years.erase(years.begin(), years.end() - kMostYears);
  page.note("cover.legend");
  page.add("<div class=\"wide tall\" tabindex=\"0\"><table id=\"heat\" class=\"heat\">\n<thead><tr>");
  page.add(fmt::format("<th scope=\"col\">{}</th>", page.words("cover.issuer")));
  for (const int year : years)
    page.add(fmt::format("<th scope=\"col\">{}</th>", year == 0 ? "?" : std::to_string(year)));
  page.add(fmt::format("<th scope=\"col\" class=\"n\">{}</th></tr></thead>\n<tbody>\n", page.words("cover.reports")));
  for (const auto* issuer : issuers) {
    page.add(fmt::format("<tr><th scope=\"row\">{}</th>", isolated(issuer->name, 90)));
    for (const int year : years) page.add(heat_cell(*issuer, year));
    page.add(fmt::format("<td class=\"n\">{}</td></tr>\n", figure(issuer->reports)));
  }
  page.end_table();
}

void write_issuers(Page& page, const Coverage& coverage) {
  page.heading("cover.issuers");
  const auto issuers = coverage.most_reports(kMostRows);
  const auto shown = std::accumulate(issuers.begin(), issuers.end(), std::int64_t{0},
                                     [](std::int64_t sum, const IssuerYears* each) { return sum + each->reports; });
  const auto named = coverage.templates.total() - coverage.unnamed - coverage.beyond;
  if (issuers.size() == coverage.issuers.size())
    page.paragraph("cover.issuers_all", {figure(std::ssize(issuers)), figure(coverage.unnamed)});
  else
    page.paragraph("cover.issuers_lead",
                   {figure(std::ssize(coverage.issuers)), figure(coverage.unnamed), figure(std::ssize(issuers)),
                    figure(std::ssize(coverage.issuers) - std::ssize(issuers)), figure(named - shown)});
  if (coverage.beyond > 0)
    page.note("cover.issuers_capped", {figure(std::ssize(coverage.issuers)), figure(coverage.beyond)});
  if (coverage.templates_by_year.size() > kMostYears)
    page.note("cover.years_hidden",
              {std::to_string(kMostYears), std::to_string(coverage.templates_by_year.size() - kMostYears)});
  if (!issuers.empty()) write_heat_map(page, coverage, issuers);
}

}  // namespace

void write_coverage(Page& page, const quality::Summary& summary) {
  const auto& coverage = summary.coverage;
  if (coverage.templates.total() == 0) return page.note("text.none_here");
  write_years(page, coverage);
  page.add("<div class=\"cards\">\n");
  page.ranking({"levels", "cover.levels", "level"}, coverage.levels);
  page.ranking({.id = "provinces", .heading = "cover.provinces", .group = "province", .most = 40}, coverage.provinces);
  page.add("</div>\n");
  write_issuers(page, coverage);
}

}  // namespace nianbao::exporting::report
