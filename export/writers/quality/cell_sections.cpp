// What the tables gave, and how far it can be trusted.
#include <fmt/format.h>

#include <array>

#include "export/writers/quality/charts.h"
#include "export/writers/quality/markup.h"
#include "export/writers/quality/sections.h"

namespace nianbao::exporting::report {
namespace {

constexpr std::array<std::string_view, 6> kStates{"number", "blank", "dash", "none_word", "text", "unreadable"};

std::int64_t all_of(const quality::Tally& states) { return states.total() - states.of("absent"); }

void write_states_by_template(Page& page, const quality::CellCounts& cells) {
  page.heading("out.by_template");
  if (cells.states_by_template.empty()) return page.note("text.none_here");
  page.add("<p class=\"legend\">");
  for (std::size_t i = 0; i < kStates.size(); ++i) page.add(swatch(i, page.word("state", kStates[i])));
  page.add("</p>\n");
  std::vector<std::string_view> columns{"out.templates", "", "#text.total"};
  std::array<std::string, kStates.size()> keys;
  for (std::size_t i = 0; i < kStates.size(); ++i) columns.push_back(keys[i] = fmt::format("#state.{}", kStates[i]));
  page.begin_table("states-by-template", columns);
  for (const auto& [form, states] : cells.states_by_template) {
    std::vector<std::int64_t> counts;
    for (const auto state : kStates) counts.push_back(states.of(state));
    std::vector<std::string> row{isolated(form), divided_bar(counts), figure(states.total())};
    for (const auto count : counts) row.push_back(figure(count));
    page.row(form, row);
  }
  page.end_table();
}

std::string range_of(std::size_t bin) {
  const auto& bins = quality::CellCounts::kBins;
  if (bin == 0) return fmt::format("\u2265 {}", bins[bin]);
  return fmt::format("{}\u2013{}", bins[bin], bins[bin - 1]);
}

void write_confidence_chart(Page& page, const quality::CellCounts& cells) {
  constexpr double kParts = 10'000;
  std::vector<DotLine> lines;
  for (std::size_t bin = 0; bin < cells.bins.size(); ++bin) {
    lines.push_back({.label = range_of(bin),
                     .filled = static_cast<double>(cells.bins[bin].cells),
                     .open = static_cast<double>(cells.bins[bin].doubt) / kParts});
  }
  page.add("<figure>\n");
  page.add(fmt::format(
      "<figcaption>{}</figcaption>\n<p class=\"legend\"><span>\u25CF {}</span> <span>\u25C7 {}</span></p>\n",
      page.words("conf.chart"), page.words("conf.cells"), page.words("conf.wrong")));
  page.add("<div class=\"wide\" tabindex=\"0\">");
  page.add(dot_chart(page, {"chart-confidence", "conf.chart", "conf.chart_desc"}, lines));
  page.add("</div>\n");
  page.begin_fold();
  page.begin_table("confidence", {"conf.range", "#conf.cells", "#text.share", "#conf.wrong"});
  for (std::size_t bin = 0; bin < cells.bins.size(); ++bin) {
    const auto& counted = cells.bins[bin];
    page.row(fmt::format("{}", quality::CellCounts::kBins[bin]),
             {range_of(bin), figure(counted.cells), per_cent(counted.cells, cells.weighed()),
              in_ten_thousandths(counted.doubt)});
  }
  page.end_table();
  page.end_fold();
  page.add("</figure>\n");
}

}  // namespace

void write_output(Page& page, const quality::Summary& summary) {
  const auto& cells = summary.cells;
  page.paragraph("out.lead", {figure(summary.inputs.outcomes.of("report")), figure(cells.states.total()),
                              figure(cells.states.of("absent")), figure(cells.unmapped), figure(cells.facts),
                              figure(cells.sections)});
  page.paragraph("out.blank");
  page.add("<div class=\"cards\">\n");
  page.ranking({"states", "out.states", "state"}, cells.states);
  page.ranking({"templates", "out.templates", "form"}, summary.coverage.templates);
  page.add("</div>\n");
  write_states_by_template(page, cells);
}

void write_confidence(Page& page, const quality::Summary& summary) {
  const auto& cells = summary.cells;
  page.paragraph("conf.lead",
                 {figure(cells.weighed()), figure(cells.certain()), per_cent(cells.certain(), cells.weighed()),
                  in_ten_thousandths(cells.doubt()), figure(cells.states.of("unreadable"))});
  page.note("conf.meaning");
  if (all_of(cells.states) == 0) return;
  write_confidence_chart(page, cells);
  page.add("<div class=\"cards\">\n");
  page.ranking({"methods", "conf.methods", "method"}, cells.methods);
  page.ranking({"evidence", "conf.evidence", "evidence"}, cells.evidence);
  const auto& fields = summary.dataset.schema->fields;
  const auto with_label = [&](std::string_view name) {
    const auto field = std::ranges::find(fields, name, &normalize::FieldSpec::name);
    return field == fields.end() ? isolated(name)
                                 : page.both(field->label_zh, field->label_en) + " <code>" + escaped(name) + "</code>";
  };
  page.ranking({.id = "unreadable", .heading = "conf.unreadable", .most = 10, .named = with_label}, cells.unreadable);
  page.ranking({"repairs", "conf.repairs", ""}, cells.repairs);
  page.add("</div>\n");
}

}  // namespace nianbao::exporting::report
