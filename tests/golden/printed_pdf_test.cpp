// A real PDF of an agency, as a text program prints it: in columns, and in the order of its contents.
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;
using normalize::State;

namespace {

// What pdftotext prints of the shared report; empty, with a warning, where either is not there.
std::string printed(const std::string& options) {
  const auto pdf = shared_file("samples/huaian-2024.pdf");
  if (!pdf) return {};
  const auto command = "pdftotext " + options + " '" + pdf->string() + "' - 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;) {
    text.append(buffer.data(), size);
  }
  if (text.empty()) WARN("skipped: pdftotext is not installed");
  return text;
}

using Row = std::vector<const char*>;

// The rows of the report's tables, in the order of the form.
const std::map<std::string, std::vector<Row>> kTables{
    {"s2", {{"1", "0", "11"}, {"8", "26", "66"}, {"447228"}, {"3985758"}, {"88283"}, {"96171.6"}}},
    {"s3", {{"3001", "53", "0", "0", "61", "4", "3119"}, {"34", "0", "0", "0", "0", "0", "34"},
            {"1288", "21", "0", "0", "50", "3", "1362"}, {"447", "7", "0", "0", "0", "0", "454"},
            {"2", "0", "0", "0", "0", "0", "2"},         {"30", "1", "0", "0", "0", "0", "31"},
            {"5", "0", "0", "0", "0", "0", "5"},         {"6", "0", "0", "0", "0", "0", "6"},
            {"7", "1", "0", "0", "0", "0", "8"},         {"12", "0", "0", "0", "0", "0", "12"},
            {"9", "0", "0", "0", "0", "0", "9"},         {"105", "0", "0", "0", "0", "0", "105"},
            {"746", "12", "0", "0", "10", "1", "769"},   {"11", "0", "0", "0", "0", "0", "11"},
            {"1", "0", "0", "0", "0", "0", "1"},         {"56", "6", "0", "0", "0", "0", "62"},
            {"25", "0", "0", "0", "0", "0", "25"},       {"0", "0", "0", "0", "0", "0", "0"},
            {"0", "0", "0", "0", "0", "0", "0"},         {"1", "0", "0", "0", "0", "0", "1"},
            {"67", "3", "0", "0", "1", "0", "71"},       {"6", "0", "0", "0", "0", "0", "6"},
            {"108", "2", "0", "0", "0", "0", "110"},     {"2932", "53", "0", "0", "61", "4", "3050"},
            {"103", "0", "0", "0", "0", "0", "103"}}},
    {"s4", {{"72", "64", "178", "37", "351", "13", "4", "8", "1", "26", "12", "1", "1", "6", "20"}}},
};

// By field; the tables of the form have their fields in the same order.
std::map<std::string, std::string> truth() {
  std::map<std::string, std::string> values;
  for (const auto& table : templates().templates().front().tables) {
    std::vector<const char*> figures;
    for (const auto& row : kTables.at(table.prefix)) figures.insert(figures.end(), row.begin(), row.end());
    std::size_t at = 0;
    for (const auto& block : table.blocks) {
      for (const auto field : block.fields) values[templates().schema().fields[field].name] = figures.at(at++);
    }
    CHECK(at == figures.size());
  }
  return values;
}

}  // namespace

TEST_CASE("a report printed in columns is read cell by cell") {
  const auto text = printed("-layout");
  if (text.empty()) return;
  const auto report = report_of(text, "huaian.txt");
  CHECK(report.sections.size() == 7);
  REQUIRE(report.fields.size() == 200);
  for (const auto& [name, value] : truth()) {
    INFO(name);
    CHECK(value_of(report, name) == value);
  }
  for (const auto& finding : report.findings) CHECK(finding.verdict != normalize::Verdict::fail);
}

TEST_CASE("a report printed out of order is read right or not at all") {
  const auto text = printed("");
  if (text.empty()) return;
  const auto report = report_of(text, "huaian.txt");
  std::size_t read = 0;
  for (const auto& [name, value] : truth()) {
    INFO(name);
    const auto& field = field_of(report, name);
    read += field.state == State::number ? 1 : 0;
    CHECK(value_of(report, name) == (field.state == State::number ? value : "unreadable"));
  }
  CHECK(read > 100);
  CHECK(value_of(report, "s3_new_total") == "3119");
  CHECK(value_of(report, "s3_processed_total") == "3050");
  CHECK(value_of(report, "s3_carried_out_total") == "103");
}

// Six reports were printed to PDF, which differ in one thing: in the rows that fall on the later pages two of seven
// columns have figures, the first and in each report another. pdftotext -layout makes the same bytes of all six.
TEST_CASE("a page that prints fewer columns than the head names tells none of them") {
  const auto text = read_file(project_file("tests/golden/blank_columns.txt"));
  const auto report = report_of(text, "printed.txt");
  for (const auto* column : {"person", "business", "research", "welfare", "legal", "other", "total"}) {
    INFO(column);
    CHECK(field_of(report, std::string("s3_denied_inquiry_") + column).state == State::number);
    for (const auto* row : {"s3_unavail_not_held_", "s3_refused_repeat_", "s3_processed_"}) {
      INFO(row);
      CHECK(field_of(report, row + std::string(column)).state == State::unreadable);
    }
  }
}
