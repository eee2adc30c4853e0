#include "export/writers/quality/sections.h"

#include <fmt/format.h>

#include <array>
#include <set>

#include "export/writer.h"
#include "export/writers/quality/charts.h"
#include "export/writers/quality/markup.h"

namespace nianbao::exporting::report {
namespace {

constexpr std::array<SectionRow, 7> kSections{{{"in", write_inputs},
                                               {"out", write_output},
                                               {"cover", write_coverage},
                                               {"conf", write_confidence},
                                               {"sums", write_identities},
                                               {"vars", write_variables},
                                               {"use", write_use}}};

// The title of the table behind a file of that name, where it is one.
std::string title_of(const Dataset& dataset, const std::string& file) {
  for (const auto& table : dataset.tables) {
    if (file != table.name + ".csv") continue;
    return Page::both(table.title_zh, table.title_en);
  }
  return {};
}

void write_files(Page& page, const Dataset& dataset) {
  page.heading("use.files");
  page.begin_table("files", {"use.file", "use.says"});
  std::set<std::string> known;
  for (const auto& format : writer_table()) {
    for (const auto& file : format.make()->files(dataset)) {
      if (!known.insert(file).second) continue;
      const auto title = title_of(dataset, file);
      page.row(file, {fmt::format("<code>{}</code>", escaped(file)),
                      title.empty() ? fmt::format("<span lang=\"en\">{}</span>", escaped(format.description)) : title});
    }
  }
  page.end_table();
}

}  // namespace

std::span<const SectionRow> section_table() { return kSections; }

void write_tiles(Page& page, const quality::Summary& summary) {
  const auto& cells = summary.cells;
  const std::array<std::pair<std::string_view, std::string>, 6> tiles{
      {{"inputs", figure(summary.inputs.inputs)},
       {"reports", figure(summary.inputs.outcomes.of("report"))},
       {"numbers", figure(cells.states.of("number"))},
       {"certain", per_cent(cells.certain(), cells.weighed())},
       {"wrong", in_ten_thousandths(cells.doubt())},
       {"failures", figure(summary.identities.sums.source)}}};
  page.add("<dl class=\"tiles\">\n");
  for (const auto& [key, value] : tiles) {
    page.add(fmt::format("<div><dt>{}</dt><dd id=\"tile-{}\">{}</dd></div>\n", page.words(fmt::format("tile.{}", key)),
                         key, value));
  }
  page.add("</dl>\n");
}

void write_inputs(Page& page, const quality::Summary& summary) {
  const auto& in = summary.inputs;
  page.paragraph("in.lead", {figure(in.inputs), figure(in.bytes), figure(in.outcomes.of("report")),
                             figure(in.outcomes.of("not_a_report")), figure(in.outcomes.of("failed")),
                             figure(in.outcomes.of("container"))});
  if (in.duplicates + in.near_duplicates > 0)
    page.paragraph("in.repeats", {figure(in.duplicates), figure(in.near_duplicates)});
  page.add("<div class=\"cards\">\n");
  page.ranking({"outcomes", "in.outcomes", "outcome"}, in.outcomes);
  page.ranking({"formats", "in.formats", ""}, in.formats);
  page.ranking({"failures", "in.failures", ""}, in.failures);
  page.ranking({"refusals", "in.refusals", ""}, in.refusals);
  page.ranking({"charsets", "in.charsets", ""}, in.charsets);
  if (in.converters.total() > 0) page.ranking({"converters", "in.converters", ""}, in.converters);
  page.add("</div>\n");
  page.note("in.codes");
}

void write_use(Page& page, const quality::Summary& summary) {
  page.paragraph("use.read");
  page.paragraph("use.cite");
  page.add(fmt::format("<p>{} <code id=\"fingerprint\">{}</code></p>\n", page.words("use.fingerprint"),
                       summary.inputs.fingerprint));
  page.heading("use.forms");
  page.add("<ul>\n");
  for (const auto& form : summary.dataset.schema->templates) {
    const auto first = std::to_string(form.first_year);
    page.add(
        fmt::format("<li><b>{}</b> {} "
                    "<span class=\"soft\">{} · {}</span></li>\n",
                    escaped(form.id), Page::both(form.title_zh, form.title_en),
                    form.last_year == 0 ? page.words("use.form_years", {first})
                                        : page.words("use.form_span", {first, std::to_string(form.last_year)}),
                    escaped(form.legal_source)));
  }
  page.add("</ul>\n");
  write_files(page, summary.dataset);
}

}  // namespace nianbao::exporting::report
