#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/export/example.h"
#include "tests/export/named_rows.h"

using namespace nianbao;
using namespace nianbao::exporting;
using namespace nianbao::test;

namespace {

const normalize::IssuerRegistry& issuers() { return normalize::builtin_issuers(); }

}  // namespace

TEST_CASE("wide states: a column beside each field, described as it is in cells") {
  const auto plain = make_dataset(example_schema());
  const auto wide = make_dataset(example_schema(), issuers(), {.wide_states = true});
  const auto& columns = table_of(wide, "reports").columns;
  const auto before = table_of(plain, "reports").columns.size() - example_schema().fields.size();
  REQUIRE(columns.size() == before + 6);
  std::vector<std::string> names;
  for (auto column = columns.begin() + static_cast<std::ptrdiff_t>(before); column != columns.end(); ++column) {
    names.push_back(column->name);
    if (!column->name.ends_with("_state")) continue;
    CHECK(column->type == ColumnType::text);
    CHECK(column->title_en == (column - 1)->title_en + " / State");
    CHECK(column->title_zh == (column - 1)->title_zh + " / 状态");
    CHECK_FALSE(column->description_zh.empty());
  }
  CHECK(names == std::vector<std::string>{"alpha_count", "alpha_count_state", "beta_amount", "beta_amount_state",
                                          "gamma_change", "gamma_change_state"});
}

TEST_CASE("wide states: each says what stood there, and nothing where the report's forms have no such field") {
  const auto wide = make_dataset(example_schema(), issuers(), {.wide_states = true});
  const auto& reports = table_of(wide, "reports");
  auto record = example_record();
  record.report->fields[1].state = normalize::State::blank;
  record.report->fields[1].value.reset();
  record.report->fields.pop_back();
  const auto rows = named_rows(reports, [&](RowSink& out) { reports.write_rows(record, out); });
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].at("alpha_count") == "9007199254740993");
  CHECK(rows[0].at("alpha_count_state") == "number");
  CHECK(rows[0].at("beta_amount").empty());
  CHECK(rows[0].at("beta_amount_state") == "blank");
  CHECK(rows[0].at("gamma_change_state").empty());
}
