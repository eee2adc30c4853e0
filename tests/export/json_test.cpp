// reports.jsonl holds the whole record with exact numbers, and its schema holds it to that.
#include <stdlib.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/export/example.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::example_record;
using nianbao::test::make_writer;
using nianbao::test::names_in;
using nianbao::test::write_records;
using nianbao::test::Written;
using nlohmann::json;

namespace {

constexpr auto kReports = "reports.jsonl";
constexpr auto kSchema = "schema/report.schema.json";

std::string line_of(const Record& record) {
  Written written;
  write_records("json", std::array{record}, written);
  return written.read(kReports);
}

json parsed(const Record& record) { return json::parse(line_of(record)); }

json evidence(std::string_view value, std::string_view source, std::string_view quote) {
  return {{"value", value}, {"source", source}, {"quote", quote}};
}

// 77 where the Python package is not installed.
int validate(const Written& written) {
  const auto folder = written.folder.path();
  const auto command = "/usr/bin/python3 '" + test::project_file("tests/export/validate_schema.py").string() + "' '" +
                       (folder / kSchema).string() + "' '" + (folder / kReports).string() + "' --damage";
  return WEXITSTATUS(std::system(command.c_str()));
}

}  // namespace

TEST_CASE("json: the files it says it wrote are those that are there") {
  Written written;
  write_records("json", std::array{example_record()}, written);
  CHECK(written.files == std::vector<std::string>{kReports, kSchema});
  CHECK(names_in(written.folder) == std::vector<std::string>{kReports, "schema", kSchema});
}

TEST_CASE("json: one line a report, none for what is not one") {
  Written written;
  write_records("json", std::array{test::failed_record(), example_record(), test::notice_record(), example_record()},
                written);
  const auto text = written.read(kReports);
  CHECK(std::count(text.begin(), text.end(), '\n') == 2);
  CHECK(text == line_of(example_record()) + line_of(example_record()));
  Written empty;
  write_records("json", std::array{test::failed_record()}, empty);
  CHECK(empty.read(kReports).empty());
}

