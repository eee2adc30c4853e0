// How the main variables are distributed, and which values stand out.
#include <fmt/format.h>

#include "export/writers/quality/charts.h"
#include "export/writers/quality/markup.h"
#include "export/writers/quality/sections.h"

namespace nianbao::exporting::report {
namespace {

using quality::Histogram;
using quality::Outlier;
using quality::Variables;

constexpr std::array<double, 6> kQuantiles{0.05, 0.25, 0.5, 0.75, 0.95, 1};

void write_table(Page& page, std::string_view key, const std::map<int, Histogram>& years) {
  page.begin_fold();
  page.begin_table(fmt::format("values-{}", key), {"cover.year", "#vars.values", "#vars.p5", "#vars.q1", "#vars.median",
                                                   "#vars.q3", "#vars.p95", "#vars.most"});
  for (const auto& [year, values] : years) {
    std::vector<std::string> row{page.year(year), figure(values.count())};
    for (const double part : kQuantiles) row.push_back(figure(values.quantile(part)));
    page.row(std::to_string(year), row);
  }
  page.end_table();
  page.end_fold();
}

void write_variable(Page& page, const quality::VariableSpec& spec, const std::map<int, Histogram>& years) {
  const auto title = fmt::format("variable.{}", spec.key);
  page.add(fmt::format("<figure class=\"card\">\n<figcaption>{}</figcaption>\n", page.words(title)));
  if (years.empty()) {
    page.note("vars.no_values");
    return page.add("</figure>\n");
  }
  std::vector<Box> boxes;
  for (const auto& [year, values] : years) {
    const auto at = [&](std::size_t quantile) { return static_cast<double>(values.quantile(kQuantiles[quantile])); };
    boxes.push_back({.label = year == 0 ? "?" : std::to_string(year),
                     .low = at(0),
                     .lower = at(1),
                     .middle = at(2),
                     .upper = at(3),
                     .high = at(4)});
  }
  const auto scale = spec.is_share() ? "vars.scale_share" : "vars.scale_log";
  page.note(scale);
  const auto id = fmt::format("chart-{}", spec.key);
  page.add(box_chart(page, {id, title, scale}, spec.is_share() ? Scale::per_cent : Scale::logarithmic, boxes));
  write_table(page, spec.key, years);
  page.add("</figure>\n");
}

std::string usual_of(const Page& page, const Outlier& outlier) {
  if (outlier.usual_year != 0)
    return page.words("vars.usual_year", {figure(outlier.usual), std::to_string(outlier.usual_year)});
  return page.words("vars.usual_level", {figure(outlier.usual), page.word("level", outlier.level)});
}

void write_outliers(Page& page, const Variables& variables) {
  page.heading("vars.outliers");
  page.note("vars.outliers_lead", {std::to_string(Variables::kLeast), std::to_string(Variables::kTimes),
                                   grouped(Variables::kLeastLevel), std::to_string(Variables::kMostOutliers)});
  const auto outliers = variables.outliers();
  if (outliers.empty()) return page.note("text.none_here");
  page.begin_table("outliers", {"text.ordinal", "vars.variable", "#vars.value", "vars.usual", "cover.issuer",
                                "cover.year", "sums.document", "sums.cells", "#vars.confidence"});
  for (std::size_t i = 0; i < outliers.size(); ++i) {
    const auto& outlier = outliers[i];
    const auto& source = *outlier.placed.source;
    const auto& key = page.texts().variables[outlier.variable].key;
    page.row(fmt::format("{}:{}", source.document_id, key),
             {fmt::format("<span id=\"outlier-{0}\"><a href=\"#outlier-{0}\">{0}</a></span>", i + 1),
              page.words(fmt::format("variable.{}", key)), figure(outlier.placed.value), usual_of(page, outlier),
              isolated(source.issuer, 90), page.year(source.year), page.document(source),
              page.place(outlier.placed.locus), fmt::format("{:.4f}", outlier.placed.confidence)});
  }
  page.end_table();
}

}  // namespace

void write_variables(Page& page, const quality::Summary& summary) {
  page.paragraph("vars.lead");
  page.note("vars.repeats");
  page.add("<div class=\"charts\">\n");
  const auto& specs = page.texts().variables;
  for (std::size_t i = 0; i < specs.size(); ++i) write_variable(page, specs[i], summary.variables.by_year(i));
  page.add("</div>\n");
  write_outliers(page, summary.variables);
}

}  // namespace nianbao::exporting::report
