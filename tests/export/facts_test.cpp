// The figures of prose in facts.csv and reports.jsonl, and that their places are those of the text as it is written.
#include <array>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "export/clean_text.h"
#include "tests/export/example.h"
#include "tests/export/named_rows.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::example_record;
using nianbao::test::write_records;
using nianbao::test::Written;
using nlohmann::json;

namespace {

std::vector<test::NamedRow> fact_rows(const Record& record) {
  const auto dataset = make_dataset(test::example_schema());
  const auto& table = test::table_of(dataset, "facts");
  return test::named_rows(table, [&](RowSink& sink) { table.write_rows(record, sink); });
}

json parsed(const Record& record) {
  Written written;
  write_records("json", std::array{record}, written);
  return json::parse(written.read("reports.jsonl"));
}

}  // namespace

TEST_CASE("facts: facts.csv, byte for byte") {
  Written written;
  write_records("csv", std::array{example_record()}, written);
  CHECK(written.read("facts.csv") ==
        "document_id,path,fact,value,unit,sentence,section,offset,method,section_order,rule\n"
        "0123456789abcdef,\"reports/甲,县.html\",requests_total,3,件,全年收到申请3件,requests,18,stated,3,"
        "requests_total-1\n"
        "0123456789abcdef,\"reports/甲,县.html\",carried_over,0,件,没有结转,requests,25,zero,3,carried_over-1\n"
        "0123456789abcdef,\"reports/甲,县.html\",published,120,条,约公开120条，培训2至3次,requests,49,about,3,"
        "published-1\n"
        "0123456789abcdef,\"reports/甲,县.html\",trainings,,次,约公开120条，培训2至3次,requests,64,range,3,"
        "trainings-1\n");
}

TEST_CASE("facts: without any record there is a header") {
  Written written;
  write_records("csv", {}, written);
  CHECK(written.read("facts.csv") ==
        "document_id,path,fact,value,unit,sentence,section,offset,method,section_order,rule\n");
}

TEST_CASE("facts: a section's order tells which of one name it is") {
  auto record = example_record();
  auto& sections = record.report->sections;
  sections[1].key = sections[2].key = "unmapped";
  for (const auto& row : fact_rows(record)) {
    CHECK(row.at("section") == "unmapped");
    CHECK(row.at("section_order") == "3");
  }
}

TEST_CASE("facts: money keeps the digits of its decimal") {
  auto record = example_record();
  record.report->facts[0].value = normalize::Decimal::parse("9223372036854.75807");
  CHECK(fact_rows(record).at(0).at("value") == "9223372036854.75807");
}

TEST_CASE("facts: the offset is one in the text of sections.csv") {
  auto record = example_record();
  auto& text = record.report->sections[2].text;
  const std::string before = "\x01\r\n\xFF";
  text = before + text;
  for (auto& fact : record.report->facts) {
    fact.offset += before.size();
    fact.number_offset += before.size();
  }
  const auto clean = clean_text(text);
  const auto rows = fact_rows(record);
  REQUIRE(rows.size() == 4);
  const std::array figures{"3件；没有", "没有结转。", "120条", "2至3次"};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(clean.substr(std::stoul(rows[i].at("offset"))).starts_with(figures[i]));
  }
}

TEST_CASE("facts: tens of thousands in one section are placed in one pass over its text") {
  auto record = example_record();
  auto& report = *record.report;
  const auto fact = report.facts[1];
  const auto line = "\x07没有结转。\n" + std::string(40, ' ');
  constexpr std::size_t kLines = 30000;
  auto& text = report.sections[2].text;
  text.clear();
  report.facts.clear();
  for (std::size_t i = 0; i < kLines; ++i) {
    auto& each = report.facts.emplace_back(fact);
    each.offset = text.size();
    each.number_offset = text.size() + 1;
    text += line;
  }
  const auto rows = fact_rows(record);
  REQUIRE(rows.size() == kLines);
  CHECK(rows.back().at("offset") == std::to_string((kLines - 1) * (line.size() - 1)));
  const auto facts = parsed(record)["facts"];
  CHECK(facts.back()["offset"] == (kLines - 1) * (line.size() - 1));
  CHECK(facts.back()["sentence_offset"] == facts.back()["offset"]);
}

TEST_CASE("facts: each section's offsets begin anew, and their order does not matter") {
  auto record = example_record();
  auto& report = *record.report;
  report.sections[1].text = "\x07\x07" + report.sections[2].text;
  auto moved = report.facts;
  for (auto& fact : moved) {
    fact.section = 1;
    fact.offset += 2;
    fact.number_offset += 2;
  }
  report.facts.insert(report.facts.begin(), moved.rbegin(), moved.rend());
  const auto rows = fact_rows(record);
  REQUIRE(rows.size() == 8);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(rows[i].at("section_order") == "2");
    CHECK(rows[3 - i].at("offset") == rows[4 + i].at("offset"));
  }
}

TEST_CASE("facts: in JSON with the rule, both places and the sentence") {
  const auto facts = parsed(example_record())["facts"];
  const auto fact = [](std::string_view key, const json& value, std::string_view unit, std::string_view method,
                       int offset, int sentence_offset, std::string_view sentence) {
    return json{{"fact", key},
                {"value", value},
                {"unit", unit},
                {"method", method},
                {"rule", std::string(key) + "-1"},
                {"section", "requests"},
                {"section_order", 3},
                {"offset", offset},
                {"sentence_offset", sentence_offset},
                {"sentence", sentence}};
  };
  CHECK(facts == json::array({fact("requests_total", 3, "件", "stated", 18, 0, "全年收到申请3件"),
                              fact("carried_over", 0, "件", "zero", 25, 25, "没有结转"),
                              fact("published", 120, "条", "about", 49, 40, "约公开120条，培训2至3次"),
                              fact("trainings", nullptr, "次", "range", 64, 40, "约公开120条，培训2至3次")}));
}

TEST_CASE("facts: in JSON the sentence stands at its offset, and the section at its order") {
  const auto line = parsed(example_record());
  REQUIRE(line["facts"].size() == 4);
  for (const auto& fact : line["facts"]) {
    const auto& section = line["sections"][fact["section_order"].get<std::size_t>() - 1];
    CHECK(section["section"] == fact["section"]);
    const auto text = section["text"].get<std::string>();
    CHECK(text.substr(fact["sentence_offset"].get<std::size_t>()).starts_with(fact["sentence"].get<std::string>()));
  }
}