TEST_CASE("json: the record") {
  const auto line = parsed(example_record());
  CHECK(line["document_id"] == "0123456789abcdef");
  CHECK(line["path"] == "reports/甲,县.html");
  CHECK(line["sha256"] == "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  CHECK(line["bytes"] == 4096);
  CHECK(line["format"] == "html");
  CHECK(line["charset"] == "GB18030");
  CHECK(line["charset_method"] == "declared");
  CHECK(line["outcome"] == "report");
  CHECK(line["error_code"] == "");
  CHECK(line["error_detail"] == "");
  CHECK(line["paragraphs"] == 12);
  CHECK(line["tables"] == 2);
  const json properties = {{{"name", "html:title"}, {"value", "甲县"}}, {{"name", "html:title"}, {"value", "again"}}};
  CHECK(line["properties"] == properties);
  CHECK(line["attachments"] == json::array({{{"text", "附件"}, {"target", "a.doc"}}}));
  const json diagnostic = {
      {"code", "bad_span"}, {"detail", "colspan 0"}, {"locus", {{"table", 1}, {"row", 2}, {"column", 3}}}};
  CHECK(line["reading_diagnostics"] == json::array({diagnostic}));
}

TEST_CASE("json: the identity with its evidence") {
  const auto identity = parsed(example_record())["identity"];
  CHECK(identity["issuer"] == evidence("甲县人民政府", "title", "甲县"));
  CHECK(identity["report_year"] == evidence("2023", "title", "2023年"));
  CHECK(identity["period_start"] == evidence("2023-01-01", "preamble", "2023年1月1日"));
  CHECK(identity["period_end"] == evidence("2023-12-31", "preamble", "12月31日"));
  CHECK(identity["published"] == evidence("2024-01-15", "meta:PubDate", "2024-01-15 08:00"));
  CHECK(identity["cited_notice"] == evidence("", "", ""));
  CHECK(identity["scope"] == evidence("", "", ""));
  CHECK(identity.size() == 8);
}

TEST_CASE("json: sections with their sub-headings") {
  const auto line = parsed(example_record());
  CHECK(line["templates"] == json({"2021", "2019"}));
  REQUIRE(line["sections"].size() == 3);
  CHECK(line["sections"][0]["text"] == "根据《条例》，\"编制\"本报告");
  const json overview = {{"section", "overview"},
                         {"number", 1},
                         {"printed_number", "一"},
                         {"heading", "总体情况"},
                         {"text", "（一）主动公开\n新收\t3 件"},
                         {"subheadings", {{{"number", "（一）"}, {"text", "主动公开"}, {"offset", 0}}}},
                         {"confidence", 0.9},
                         {"locus", {{"block", 3}}}};
  CHECK(line["sections"][1] == overview);
}

TEST_CASE("json: fields with all that is known of them") {
  const auto fields = parsed(example_record())["fields"];
  REQUIRE(fields.size() == 3);
  const json locus = {{"part", 1}, {"block", 5}, {"table", 1}, {"row", 3}, {"column", 2}, {"offset", 120}};
  const json first = {{"field", "alpha_count"}, {"template", "2021"},
                      {"state", "number"},      {"value", 9007199254740993},
                      {"unit", "件"},           {"raw", " 9,007,199,254,740,993 "},
                      {"raw_unit", "件"},       {"note", ""},
                      {"method", "label"},      {"evidence", "grid holds"},
                      {"confidence", 1.0},      {"repair", ""},
                      {"locus", locus}};
  CHECK(fields[0] == first);
  CHECK(fields[1]["note"] == "converted");
  CHECK(fields[1]["raw_unit"] == "元");
  CHECK(fields[1]["repair"] == "spaced_thousands");
  CHECK(fields[2]["state"] == "absent");
  CHECK(fields[2]["value"].is_null());
  CHECK(fields[2]["locus"] == json::object());
}

TEST_CASE("json: findings, unmapped cells and diagnostics") {
  const auto line = parsed(example_record());
  const json finding = {{"identity", "S3-A"}, {"instance", "person"}, {"template", "2021"},
                        {"verdict", "fail"},  {"soft", false},        {"left", 3},
                        {"right", 5.5},       {"difference", -2.5},   {"fields", {"alpha_count", "beta_amount"}},
                        {"blame", "source"},  {"places", ""}};
  REQUIRE(line["findings"].size() == 3);
  CHECK(line["findings"][0] == finding);
  CHECK(line["findings"][1]["template"] == "");
  CHECK(line["findings"][1]["left"].is_null());
  CHECK(line["findings"][1]["soft"] == true);
  CHECK(line["findings"][2]["identity"] == "N-1");
  CHECK(line["findings"][2]["places"] == "section3@18 table1:r3c2");
  const json unreadable = {{"label", "备注 / 合计"},
                           {"template", ""},
                           {"state", "unreadable"},
                           {"value", nullptr},
                           {"unit", ""},
                           {"raw", "3①"},
                           {"repair", ""},
                           {"locus", {{"table", 2}, {"row", 4}, {"column", 3}}}};
  const json fees = {{"label", "其他收费, 本年 / 金额"},
                     {"template", "2021"},
                     {"state", "number"},
                     {"value", 12.5},
                     {"unit", "万元"},
                     {"raw", "I2.5万元"},
                     {"repair", "digit_lookalike"},
                     {"locus", {{"part", 1}, {"table", 1}, {"row", 5}, {"column", 2}}}};
  CHECK(line["unmapped"] == json::array({unreadable, fees}));
  const json diagnostic = {{"code", "conflicting_tables"}, {"detail", "alpha_count"}, {"locus", {{"table", 2}}}};
  CHECK(line["diagnostics"] == json::array({diagnostic}));
}

TEST_CASE("json: numbers have the digits of the decimal, confidences four places") {
  auto record = example_record();
  for (const auto* digits : {"9223372036854775807", "-9223372036854775807", "0.000000000000000001", "0", "-0.5"}) {
    record.report->fields[0].value = normalize::Decimal::parse(digits);
    CHECK(line_of(record).find("\"value\":" + std::string(digits) + ",") != std::string::npos);
  }
  const auto line = line_of(example_record());
  CHECK(line.find("\"confidence\":1.0000,") != std::string::npos);
  CHECK(line.find("\"confidence\":0.9877,") != std::string::npos);
}

TEST_CASE("json: text is escaped where it must be, and broken bytes do not get through") {
  using namespace std::string_literals;
  auto record = example_record();
  record.report->fields[0].raw = "\"\\\t\n/甲\u2028\0\x01\xFF"s;
  const auto line = line_of(record);
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
  CHECK(json::parse(line)["fields"][0]["raw"] == "\"\\\t\n/甲\u2028\uFFFD");
}

TEST_CASE("json: a sub-heading's offset is one in the text as it is written") {
  auto record = example_record();
  auto& section = record.report->sections[1];
  section.text = "甲\r\n\xFF（一）主动公开";
  section.subheadings[0].offset = section.text.find("（一）");
  const auto written = parsed(record)["sections"][1];
  const auto text = written["text"].get<std::string>();
  CHECK(text.substr(written["subheadings"][0]["offset"].get<std::size_t>()) == "（一）主动公开");
}

TEST_CASE("json: the same records give the same bytes") {
  const std::vector<Record> records(200, example_record());
  Written first;
  Written second;
  write_records("json", records, first);
  write_records("json", records, second);
  for (const auto& name : first.files) CHECK(first.read(name) == second.read(name));
}

TEST_CASE("json: a folder that cannot be written to is output_failed") {
  const auto dataset = make_dataset(test::example_schema());
  const auto begun = make_writer("json")->begin(dataset, {.folder = "/dev/null/folder"});
  REQUIRE_FALSE(begun);
  CHECK(begun.error().code == ErrorCode::output_failed);
}

TEST_CASE("json: a writer that is not finished leaves nothing behind") {
  const test::TemporaryFolder folder;
  const auto dataset = make_dataset(test::example_schema());
  {
    const auto writer = make_writer("json");
    REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
    REQUIRE(writer->add(example_record()));
  }
  CHECK(names_in(folder).empty());
}

TEST_CASE("json: the schema names the fields and the words of the model") {
  Written written;
  write_records("json", {}, written);
  const auto schema = json::parse(written.read(kSchema));
  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  const auto& field = schema["$defs"]["field"]["properties"];
  CHECK(field["field"]["enum"] == json({"alpha_count", "beta_amount", "gamma_change"}));
  const auto words = [](auto last) {
    auto list = json::array();
    for (int i = 0; i <= static_cast<int>(last); ++i) list.push_back(to_string(static_cast<decltype(last)>(i)));
    return list;
  };
  CHECK(field["state"]["enum"] == words(normalize::State::absent));
  CHECK(field["method"]["enum"] == words(normalize::Method::position));
  // A cell that is blank or not there is no cell without a field.
  auto of_unmapped = words(normalize::State::unreadable);
  of_unmapped.erase(std::ranges::find(of_unmapped, json("blank")));
  CHECK(schema["$defs"]["unmapped"]["properties"]["state"]["enum"] == of_unmapped);
  const auto& fact = schema["$defs"]["fact"]["properties"];
  CHECK(fact["fact"]["enum"] == json({"requests_total", "carried_over", "published", "trainings"}));
  CHECK(fact["method"]["enum"] == words(normalize::FactMethod::range));
  const auto& finding = schema["$defs"]["finding"]["properties"];
  CHECK(finding["verdict"]["enum"] == words(normalize::Verdict::fail_blank_total));
  CHECK(finding["blame"]["enum"] == words(normalize::Blame::reading));
}

TEST_CASE("json: reports are valid against the schema, and no damaged one is") {
  Written written;
  write_records("json", std::array{example_record()}, written);
  const auto code = validate(written);
  if (code == 77) {
    WARN("skipped: no Python package jsonschema");
    return;
  }
  CHECK(code == 0);
}
