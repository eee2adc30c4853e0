// The panel and its findings, from histories built by hand.
#include "export/panel/panel.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/export/panel_example.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::generator::Random;
using nianbao::normalize::State;
using nianbao::test::panel_of;
using nianbao::test::panel_report_of;
using nianbao::test::random_text;
using nianbao::test::set;
using nianbao::test::set_state;
using nianbao::test::sketch_of;
using nianbao::test::verdicts;

using Texts = std::vector<std::string>;

namespace {

// Two years of one issuer, the second carrying over what the first left.
std::array<PanelReport, 2> two_years() {
  std::array<PanelReport, 2> years{panel_report_of("a", 2021), panel_report_of("a", 2022)};
  set(years[0], "s3_carried_out_total", 3);
  set(years[1], "s3_carried_in_total", 3);
  return years;
}

const test::NamedRow& finding_of(const test::PanelFiles& files, std::string_view identity) {
  for (const auto& row : files.findings) {
    if (row.at("identity") == identity) return row;
  }
  FAIL("no finding " << identity);
  return files.findings.front();
}

PanelReport government(const std::string& code, std::string scope, int requests) {
  auto report = panel_report_of(code + ":government", 2022);
  report.body_type = "government";
  report.code = code.substr(0, 6);
  if (code.size() == 9) report.township_code = code;
  report.scope = std::move(scope);
  set(report, "s3_new_total", requests);
  return report;
}

}  // namespace

TEST_CASE("panel: a row for every year from the first report to the last, gaps among them") {
  auto late = panel_report_of("a", 2023);
  late.issuer = "new name";
  late.level = "county";
  late.code = "211104";
  late.scope = "own";
  set(late, "s3_new_total", 12);
  set_state(late, "s3_new_person", State::blank);
  const std::array reports{late, panel_report_of("b", 2022), panel_report_of("a", 2020)};
  const auto rows = panel_of(reports).panel;
  REQUIRE(rows.size() == 5);
  const Texts years{"2020", "2021", "2022", "2023", "2022"};
  const Texts states{"report", "gap", "gap", "report", "report"};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].at("report_year") == years[i]);
    CHECK(rows[i].at("status") == states[i]);
    CHECK(rows[i].at("issuer_id") == (i < 4 ? "a" : "b"));
    CHECK(rows[i].at("issuer") == (i < 4 ? "new name" : "b"));
  }
  CHECK(rows[1].at("versions") == "0");
  CHECK(rows[1].at("division_code") == "211104");
  CHECK(rows[0].at("division_code").empty());
  for (const auto* column : {"path", "document_id", "template", "scope", "published", "s3_new_total", "others"})
    CHECK(rows[1].at(column).empty());
  CHECK(rows[3].at("path") == "a-2023.html");
  CHECK(rows[3].at("s3_new_total") == "12");
  CHECK(rows[3].at("s3_new_person").empty());
  CHECK(rows[3].at("s3_new_legal") == "0");
  CHECK(rows[3].at("stat_requests_total").empty());
  CHECK(rows[3].at("scope") == "own");
}

TEST_CASE("panel: of several reports of a year the latest complete one is taken, the others are named") {
  auto best = panel_report_of("a", 2021);
  best.path = "d e,\"f\".html";
  const auto others = [&](auto change) {
    auto other = best;
    change(other);
    const auto rows = panel_of(std::array{other, best}).panel;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("versions") == "2");
    return std::pair(rows[0].at("path"), rows[0].at("others"));
  };
  const std::pair<std::string, std::string> best_taken{best.path, "[\"other.html\"]"};
  CHECK(others([](PanelReport& other) {
          other.path = "other.html";
          other.published = "2022-01-19";
        }) == best_taken);
  CHECK(others([](PanelReport& other) {
          other.path = "other.html";
          other.published.clear();
        }) == best_taken);
  CHECK(others([](PanelReport& other) {
          other.path = "other.html";
          other.published = "2023-01-01";  // later, but with a number less
          set_state(other, "s3_new_total", State::unreadable);
        }) == best_taken);
  CHECK(others([](PanelReport& other) {
          other.path = "other.html";
          other.published = "2023-01-01";
          other.duplicate = true;
        }) == best_taken);
  CHECK(others([](PanelReport& other) {
          other.path = "other.html";
          other.published = "2023-01-01";
          other.near_duplicate = true;
        }) == best_taken);
  CHECK(others([](PanelReport& other) { other.path = "other.html"; }) == best_taken);  // by path
  CHECK(others([](PanelReport& other) {
          other.path = "another.html";
          other.published = "2022-01-21";
        }) == std::pair<std::string, std::string>("another.html", "[\"d e,\\\"f\\\".html\"]"));
}

