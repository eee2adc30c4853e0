// What the quality report counts.
#include <catch2/catch.hpp>
#include <string>

#include "export/quality/bounded.h"
#include "export/quality/summary.h"
#include "export/writers/quality/markup.h"
#include "tests/export/example.h"

using namespace nianbao;
using namespace nianbao::exporting;
using namespace nianbao::exporting::quality;
using nianbao::test::example_record;

namespace {

normalize::Decimal number(std::string_view text) { return normalize::Decimal::parse(text).value(); }

// Reports of the example's issuer, with one value of the series "alphas".
Record valued(const std::string& issuer, const std::string& year, std::int64_t value) {
  auto record = example_record();
  record.path = issuer + "/" + year + ".html";
  record.duplicate_of.clear();
  record.near_duplicate_of.clear();
  record.report->identity.issuer.value = issuer;
  record.report->identity.report_year.value = year;
  record.report->fields[0].value = normalize::Decimal(value);
  return record;
}

const std::vector<VariableSpec> kAlphas{{.key = "alphas", .parts = {"alphas"}, .whole = {}}};

struct Counting {
  explicit Counting(const std::vector<VariableSpec>& specs = kAlphas)
      : dataset(make_dataset(test::example_schema())), summary(dataset, specs) {}

  Dataset dataset;
  Summary summary;
};

}  // namespace

