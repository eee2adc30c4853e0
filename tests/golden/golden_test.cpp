// Every report of corpus/reports read and compared with the truth beside it, key by key. The truth is made
// from the figures the sources were written with, so a difference is a fault of the program or the source.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/golden/expected.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;
using Json = nlohmann::ordered_json;

namespace {

using Strings = std::map<std::string, std::string>;
using Lines = std::vector<std::string>;

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

// Figures only: a dash in a local row is kept too, but says nothing to compare.
Lines read_unmapped(const normalize::Report& report) {
  Lines cells;
  for (const auto& cell : report.unmapped) {
    if (cell.state != normalize::State::number && cell.state != normalize::State::unreadable) continue;
    cells.push_back(cell.label + " => " + cell.raw);
  }
  return cells;
}

Lines read_facts(const normalize::Report& report) {
  Lines facts;
  for (const auto& fact : report.facts) {
    auto line = fact.spec->key + (fact.value ? " " + fact.value->to_string() : "");
    const bool hedged = fact.method == normalize::FactMethod::about || fact.method == normalize::FactMethod::range;
    if (hedged) line += " " + std::string(to_string(fact.method));
    facts.push_back(std::move(line));
  }
  return facts;
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
  CHECK(read_unmapped(report) == truth.value("unmapped", Lines{}));
  CHECK(read_facts(report) == truth.at("facts").get<Lines>());
}

}  // namespace

TEST_CASE("the reports of the corpus are read as their truth says") {
  for (const auto& expected : expected_reports()) {
    for (const auto& source : expected.sources) {
      DYNAMIC_SECTION(expected.id << " " << source.extension().string()) {
        compare(report_of(read_file(source), source.filename().string()), expected.truth);
      }
    }
  }
}

TEST_CASE("each folder of the corpus has a source and a word on what it shows") {
  for (const auto& expected : expected_reports()) {
    INFO(expected.id);
    CHECK_FALSE(expected.sources.empty());
    CHECK(std::filesystem::exists(project_file("corpus/reports/" + expected.id + "/README.md")));
  }
}