TEST_CASE("panel: of very many reports of a year a hundred are named and all are counted") {
  std::vector<PanelReport> reports(150, panel_report_of("a", 2021));
  const auto rows = panel_of(reports).panel;
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].at("versions") == "150");
  const auto& others = rows[0].at("others");
  CHECK(std::ranges::count(others, ',') == 99);
}

TEST_CASE("panel: what is carried over agrees, or not, or nobody can tell") {
  auto years = two_years();
  const auto total = [&] { return verdicts(panel_of(years), "a", 2022, "X-1").front(); };
  CHECK(verdicts(panel_of(years), "a", 2022, "X-1").size() == 7);
  CHECK(total() == "total pass");
  set(years[1], "s3_carried_in_total", 2);
  CHECK(total() == "total fail");
  const auto files = panel_of(years);
  const auto& row = finding_of(files, "X-1");
  CHECK(row.at("left") == "2");
  CHECK(row.at("right") == "3");
  CHECK(row.at("difference") == "-1");
  CHECK(row.at("fields") == "s3_carried_in_total s3_carried_out_total");
  CHECK(row.at("blame") == "source");
  CHECK(row.at("other_year") == "2021");
  CHECK(row.at("other_path") == "a-2021.html");
  CHECK(row.at("path") == "a-2022.html");
  CHECK(row.at("flags").empty());
  CHECK(row.at("soft") == "false");
  set_state(years[1], "s3_carried_in_total", State::blank);
  CHECK(total() == "total fail_blank_total");
  set(years[0], "s3_carried_out_total", 0);
  CHECK(total() == "total pass_if_blank_zero");
  set_state(years[0], "s3_carried_out_total", State::dash);
  CHECK(total() == "total unknown");
}

TEST_CASE("panel: an uncertain cell of either year takes the blame from the source") {
  for (const std::size_t uncertain : {0, 1}) {
    auto years = two_years();
    set(years[1], "s3_carried_in_total", 2);
    for (auto& field : years[uncertain].fields) field.certain = false;
    CHECK(finding_of(panel_of(years), "X-1").at("blame") == "reading");
  }
}

TEST_CASE("panel: what is in force follows from the year before") {
  auto years = two_years();
  set(years[0], "s2_normdocs_in_force", 10);
  set(years[1], "s2_normdocs_issued", 4);
  set(years[1], "s2_normdocs_repealed", 3);
  set(years[1], "s2_normdocs_in_force", 11);
  CHECK(verdicts(panel_of(years), "a", 2022, "X-2") == Texts{"rules pass", "normdocs pass"});
  set(years[1], "s2_normdocs_in_force", 10);
  CHECK(verdicts(panel_of(years), "a", 2022, "X-2") == Texts{"rules pass", "normdocs fail"});
  // What the year before repealed is of no account.
  set(years[0], "s2_normdocs_repealed", 1);
  CHECK(verdicts(panel_of(years), "a", 2022, "X-2") == Texts{"rules pass", "normdocs fail"});
}

TEST_CASE("panel: years that are not neighbours, or of which one has no such fields, are not compared") {
  auto years = two_years();
  years[1].year = 2023;
  CHECK(panel_of(years).findings.empty());
  years[1].year = 2022;
  years[0].fields.clear();
  CHECK(panel_of(years).findings.empty());
}

TEST_CASE("panel: what may explain a difference is flagged") {
  auto years = two_years();
  years[0].scope = "own";
  years[1].scope = "aggregated";
  CHECK(finding_of(panel_of(years), "X-1").at("flags") == "scope_changed");
  years[1].issuer = "renamed";
  years[0].templates = "2019";
  CHECK(finding_of(panel_of(years), "X-1").at("flags") == "scope_changed issuer_renamed template_changed");
  CHECK(finding_of(panel_of(years), "X-1").at("issuer") == "renamed");
}

