// Every report of corpus/reports read and compared with the truth beside it, key by key. The truth is made
// from the figures the sources were written with, so a difference is a fault of the program or the source.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;
using Json = nlohmann::ordered_json;

namespace {

using Columns = std::span<const std::string_view>;
using Strings = std::map<std::string, std::string>;

constexpr std::array<std::string_view, 3> kDocuments{"issued", "repealed", "in_force"};
constexpr std::array<std::string_view, 1> kDecisions{"decisions"};
constexpr std::array<std::string_view, 1> kAmount{"amount"};
constexpr std::array<std::string_view, 7> kApplicants{"person", "business", "research", "welfare",
                                                      "legal",  "other",    "total"};
constexpr std::array<std::string_view, 5> kOutcomes{"upheld", "corrected", "other", "pending", "total"};

// The columns behind the arrays of `fields`: those of the row, or of every row of the table ("").
struct RowColumns {
  std::string_view table;
  std::string_view row;
  Columns columns;
};
constexpr std::array<RowColumns, 8> kRowColumns{{{"s2", "rules", kDocuments},
                                                 {"s2", "normdocs", kDocuments},
                                                 {"s2", "licence", kDecisions},
                                                 {"s2", "penalty", kDecisions},
                                                 {"s2", "coercion", kDecisions},
                                                 {"s2", "fees", kAmount},
                                                 {"s3", "", kApplicants},
                                                 {"s4", "", kOutcomes}}};

Columns columns_of(std::string_view table, std::string_view row) {
  const auto found = std::ranges::find_if(kRowColumns, [&](const RowColumns& each) {
    return each.table == table && (each.row.empty() || each.row == row);
  });
  if (found == kRowColumns.end()) FAIL("expected.json names the row " << table << "_" << row);
  return found->columns;
}

Strings expected_fields(const Json& fields) {
  Strings values;
  for (const auto& [table, rows] : fields.items()) {
    for (const auto& [row, cells] : rows.items()) {
      const auto columns = columns_of(table, row);
      REQUIRE(cells.size() == columns.size());
      for (std::size_t i = 0; i < columns.size(); ++i) {
        values[table + "_" + row + "_" + std::string(columns[i])] = cells[i].get<std::string>();
      }
    }
  }
  return values;
}

Strings read_fields(const normalize::Report& report) {
  Strings values;
  for (const auto& field : report.fields) values[field.spec->name] = value_of(report, field.spec->name);
  return values;
}

Strings read_findings(const normalize::Report& report) {
  Strings verdicts;
  for (const auto& finding : report.findings) {
    if (finding.verdict == normalize::Verdict::pass) continue;
    const auto name = finding.instance.empty() ? finding.identity : finding.identity + " " + finding.instance;
    verdicts[name] = to_string(finding.verdict);
  }
  return verdicts;
}

Json read_sections(const normalize::Report& report) {
  auto sections = Json::array();
  for (const auto& section : report.sections) {
    auto subheadings = Json::array();
    for (const auto& each : section.subheadings) subheadings.push_back(each.number + each.text);
    sections.push_back({{"key", section.key},
                        {"number", section.number},
                        {"printed", section.printed},
                        {"heading", section.heading},
                        {"subheadings", subheadings}});
  }
  return sections;
}

void compare_identity(const normalize::Report& report, const Json& truth) {
  const std::array<std::pair<const char*, const normalize::Evidence*>, 8> facts{{
      {"title", &report.identity.title},
      {"issuer", &report.identity.issuer},
      {"report_year", &report.identity.report_year},
      {"period_start", &report.identity.period_start},
      {"period_end", &report.identity.period_end},
      {"published", &report.identity.published},
      {"cited_notice", &report.identity.cited_notice},
      {"scope", &report.identity.scope},
  }};
  for (const auto& [key, evidence] : facts) {
    INFO(key);
    CHECK(evidence->value == truth.at(key).get<std::string>());
  }
}

void compare_sections(const normalize::Report& report, const Json& truth) {
  const auto read = read_sections(report);
  CHECK(read.size() == truth.size());
  const auto both = std::min(read.size(), truth.size());
  for (std::size_t i = 0; i < both; ++i) CHECK(read[i].dump() == truth[i].dump());
}

// Names only what differs: two hundred equal cells are no news.
void compare_strings(const Strings& read, const Strings& truth) {
  for (const auto& [name, value] : truth) {
    INFO(name);
    const auto found = read.find(name);
    CHECK((found == read.end() ? "(not there)" : found->second) == value);
  }
  for (const auto& [name, value] : read) {
    INFO(name << " is read as \"" << value << "\"");
    CHECK(truth.contains(name));
  }
}

void compare(const normalize::Report& report, const Json& truth) {
  CHECK((report.is_report ? "report" : "not_a_report") == truth.at("outcome").get<std::string>());
  CHECK(report.reason == truth.at("reason").get<std::string>());
  if (truth.at("outcome") != "report") return;
  compare_identity(report, truth);
  CHECK(report.templates == truth.at("templates").get<std::vector<std::string>>());
  compare_sections(report, truth.at("sections"));
  compare_strings(read_fields(report), expected_fields(truth.at("fields")));
  compare_strings(read_findings(report), truth.at("findings").get<Strings>());
}

std::vector<std::filesystem::path> entries(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

TEST_CASE("the reports of the corpus are read as their truth says") {
  for (const auto& folder : entries(project_file("corpus/reports"))) {
    if (!std::filesystem::is_directory(folder)) continue;
    for (const auto& source : entries(folder)) {
      if (source.stem() != "source") continue;
      const auto id = folder.filename().string() + " " + source.extension().string();
      DYNAMIC_SECTION(id) {
        const auto truth = Json::parse(read_file(folder / "expected.json"));
        compare(report_of(read_file(source), source.filename().string()), truth);
      }
    }
  }
}

TEST_CASE("each folder of the corpus has a source, its truth and a word on what it shows") {
  for (const auto& folder : entries(project_file("corpus/reports"))) {
    if (!std::filesystem::is_directory(folder)) continue;
    INFO(folder);
    const auto files = entries(folder);
    CHECK(std::ranges::any_of(files, [](const auto& file) { return file.stem() == "source"; }));
    CHECK(std::filesystem::exists(folder / "expected.json"));
    CHECK(std::filesystem::exists(folder / "README.md"));
  }
}
