// Properties over generated reports whose tables lost their grids: what is given is right, damaged or not, and of
// undamaged ones that lost no blanks everything is given.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "tests/generator/report.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::generator;
using namespace nianbao::test;
using normalize::State;

namespace {

constexpr std::uint64_t kSeed = 4;

// Numbers of the report that are not the truth's.
std::string wrong_numbers(const normalize::Report& read, const generator::Report& truth) {
  std::map<std::string, const CellTruth*> cells;
  for (const auto& cell : truth.cells) cells[cell.field] = &cell;
  std::string wrong;
  for (const auto& field : read.fields) {
    if (field.state != State::number) continue;
    const auto cell = cells.find(field.spec->name);
    const bool right = cell != cells.end() && cell->second->state == State::number &&
                       normalize::Decimal::parse(cell->second->value) == field.value;
    if (!right) wrong += field.spec->name + " read " + field.value->to_string() + "\n";
  }
  return wrong;
}

generator::Report report_in(const std::string& dialect, const normalize::Template& form, const Damage& damage,
                            std::uint64_t index) {
  return make_report(templates(), {&form, find_dialect(dialect), &damage}, kSeed, index);
}

}  // namespace

TEST_CASE("reports without grids may lose numbers, never change them") {
  const std::string dialect = GENERATE("layout", "layout_narrow", "aligned", "cell_per_line", "cell_per_line_compact",
                                       "cell_per_line_blanks", "row_per_line", "pipe_lines", "deduplicated", "glued");
  std::uint64_t index = 0;
  for (const auto& form : templates().templates()) {
    for (const auto& damage : damage_table()) {
      if (damage.id == "digits") continue;  // nobody can see that a digit was another one
      const auto truth = report_in(dialect, form, damage, index++);
      INFO(dialect << ", " << form.info.id << ", " << damage.id << "\n" << truth.bytes);
      CHECK(wrong_numbers(report_of(truth.bytes, "a.txt"), truth) == "");
    }
  }
}

TEST_CASE("lists that lost no blanks are read to the last number") {
  const std::string dialect = GENERATE("cell_per_line", "cell_per_line_compact");
  for (const auto& form : templates().templates()) {
    for (std::uint64_t index = 0; index < 3; ++index) {
      const auto truth = report_in(dialect, form, *find_damage("none"), index);
      INFO(dialect << ", " << form.info.id << "\n" << truth.bytes);
      const auto report = report_of(truth.bytes, "a.txt");
      for (const auto& cell : truth.cells) {
        INFO(cell.field);
        if (cell.state == State::number)
          CHECK(value_of(report, cell.field) == normalize::Decimal::parse(cell.value)->to_string());
      }
    }
  }
}
