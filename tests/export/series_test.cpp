// The crosswalk, which comes from the templates alone, and the series that reports make by it.
#include "export/series.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/export/example.h"
#include "tests/export/named_rows.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::example_record;
using nianbao::test::write_records;
using nianbao::test::Written;
using normalize::Decimal;
using normalize::SeriesRelation;
using normalize::State;

namespace {

constexpr auto kCrosswalk =
    "series,label_zh,label_en,unit,template,fields,relation,why_zh,why_en\n"
    "alphas,甲，合计,\"Alphas, in all\",件,2021,alpha_count,exact,,\n"
    "alphas,甲，合计,\"Alphas, in all\",件,2019,gamma_change beta_amount,alike,\"口径\"\"不同\"\"\","
    "\"counts \"\"other\"\" things\"\n"
    "beta_amount,乙 / 金额,Beta: amount,万元,2021,beta_amount,exact,,\n"
    "beta_amount,乙 / 金额,Beta: amount,万元,2019,beta_amount,exact,,\n";

// Three forms: one has the total as a field, the next as two, the oldest something like it. "part" is in two of them.
const normalize::Schema& schema() {
  static const normalize::Schema made{
      .fields = {{.name = "total", .templates = {"new"}},
                 {.name = "part", .templates = {"middle", "old"}},
                 {.name = "rest", .templates = {"middle"}},
                 {.name = "other", .templates = {"old"}}},
      .templates = {{.id = "new", .first_year = 2021},
                    {.id = "middle", .first_year = 2019, .last_year = 2020},
                    {.id = "old", .first_year = 2014, .last_year = 2018}},
      .series = {{.key = "totals",
                  .unit = "件",
                  .joined = true,
                  .members = {{"new", {"total"}, SeriesRelation::exact, "", ""},
                              {"middle", {"part", "rest"}, SeriesRelation::exact, "", ""},
                              {"old", {"other"}, SeriesRelation::alike, "", ""}}},
                 {.key = "others",
                  .unit = "件",
                  .joined = true,
                  .members = {{"old", {"other"}, SeriesRelation::different, "", ""}}},
                 {.key = "parts",
                  .joined = true,
                  .members = {{"middle", {"part"}, SeriesRelation::exact, "", ""},
                              {"old", {"part"}, SeriesRelation::exact, "", ""}}},
                 {.key = "part",
                  .members = {{"middle", {"part"}, SeriesRelation::exact, "", ""},
                              {"old", {"part"}, SeriesRelation::exact, "", ""}}}}};
  return made;
}

normalize::Field field(std::size_t spec, std::string_view form, std::string_view value) {
  return {.spec = &schema().fields[spec], .template_id = form, .state = State::number, .value = Decimal::parse(value)};
}

normalize::Field without_value(std::size_t spec, std::string_view form, State state) {
  return {.spec = &schema().fields[spec], .template_id = form, .state = state};
}

normalize::Field total(std::string_view value) { return field(0, "new", value); }
normalize::Field part(std::string_view value, std::string_view form = "middle") { return field(1, form, value); }
normalize::Field rest(std::string_view value) { return field(2, "middle", value); }

// A report of one year with these fields.
Record record_of(std::string year, std::vector<normalize::Field> fields) {
  Record record{.document_id = "0123456789abcdef", .path = "a.txt", .outcome = Outcome::report};
  record.report.emplace();
  record.report->identity.issuer.value = "甲县";
  record.report->identity.report_year.value = std::move(year);
  record.report->fields = std::move(fields);
  return record;
}

std::vector<test::NamedRow> series_rows(const Record& record) {
  const auto dataset = make_dataset(schema());
  const auto& table = test::table_of(dataset, "series");
  return test::named_rows(table, [&](RowSink& sink) { table.write_rows(record, sink); });
}

std::vector<SeriesValue> values_of(std::string year, std::vector<normalize::Field> fields) {
  return series_of(*record_of(std::move(year), std::move(fields)).report, schema());
}

// Whether the one value of a report of this year has a break before it.
bool breaks(std::string year, std::vector<normalize::Field> fields) {
  const auto values = values_of(std::move(year), std::move(fields));
  REQUIRE(values.size() == 1);
  return values[0].breaks;
}

}  // namespace

TEST_CASE("crosswalk: crosswalk.csv, byte for byte") {
  Written written;
  write_records("csv", std::array{example_record()}, written);
  CHECK(written.read("crosswalk.csv") == kCrosswalk);
}

TEST_CASE("crosswalk: it is the same without any record and with many") {
  Written none;
  write_records("csv", {}, none);
  CHECK(none.read("crosswalk.csv") == kCrosswalk);
  Written many;
  write_records("csv", std::array{example_record(), test::failed_record(), example_record()}, many);
  CHECK(many.read("crosswalk.csv") == kCrosswalk);
}

TEST_CASE("crosswalk and codebook alone have rows of their own") {
  const auto dataset = make_dataset(test::example_schema());
  for (const auto& table : dataset.tables) {
    INFO(table.name);
    CHECK(static_cast<bool>(table.write_fixed_rows) == (table.name == "crosswalk" || table.name == "codebook"));
  }
}

TEST_CASE("crosswalk: every relation has its word") {
  const auto dataset = make_dataset(schema());
  const auto& table = test::table_of(dataset, "crosswalk");
  const auto rows = test::named_rows(table, table.write_fixed_rows);
  REQUIRE(rows.size() == 8);
  CHECK(rows[0].at("relation") == "exact");
  CHECK(rows[1].at("fields") == "part rest");
  CHECK(rows[2].at("relation") == "alike");
  CHECK(rows[3].at("relation") == "different");
}

