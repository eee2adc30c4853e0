// Text that other programs made of three generated reports: no number may be wrong, and so many must be read.
// scripts/converters measures the same programs on many reports.
#include <catch2/catch.hpp>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;
using normalize::State;

namespace {

// The rows of a file of the folder, below its head; nothing in them needs quotes.
std::vector<std::vector<std::string>> rows_of(const std::string& name) {
  std::istringstream lines(read_file(project_file("tests/golden/converted/" + name)));
  std::vector<std::vector<std::string>> rows;
  std::string line;
  for (std::getline(lines, line); std::getline(lines, line);) {
    std::istringstream cells(line + ",");
    auto& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
  }
  return rows;
}

std::map<std::string, normalize::Decimal> numbers_of(const std::string& truth) {
  std::map<std::string, normalize::Decimal> numbers;
  for (const auto& row : rows_of(truth)) {
    if (row[1] == "number") numbers[row[0]] = *normalize::Decimal::parse(row[2]);
  }
  return numbers;
}

}  // namespace

TEST_CASE("the text of other programs may lose numbers, never change them") {
  for (const auto& row : rows_of("expected.csv")) {
    INFO(row[0]);
    const auto truth = numbers_of(row[1]);
    const auto report = report_of(read_file(project_file("tests/golden/converted/" + row[0])), row[0]);
    int right = 0;
    for (const auto& field : report.fields) {
      if (field.state != State::number) continue;
      INFO(field.spec->name << " " << field.raw);
      const auto number = truth.find(field.spec->name);
      const bool is_right = number != truth.end() && number->second == field.value;
      CHECK(is_right);
      right += is_right ? 1 : 0;
    }
    CHECK(right >= std::stoi(row[2]));
  }
}