TEST_CASE("texts are cut between characters, and keys stay apart") {
  CHECK(clipped("abc", 3) == "abc");
  CHECK(clipped("abcd", 3) == "abc\u2026");
  CHECK(clipped("甲乙丙", 7) == "甲乙\u2026");
  CHECK(clipped("\xFF\x07z", 10) == "\uFFFDz");
  CHECK(clipped(std::string(100'000, 'x'), 100).size() == 103);

  const std::string first = std::string(100'000, 'x') + "a";
  const std::string second = std::string(100'000, 'x') + "b";
  CHECK(bounded_key(first) != bounded_key(second));
  CHECK(bounded_key(first).size() < 200);
  CHECK(bounded_key("short") == "short");
}

TEST_CASE("a tally keeps a bounded number of names and loses no count") {
  Tally tally(2);
  tally.add("b");
  tally.add("a", 2);
  tally.add("c", 5);
  tally.add("b");
  CHECK(tally.total() == 9);
  CHECK(tally.others() == 5);
  CHECK(tally.of("c") == 0);
  REQUIRE(tally.by_count().size() == 2);
  CHECK(tally.by_count()[0].first == "a");  // equal to "b", which comes later
}

TEST_CASE("a top list does not depend on the order of arrival") {
  TopList<int, std::greater<>> rising(3);
  TopList<int, std::greater<>> falling(3);
  for (int i = 0; i < 10; ++i) rising.add(i);
  for (int i = 9; i >= 0; --i) falling.add(i);
  CHECK(rising.items() == std::vector{9, 8, 7});
  CHECK(falling.items() == rising.items());
  CHECK_FALSE(rising.would_take(6));
}

TEST_CASE("quantiles are exact below 100 and of two digits above") {
  Histogram histogram;
  for (std::int64_t value = 0; value <= 100; ++value) histogram.add(value);
  CHECK(histogram.quantile(0.5) == 50);
  CHECK(histogram.quantile(1) == 100);
  CHECK(Histogram::lower_edge(99) == 99);
  CHECK(Histogram::lower_edge(12'999) == 12'000);
  CHECK(Histogram::lower_edge(9'223'372'036'854'775'807) == 9'200'000'000'000'000'000);
  histogram.add(-5);
  CHECK(histogram.count() == 101);
  CHECK(Histogram().quantile(0.5) == 0);
}

TEST_CASE("what came in is counted whatever became of it") {
  Counting counting;
  for (const auto& record : {example_record(), test::failed_record(), test::notice_record()})
    counting.summary.add(record);
  const auto& in = counting.summary.inputs;
  CHECK(in.inputs == 3);
  CHECK(in.bytes == 4116);
  CHECK(in.outcomes.of("report") == 1);
  CHECK(in.failures.of("unreadable_file") == 1);
  CHECK(in.refusals.of("notice") == 1);
  CHECK(in.duplicates == 1);
  CHECK(in.near_duplicates == 1);
  CHECK(in.fingerprint.size() == 64);
}

TEST_CASE("cells are counted by state, and doubt is added up") {
  Counting counting;
  counting.summary.add(example_record());
  const auto& cells = counting.summary.cells;
  CHECK(cells.states.of("number") == 2);
  CHECK(cells.states.of("absent") == 1);
  CHECK(cells.weighed() == 2);
  CHECK(cells.certain() == 1);
  CHECK(cells.doubt() == 123);  // 0.01235 in ten-thousandths
  CHECK(cells.bins[0].cells == 1);
  CHECK(cells.bins[3].cells == 1);
  CHECK(cells.unmapped == 2);
  CHECK(cells.facts == 4);

  auto unreadable = example_record();
  unreadable.report->fields[0].state = normalize::State::unreadable;
  unreadable.report->fields[0].value.reset();
  unreadable.report->fields[0].confidence = 0;
  counting.summary.add(unreadable);
  CHECK(cells.weighed() == 3);
  CHECK(cells.unreadable.of("alpha_count") == 1);
}

TEST_CASE("reports are covered by year, template and issuer") {
  Counting counting;
  counting.summary.add(valued("甲县", "2023", 1));
  counting.summary.add(valued("甲县", "2023", 1));
  counting.summary.add(valued("乙县", "2021", 1));
  auto unnamed = valued("", "next year", 1);
  unnamed.report->templates.clear();
  counting.summary.add(unnamed);
  const auto& coverage = counting.summary.coverage;
  CHECK(coverage.templates_by_year.at(2023).of("mixed") == 2);
  CHECK(coverage.templates_by_year.at(0).of("none") == 1);
  CHECK(coverage.unnamed == 1);
  REQUIRE(coverage.most_reports(1).size() == 1);
  CHECK(coverage.most_reports(1)[0]->name == "甲县");
  CHECK(coverage.most_reports(1)[0]->years.at(2023).reports == 2);
  CHECK(coverage.most_reports(9).size() == 2);
  CHECK(coverage.with_failures == 4);
}

TEST_CASE("the worst case of an identity is kept once a report, sums before rules of logic") {
  Counting counting;
  auto record = valued("甲县", "2023", 1);
  auto& findings = record.report->findings;
  auto worse = findings[0];
  worse.left = number("0");
  worse.difference = number("-5.5");
  findings.push_back(worse);
  counting.summary.add(record);
  auto repeated = valued("甲县", "2022", 1);
  repeated.near_duplicate_of = "x";
  counting.summary.add(repeated);

  const auto& identities = counting.summary.identities;
  CHECK(identities.by_identity.at("S3-A").source == 3);
  CHECK(identities.all.source == 5);
  CHECK(identities.sums.source == 3);
  CHECK(identities.all.verdicts[2] == 2);
  const auto cases = identities.cases();
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].identity == "S3-A");
  CHECK(cases[0].order == 4);
  CHECK(cases[0].share == 1);
  REQUIRE(cases[0].operands.size() == 2);
  CHECK(cases[0].operands[0].locus.row == 2);
  CHECK(cases[1].identity == "N-1");
  CHECK(cases[1].places.starts_with("section3@"));
}

TEST_CASE("at most so many cases of one identity and in all are kept") {
  Counting counting;
  for (int i = 0; i < 100; ++i) {
    auto record = valued("甲县", "2023", 1);
    record.path = std::to_string(i);
    for (int other = 0; other < 10; ++other) {
      auto finding = record.report->findings[0];
      finding.identity = "T-" + std::to_string(other);
      record.report->findings.push_back(finding);
    }
    counting.summary.add(record);
  }
  const auto cases = counting.summary.identities.cases();
  CHECK(cases.size() == Identities::kMostCases);
  CHECK(std::ranges::count(cases, "T-3", &FailedCase::identity) <= std::ptrdiff_t{Identities::kMostOfIdentity});
}

TEST_CASE("distributions are by year and leave repeats out") {
  Counting counting;
  for (std::int64_t value = 1; value <= 9; ++value) counting.summary.add(valued(std::to_string(value), "2023", value));
  auto repeated = valued("again", "2023", 1'000);
  repeated.duplicate_of = "x";
  counting.summary.add(repeated);
  const auto& years = counting.summary.variables.by_year(0);
  REQUIRE(years.size() == 1);
  CHECK(years.at(2023).count() == 9);
  CHECK(years.at(2023).quantile(0.5) == 5);
}

TEST_CASE("shares are in per cent of what is there") {
  const std::vector<VariableSpec> shares{{.key = "share", .parts = {"alphas"}, .whole = {"alphas"}},
                                         {.key = "unknown", .parts = {"no_such_series"}, .whole = {}}};
  Counting counting(shares);
  counting.summary.add(valued("甲县", "2023", 7));
  counting.summary.add(valued("乙县", "2023", 0));  // of nothing there is no share
  CHECK(counting.summary.variables.by_year(0).at(2023).count() == 1);
  CHECK(counting.summary.variables.by_year(0).at(2023).quantile(0.5) == 100);
  CHECK(counting.summary.variables.by_year(1).empty());
}

TEST_CASE("a value far above the issuer's other years stands out, whatever comes first") {
  const std::vector<std::vector<std::pair<std::string, std::int64_t>>> orders{
      {{"2021", 7}, {"2022", 5}, {"2023", 2'000}},
      {{"2023", 2'000}, {"2022", 5}, {"2021", 7}},
      {{"2021", 7}, {"2023", 2'000}, {"2023", 90}, {"2022", 5}}};
  for (const auto& order : orders) {
    Counting counting;
    for (const auto& [year, value] : order) counting.summary.add(valued("甲县", year, value));
    const auto outliers = counting.summary.variables.outliers();
    REQUIRE(outliers.size() == 1);
    CHECK(outliers[0].placed.value == 2'000);
    CHECK(outliers[0].placed.source->path == "甲县/2023.html");
    CHECK(outliers[0].placed.locus.row == 2);
    CHECK(outliers[0].usual == 7);
    CHECK(outliers[0].usual_year == 2021);
  }
  Counting usual;
  usual.summary.add(valued("甲县", "2021", 101));
  usual.summary.add(valued("甲县", "2023", 2'000));
  usual.summary.add(valued("乙县", "2022", 3));
  usual.summary.add(valued("乙县", "2023", 90));
  usual.summary.add(valued("丙县", "2023", 90'000));  // its only year
  CHECK(usual.summary.variables.outliers().empty());
}

TEST_CASE("where a level has enough values its highest thousandth stands out") {
  Counting counting;
  for (int i = 0; i < 2'000; ++i) counting.summary.add(valued(std::to_string(i), "2023", 200));
  counting.summary.add(valued("甲县", "2023", 500'000));
  counting.summary.add(valued("乙县", "2023", 400'000));
  counting.summary.add(valued("丙县", "2023", 400'000));
  const auto outliers = counting.summary.variables.outliers();
  REQUIRE(outliers.size() == 3);
  CHECK(outliers[0].placed.value == 500'000);
  CHECK(outliers[0].usual == 400'000);
  CHECK(outliers[0].usual_year == 0);
}

TEST_CASE("the years of a report are those that can be") {
  CHECK(year_of("2023") == 2023);
  CHECK(year_of("") == 0);
  CHECK(year_of("99999999999999") == 0);
  CHECK(year_of("1066") == 0);
}
