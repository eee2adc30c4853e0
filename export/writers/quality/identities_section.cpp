// Which sums hold, and the cases to look at first.
#include <fmt/format.h>

#include <utility>

#include "export/writers/quality/charts.h"
#include "export/writers/quality/markup.h"
#include "export/writers/quality/sections.h"

namespace nianbao::exporting::report {
namespace {

using normalize::Verdict;
using quality::FailedCase;
using quality::IdentityCounts;

std::int64_t of(const IdentityCounts& counts, Verdict verdict) { return counts.verdicts[std::to_underlying(verdict)]; }

std::int64_t failed(const IdentityCounts& counts) {
  return of(counts, Verdict::fail) + of(counts, Verdict::fail_blank_total);
}

// Its id, and what it says where that is known.
std::string name_of(const Page& page, const std::string& identity) {
  const auto key = fmt::format("identity.{}", identity);
  const auto id = fmt::format("<b>{}</b>", isolated(identity));
  return page.texts().words.contains(key) ? id + ' ' + page.words(key) : id;
}

std::size_t first_case_of(const std::vector<FailedCase>& cases, const std::string& identity) {
  return static_cast<std::size_t>(std::ranges::find(cases, identity, &FailedCase::identity) - cases.begin());
}

std::string case_link(std::size_t number) { return fmt::format("<a href=\"#case-{0}\">{0}</a>", number + 1); }

void write_table(Page& page, const quality::Identities& identities, const std::vector<FailedCase>& cases) {
  page.heading("sums.table");
  page.add("<p class=\"legend\">");
  // The patterns of the bars: the failures are the ones that catch the eye.
  page.add(swatch(5, page.words("sums.holds")) + swatch(1, page.words("sums.blank_zero")) +
           swatch(2, page.words("sums.undecided")) + swatch(0, page.words("sums.fails")));
  page.add("</p>\n");
  page.begin_table("identities", {"sums.identity", "", "#sums.holds", "#sums.blank_zero", "#sums.undecided",
                                  "#sums.fails", "#sums.source", "#sums.reading", "sums.first_case"});
  for (const auto& [identity, counts] : identities.by_identity) {
    const auto pass = of(counts, Verdict::pass);
    const auto blank = of(counts, Verdict::pass_if_blank_zero);
    const auto unknown = of(counts, Verdict::unknown);
    const auto first = first_case_of(cases, identity);
    const auto soft = counts.soft ? fmt::format(" <span class=\"soft\">({})</span>", page.words("sums.soft")) : "";
    page.row(identity, {name_of(page, identity) + soft, divided_bar({failed(counts), blank, unknown, 0, 0, pass}),
                        figure(pass), figure(blank), figure(unknown), figure(failed(counts)), figure(counts.source),
                        figure(counts.reading), first < cases.size() ? case_link(first) : "\u2013"});
  }
  page.end_table();
}

std::string operands_of(const Page& page, const FailedCase& failed) {
  std::string html = fmt::format("<details><summary>{}</summary><ul>",
                                 page.words("text.cells", {std::to_string(failed.operands.size())}));
  for (const auto& operand : failed.operands) {
    html += fmt::format(
        "<li>{}: <b>{}</b> "
        "<span class=\"soft\">{}</span></li>",
        Page::both(operand.label_zh, operand.label_en),
        operand.value ? figure(*operand.value) : page.word("state", to_string(operand.state)),
        page.place(operand.locus));
  }
  return html + "</ul></details>";
}

// Where to look: the first cell with a place, which is that of the left side, and where prose says it.
std::string place_of(const Page& page, const FailedCase& failed) {
  std::string html;
  if (!failed.operands.empty()) html += page.place(failed.operands.front().locus);
  if (!failed.places.empty())
    html += fmt::format(" <span class=\"soft\">{} <code>{}</code></span>", page.words("sums.prose"),
                        escaped(failed.places));
  return html;
}

void write_cases(Page& page, const quality::Identities& identities, const std::vector<FailedCase>& cases) {
  page.heading("sums.cases");
  if (cases.empty()) return page.note("text.none_here");
  page.note("sums.cases_lead", {std::to_string(quality::Identities::kMostOfIdentity),
                                std::to_string(quality::Identities::kMostCases), figure(identities.all.source)});
  page.begin_table("cases", {"text.ordinal", "sums.identity", "#sums.left", "#sums.right", "#sums.difference",
                             "sums.document", "cover.issuer", "cover.year", "sums.cells"});
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& failed = cases[i];
    auto identity = fmt::format("<b>{}</b> <span class=\"soft\">{} {}</span>", isolated(failed.identity),
                                isolated(failed.instance), isolated(failed.template_id));
    page.row(fmt::format("{}:{}", failed.source->document_id, failed.order),
             {fmt::format("<span id=\"case-{}\">{}</span>", i + 1, case_link(i)), identity, figure(failed.left),
              figure(failed.right), figure(failed.difference), page.document(*failed.source),
              isolated(failed.source->issuer, 90), page.year(failed.source->year),
              place_of(page, failed) + operands_of(page, failed)});
  }
  page.end_table();
}

}  // namespace

void write_identities(Page& page, const quality::Summary& summary) {
  const auto& identities = summary.identities;
  const auto& all = identities.all;
  std::int64_t checks = 0;
  for (const auto count : all.verdicts) checks += count;
  if (checks == 0) return page.note("text.none_here");
  page.paragraph("sums.lead",
                 {figure(checks), figure(of(all, Verdict::pass)), figure(of(all, Verdict::pass_if_blank_zero)),
                  figure(of(all, Verdict::unknown)), figure(failed(all)), figure(all.source), figure(all.reading),
                  figure(summary.coverage.with_failures)});
  if (failed(all) > failed(identities.sums))
    page.note("sums.soft_lead", {figure(failed(all) - failed(identities.sums))});
  page.note("sums.never");
  const auto cases = identities.cases();
  write_table(page, identities, cases);
  write_cases(page, identities, cases);
}

}  // namespace nianbao::exporting::report