TEST_CASE("series: series.csv, byte for byte") {
  Written written;
  write_records("csv", std::array{example_record()}, written);
  CHECK(written.read("series.csv") ==
        "document_id,path,issuer,report_year,series,value,unit,state,template,fields,break,"
        "issuer_id,issuer_level,issuer_type,division_code,township_code,issuer_method,division_candidates\n"
        "0123456789abcdef,\"reports/甲,县.html\",甲县人民政府,2023,alphas,9007199254740993,件,number,2021,alpha_count,"
        "false,name:甲县人民政府@www.example.gov.cn,,government,,,,\n");
}

TEST_CASE("series: a field's value, with all that tells whose it is") {
  const auto rows = series_rows(record_of("2021", {total("7")}));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0] == test::NamedRow{{"document_id", "0123456789abcdef"},
                                  {"path", "a.txt"},
                                  {"issuer", "甲县"},
                                  {"report_year", "2021"},
                                  {"series", "totals"},
                                  {"value", "7"},
                                  {"unit", "件"},
                                  {"state", "number"},
                                  {"template", "new"},
                                  {"fields", "total"},
                                  {"break", "true"},
                                  {"issuer_id", "name:甲县"},
                                  {"issuer_level", ""},
                                  {"issuer_type", ""},
                                  {"division_code", ""},
                                  {"township_code", ""},
                                  {"issuer_method", ""},
                                  {"division_candidates", ""}});
}

TEST_CASE("series: several fields add up") {
  const auto rows = series_rows(record_of("2020", {part("2.5"), rest("4")}));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].at("series") == "totals");
  CHECK(rows[0].at("value") == "6.5");
  CHECK(rows[0].at("state") == "number");
  CHECK(rows[0].at("template") == "middle");
  CHECK(rows[0].at("fields") == "part rest");
  CHECK(rows[1].at("series") == "parts");
  CHECK(rows[1].at("value") == "2.5");
}

TEST_CASE("series: a part without a number leaves no value, and its state") {
  for (const auto state : {State::blank, State::dash, State::none_word, State::text, State::unreadable}) {
    const auto rows = series_rows(record_of("2020", {part("2"), without_value(2, "middle", state)}));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("value").empty());
    CHECK(rows[0].at("state") == to_string(state));
    CHECK(rows[1].at("value") == "2");
  }
}

TEST_CASE("series: of several parts without a number, the first gives the state") {
  // The order is the member's, not the report's.
  const auto values =
      values_of("2020", {without_value(2, "middle", State::dash), without_value(1, "middle", State::blank)});
  REQUIRE(values.size() == 2);
  CHECK(values[0].state == State::blank);
  CHECK_FALSE(values[0].value);
}

TEST_CASE("series: a sum too large for a decimal is none") {
  const auto values = values_of("2020", {part("9223372036854775807"), rest("9223372036854775807")});
  REQUIRE(values.size() == 2);
  CHECK_FALSE(values[0].value);
  CHECK(values[0].state == State::unreadable);
}

TEST_CASE("series: a break stands where the year before had another form") {
  CHECK(breaks("2021", {total("1")}));
  CHECK_FALSE(breaks("2022", {total("1")}));
  CHECK_FALSE(breaks("2030", {total("1")}));
  CHECK(breaks("2019", {part("1")}));
  CHECK_FALSE(breaks("2020", {part("1")}));
  CHECK(breaks("2020", {total("1")}));  // the new form before its time
  CHECK_FALSE(breaks("2021", {part("1")}));
  CHECK(breaks("2022", {part("1")}));  // the old form after its time
}

TEST_CASE("series: no break where no form was in force the year before, or the year is not known") {
  CHECK_FALSE(breaks("2014", {part("1", "old")}));
  CHECK_FALSE(breaks("", {total("1")}));
  CHECK(series_rows(record_of("", {total("1")})).at(0).at("report_year").empty());
}

TEST_CASE("series: members that are alike or different give no row") {
  CHECK(series_rows(record_of("2015", {field(3, "old", "5")})).empty());
}

TEST_CASE("series: a field that forms share under one name gives no row of its own") {
  const auto values = values_of("2015", {part("5", "old")});
  REQUIRE(values.size() == 1);
  CHECK(values[0].series->key == "parts");
}

TEST_CASE("series: fields of another form's table give no row") {
  CHECK(series_rows(record_of("2020", {part("2", "new"), field(2, "old", "4")})).empty());
  // Both parts are needed, and both from the one form.
  const auto values = values_of("2020", {part("2"), field(2, "new", "4")});
  REQUIRE(values.size() == 1);
  CHECK(values[0].series->key == "parts");
}

TEST_CASE("series: fields the report does not have, or that are absent, give no row") {
  CHECK(series_rows(record_of("2020", {})).empty());
  CHECK(series_rows(record_of("2020", {without_value(0, "", State::absent)})).empty());
}

TEST_CASE("series: one field takes the member of the form its table is of") {
  const auto old = values_of("2015", {part("5", "old")});
  REQUIRE(old.size() == 1);
  CHECK(old[0].member->template_id == "old");
  const auto middle = values_of("2019", {part("5")});
  REQUIRE(middle.size() == 1);
  CHECK(middle[0].member->template_id == "middle");
}