TEST_CASE("panel: only the report that is taken is compared") {
  auto years = two_years();
  auto worse = years[1];
  worse.path = "worse.html";
  worse.duplicate = true;
  set(worse, "s3_carried_in_total", 99);
  const auto files = panel_of(std::array{worse, years[0], years[1]});
  CHECK(verdicts(files, "a", 2022, "X-1").size() == 7);
  CHECK(verdicts(files, "a", 2022, "X-1").front() == "total pass");
}

TEST_CASE("panel: all figures as the year before, unless hardly any is not zero") {
  auto years = two_years();
  years[0] = years[1];
  years[0].year = 2021;
  auto found = panel_of(years);
  CHECK(verdicts(found, "a", 2022, "same_figures") == Texts{" fail"});
  CHECK(finding_of(found, "same_figures").at("value") == std::to_string(years[0].fields.size()));
  set(years[1], "s3_granted_legal", 1);
  CHECK(verdicts(panel_of(years), "a", 2022, "same_figures").empty());
  years[1] = years[0];
  years[1].year = 2022;
  set_state(years[1], "s3_granted_legal", State::blank);  // was a zero
  CHECK(verdicts(panel_of(years), "a", 2022, "same_figures").empty());
  years[1] = years[0];
  years[1].year = 2022;
  for (auto& year : years) {
    set(year, "s3_carried_in_total", 0);
    set(year, "s2_licence_decisions", 0);
  }
  CHECK(verdicts(panel_of(years), "a", 2022, "same_figures").empty());  // four are left
}

TEST_CASE("panel: a report of zeros alone, of which there are twenty at least") {
  auto report = panel_report_of("a", 2022);
  for (auto& field : report.fields) field.value = normalize::Decimal();
  const auto files = panel_of(std::array{report});
  CHECK(verdicts(files, "a", 2022, "all_zero") == Texts{" fail"});
  CHECK(finding_of(files, "all_zero").at("value") == std::to_string(report.fields.size()));
  CHECK(finding_of(files, "all_zero").at("other_path").empty());
  set(report, "s3_new_total", 1);
  CHECK(panel_of(std::array{report}).findings.empty());
  set(report, "s3_new_total", 0);
  report.fields.resize(19);
  CHECK(panel_of(std::array{report}).findings.empty());
  report.fields.resize(20);
  CHECK(panel_of(std::array{report}).findings.empty());  // a field that was never read is no number
}

TEST_CASE("panel: text as the year before, or as another issuer's of the year") {
  Random random(11);
  const auto text = random_text(random, 900);
  auto years = two_years();
  years[0].text = sketch_of(text);
  years[1].text = sketch_of(test::with_changed_sentences(text, 0.05, random));
  auto neighbour = panel_report_of("b", 2021);
  neighbour.text = sketch_of(test::with_changed_sentences(text, 0.05, random));
  auto stranger = panel_report_of("c", 2021);
  stranger.text = sketch_of(random_text(random, 900));
  const auto files = panel_of(std::array{years[0], years[1], neighbour, stranger});
  CHECK(verdicts(files, "a", 2022, "same_text") == Texts{"year_before fail"});
  CHECK(verdicts(files, "a", 2021, "same_text") == Texts{"other_issuer fail"});
  CHECK(verdicts(files, "b", 2021, "same_text") == Texts{"other_issuer fail"});
  CHECK(verdicts(files, "c", 2021, "same_text").empty());
  auto namesakes = std::array{neighbour, years[0]};
  for (auto& report : namesakes) report.issuer = "one name";
  CHECK(finding_of(panel_of(namesakes), "same_text").at("flags") == "same_name");
  for (const auto& row : files.findings) {
    if (row.at("identity") != "same_text") continue;
    CHECK(std::stod(row.at("value")) > 0.8);
    CHECK(std::stod(row.at("value")) <= 1);
  }
}

TEST_CASE("panel: phrases that all reports share make no two of them alike") {
  Random random(12);
  const auto official = random_text(random, 2000);
  std::vector<PanelReport> reports;
  for (int i = 0; i < 30; ++i) {
    for (const int year : {2021, 2022}) {
      reports.push_back(panel_report_of("issuer " + std::to_string(i), year));
      reports.back().text = sketch_of(official + random_text(random, 400));
    }
  }
  for (const auto& row : panel_of(reports).findings) CHECK(row.at("identity") != "same_text");
  // One of them copies another's own words.
  reports[2].text = sketch_of(official + test::random_text(random, 0));
  Random again(13);
  const auto own = random_text(again, 400);
  reports[4].text = sketch_of(official + own);
  reports[8].text = sketch_of(official + own);
  const auto files = panel_of(reports);
  CHECK(verdicts(files, "issuer 2", 2021, "same_text") == Texts{"other_issuer fail"});
  CHECK(verdicts(files, "issuer 4", 2021, "same_text") == Texts{"other_issuer fail"});
  CHECK(verdicts(files, "issuer 1", 2021, "same_text").empty());
}

TEST_CASE("panel: every copy of a text is found, however many there are") {
  Random random(14);
  const auto text = random_text(random, 900);
  std::vector<PanelReport> reports;
  for (int i = 0; i < 40; ++i) {
    reports.push_back(panel_report_of("copy " + std::to_string(i), 2021));
    reports.back().text = sketch_of(text);
  }
  for (int i = 0; i < 400; ++i) {
    reports.push_back(panel_report_of("own " + std::to_string(i), 2021));
    reports.back().text = sketch_of(random_text(random, 900));
  }
  int found = 0;
  for (const auto& row : panel_of(reports).findings) {
    if (row.at("identity") != "same_text") continue;
    ++found;
    CHECK(row.at("value") == "1.0000");
    CHECK(row.at("issuer_id") != row.at("other_issuer_id"));
    CHECK(row.at("issuer_id").starts_with("copy"));
  }
  CHECK(found == 40);
}

TEST_CASE("panel: a part is not greater than the whole it belongs to") {
  const std::array reports{government("210000", "aggregated", 1000), government("211100", "own", 5000),
                           government("211104", "aggregated", 40),   government("211104005", "", 41),
                           government("211104006", "", 7),           government("211121", "", 999),
                           government("220000", "", 99999)};
  const auto files = panel_of(reports);
  // The city does not say that it adds anything up, so the province is what stands above it and its counties.
  CHECK(verdicts(files, "211100:government", 2022, "H-1") == Texts{"requests fail"});
  CHECK(verdicts(files, "211104:government", 2022, "H-1") == Texts{"requests pass"});
  CHECK(verdicts(files, "211104005:government", 2022, "H-1") == Texts{"requests fail"});
  CHECK(verdicts(files, "211104006:government", 2022, "H-1") == Texts{"requests pass"});
  CHECK(verdicts(files, "211121:government", 2022, "H-1") == Texts{"requests pass"});
  CHECK(verdicts(files, "210000:government", 2022, "H-1").empty());
  CHECK(verdicts(files, "220000:government", 2022, "H-1").empty());
  for (const auto& row : files.findings) {
    CHECK(row.at("soft") == "true");
    if (row.at("issuer_id") == "211104005:government") CHECK(row.at("other_issuer_id") == "211104:government");
    if (row.at("issuer_id") == "211121:government") CHECK(row.at("other_issuer_id") == "210000:government");
  }
}

TEST_CASE("panel: a department stands under the aggregated report of its own division, of the same year alone") {
  auto bureau = panel_report_of("211104:bureau", 2022);
  bureau.body_type = "bureau";
  bureau.code = "211104";
  bureau.scope = "aggregated";  // adds up no government
  set(bureau, "s3_new_total", 50);
  const auto above = government("211104", "aggregated", 40);
  CHECK(verdicts(panel_of(std::array{bureau, above}), "211104:bureau", 2022, "H-1") == Texts{"requests fail"});
  auto earlier = above;
  earlier.year = 2021;
  CHECK(panel_of(std::array{bureau, earlier}).findings.empty());
  auto unknown = bureau;
  unknown.code.clear();
  CHECK(panel_of(std::array{unknown, above}).findings.empty());
}
