// What each column of each table holds, from records built by hand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "export/codebook.h"
#include "export/dataset.h"
#include "tests/export/example.h"
#include "tests/export/named_rows.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::example_record;
using nianbao::test::example_schema;

namespace {

using Row = test::NamedRow;

const Dataset& dataset() {
  static const auto made = make_dataset(example_schema());
  return made;
}

std::vector<Row> rows_of(std::string_view name, const Record& record) {
  const auto& table = test::table_of(dataset(), name);
  return test::named_rows(table, [&](RowSink& sink) { table.write_rows(record, sink); });
}

std::string header_of(std::string_view name) {
  std::string header;
  for (const auto& column : test::table_of(dataset(), name).columns)
    header += (header.empty() ? "" : ",") + column.name;
  return header;
}

}  // namespace

TEST_CASE("the columns of every table are those of the contract, in its order") {
  CHECK(header_of("documents") ==
        "document_id,path,sha256,bytes,format,charset,outcome,error_code,error_detail,paragraphs,"
        "tables,sections,cells_number,cells_blank,cells_dash,cells_none_word,cells_text,cells_unreadable,"
        "cells_absent,findings_pass,findings_fail,findings_unknown,findings_pass_if_blank_zero,"
        "findings_fail_blank_total,diagnostics,charset_method,cells_unmapped,facts,url,captured,converter,"
        "duplicate_of,near_duplicate_of");
  CHECK(header_of("reports") ==
        "document_id,path,title,issuer,report_year,published,template,period_start,period_end,cited_notice,scope,"
        "sections,attachments,issuer_id,issuer_level,issuer_type,division_code,township_code,issuer_method,"
        "division_candidates,alpha_count,beta_amount,gamma_change");
  CHECK(header_of("cells") ==
        "document_id,path,field,template,state,value,unit,raw,table,row,column,method,confidence,label,order,repair,"
        "evidence");
  CHECK(header_of("sections") == "document_id,path,section,number,heading,text,order");
  CHECK(header_of("facts") == "document_id,path,fact,value,unit,sentence,section,offset,method,section_order,rule");
  CHECK(header_of("findings") ==
        "document_id,path,identity,verdict,left,right,difference,fields,blame,instance,soft,template,places,order");
  CHECK(header_of("crosswalk") == "series,label_zh,label_en,unit,template,fields,relation,why_zh,why_en");
  CHECK(header_of("series") ==
        "document_id,path,issuer,report_year,series,value,unit,state,template,fields,break,"
        "issuer_id,issuer_level,issuer_type,division_code,township_code,issuer_method,division_candidates");
}

TEST_CASE("the key of every table is that of the contract") {
  std::vector<std::string> keys;
  for (const auto& table : dataset().tables) {
    auto& key = keys.emplace_back(table.name + ":");
    for (const auto& column : table.primary_key) key += " " + column;
  }
  CHECK(keys == std::vector<std::string>{"documents: path", "reports: document_id path",
                                         "cells: document_id path order", "sections: document_id path order",
                                         "facts: document_id path section_order offset fact",
                                         "findings: document_id path order", "crosswalk: series template fields",
                                         "series: document_id path series template", "codebook: table column"});
}

TEST_CASE("a damaged codebook is refused") { CHECK_FALSE(read_codebook("<codebook><table></codebook>")); }

TEST_CASE("documents: a report is counted through") {
  const auto rows = rows_of("documents", example_record());
  REQUIRE(rows.size() == 1);
  const Row expected{{"document_id", "0123456789abcdef"},
                     {"path", "reports/甲,县.html"},
                     {"sha256", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
                     {"bytes", "4096"},
                     {"format", "html"},
                     {"charset", "GB18030"},
                     {"charset_method", "declared"},
                     {"outcome", "report"},
                     {"error_code", ""},
                     {"error_detail", ""},
                     {"paragraphs", "12"},
                     {"tables", "2"},
                     {"sections", "3"},
                     {"cells_number", "2"},
                     {"cells_blank", "0"},
                     {"cells_dash", "0"},
                     {"cells_none_word", "0"},
                     {"cells_text", "0"},
                     {"cells_unreadable", "0"},
                     {"cells_absent", "1"},
                     {"cells_unmapped", "2"},
                     {"facts", "4"},
                     {"findings_pass", "0"},
                     {"findings_fail", "2"},
                     {"findings_unknown", "1"},
                     {"findings_pass_if_blank_zero", "0"},
                     {"findings_fail_blank_total", "0"},
                     {"diagnostics", "2"},
                     {"url", "http://www.example.gov.cn/a.html"},
                     {"captured", "2024-03-04T05:06:07Z"},
                     {"converter", "LibreOffice 7.4.7.2"},
                     {"duplicate_of", "reports/first.html"},
                     {"near_duplicate_of", "reports/near.html"}};
  CHECK(rows[0] == expected);
}

TEST_CASE("documents: every state and verdict is counted in a column of its own") {
  auto record = example_record();
  auto& report = *record.report;
  report.fields.resize(1);
  report.findings.resize(1);
  report.unmapped.clear();
  using normalize::State;
  using normalize::Verdict;
  for (const auto state :
       {State::number, State::blank, State::dash, State::none_word, State::text, State::unreadable, State::absent}) {
    report.fields[0].state = state;
    const auto row = rows_of("documents", record).at(0);
    for (const auto& [column, value] : row) {
      if (column.starts_with("cells_"))
        CHECK(value == (column == "cells_" + std::string(to_string(state)) ? "1" : "0"));
    }
  }
  for (const auto verdict :
       {Verdict::pass, Verdict::fail, Verdict::unknown, Verdict::pass_if_blank_zero, Verdict::fail_blank_total}) {
    report.findings[0].verdict = verdict;
    const auto row = rows_of("documents", record).at(0);
    for (const auto& [column, value] : row) {
      if (column.starts_with("findings_")) {
        CHECK(value == (column == "findings_" + std::string(to_string(verdict)) ? "1" : "0"));
      }
    }
  }
}

TEST_CASE("what failed or is no report has a row in documents and in no other table") {
  for (const auto& record : {test::failed_record(), test::notice_record()}) {
    CHECK(rows_of("documents", record).size() == 1);
    for (const auto* name : {"reports", "cells", "sections", "facts", "findings", "crosswalk", "series", "codebook"}) {
      INFO(name);
      CHECK(rows_of(name, record).empty());
    }
  }
  const auto failed = rows_of("documents", test::failed_record()).at(0);
  CHECK(failed.at("outcome") == "failed");
  CHECK(failed.at("error_code") == "unreadable_file");
  for (const auto* column : {"cells_number", "cells_unmapped", "facts"}) CHECK(failed.at(column) == "0");
  const auto notice = rows_of("documents", test::notice_record()).at(0);
  CHECK(notice.at("outcome") == "not_a_report");
  CHECK(notice.at("error_detail") == "关于报送的通知");
}

TEST_CASE("reports: identity, counts, and a number or nothing in each field's column") {
  const auto rows = rows_of("reports", example_record());
  REQUIRE(rows.size() == 1);
  const Row expected{{"document_id", "0123456789abcdef"},
                     {"path", "reports/甲,县.html"},
                     {"title", "甲县2023年政府信息公开工作年度报告"},
                     {"issuer", "甲县人民政府"},
                     {"report_year", "2023"},
                     {"period_start", "2023-01-01"},
                     {"period_end", "2023-12-31"},
                     {"published", "2024-01-15"},
                     {"cited_notice", ""},
                     {"scope", ""},
                     {"template", "2021 2019"},
                     {"sections", "3"},
                     {"attachments", "1"},
                     {"issuer_id", "name:甲县人民政府@www.example.gov.cn"},
                     {"issuer_level", ""},
                     {"issuer_type", "government"},
                     {"division_code", ""},
                     {"township_code", ""},
                     {"issuer_method", ""},
                     {"division_candidates", ""},
                     {"alpha_count", "9007199254740993"},
                     {"beta_amount", "25.1"},
                     {"gamma_change", ""}};
  CHECK(rows[0] == expected);
}

TEST_CASE("reports: a field the report does not have leaves its column empty and moves no other") {
  auto record = example_record();
  auto& fields = record.report->fields;
  fields.erase(fields.begin());
  const auto row = rows_of("reports", record).at(0);
  CHECK(row.at("alpha_count").empty());
  CHECK(row.at("beta_amount") == "25.1");
}

TEST_CASE("reports: a value reaches its column whatever the order of the fields") {
  auto record = example_record();
  std::ranges::reverse(record.report->fields);
  const auto row = rows_of("reports", record).at(0);
  CHECK(row.at("alpha_count") == "9007199254740993");
  CHECK(row.at("beta_amount") == "25.1");
}

TEST_CASE("cells: one row a field, places from 1") {
  const auto rows = rows_of("cells", example_record());
  REQUIRE(rows.size() == 5);
  CHECK(rows[0] == Row{{"document_id", "0123456789abcdef"},
                       {"path", "reports/甲,县.html"},
                       {"field", "alpha_count"},
                       {"template", "2021"},
                       {"state", "number"},
                       {"value", "9007199254740993"},
                       {"unit", "件"},
                       {"raw", " 9,007,199,254,740,993 "},
                       {"table", "1"},
                       {"row", "3"},
                       {"column", "2"},
                       {"method", "label"},
                       {"confidence", "1.0000"},
                       {"label", "甲 › 数"},
                       {"order", "1"},
                       {"repair", ""},
                       {"evidence", "grid holds"}});
  CHECK(rows[1].at("evidence") == "count none irregular");
  CHECK(rows[1].at("repair") == "spaced_thousands");
  CHECK(rows[1].at("unit") == "万元");
  CHECK(rows[1].at("raw") == "251 000元");
  CHECK(rows[1].at("confidence") == "0.9877");
}

TEST_CASE("cells: an absent one has its state, its unit and its label, and nothing else") {
  const auto row = rows_of("cells", example_record()).at(2);
  CHECK(row.at("field") == "gamma_change");
  CHECK(row.at("state") == "absent");
  CHECK(row.at("unit") == "项");
  for (const auto* column :
       {"template", "value", "raw", "table", "row", "column", "method", "confidence", "evidence"}) {
    CHECK(row.at(column).empty());
  }
  CHECK(row.at("label") == "丙 › 增减");
  CHECK(row.at("order") == "3");
}

TEST_CASE("cells: those no field takes follow, in the same order of all") {
  const auto rows = rows_of("cells", example_record());
  REQUIRE(rows.size() == 5);
  CHECK(rows[3] == Row{{"document_id", "0123456789abcdef"},
                       {"path", "reports/甲,县.html"},
                       {"field", ""},
                       {"template", ""},
                       {"state", "unreadable"},
                       {"value", ""},
                       {"unit", ""},
                       {"raw", "3①"},
                       {"table", "2"},
                       {"row", "4"},
                       {"column", "3"},
                       {"method", ""},
                       {"confidence", ""},
                       {"label", "备注 / 合计"},
                       {"order", "4"},
                       {"repair", ""},
                       {"evidence", ""}});
  CHECK(rows[4] == Row{{"document_id", "0123456789abcdef"},
                       {"path", "reports/甲,县.html"},
                       {"field", ""},
                       {"template", "2021"},
                       {"state", "number"},
                       {"value", "12.5"},
                       {"unit", "万元"},
                       {"raw", "I2.5万元"},
                       {"table", "1"},
                       {"row", "5"},
                       {"column", "2"},
                       {"method", ""},
                       {"confidence", ""},
                       {"label", "其他收费, 本年 / 金额"},
                       {"order", "5"},
                       {"repair", "digit_lookalike"},
                       {"evidence", ""}});
}

TEST_CASE("cells: a report of no field has those no field takes, from 1 on") {
  auto record = example_record();
  record.report->fields.clear();
  const auto rows = rows_of("cells", record);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].at("order") == "1");
  CHECK(rows[1].at("order") == "2");
}

TEST_CASE("sections: in reading order, text verbatim") {
  const auto rows = rows_of("sections", example_record());
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].at("section") == "preamble");
  CHECK(rows[0].at("number") == "0");
  CHECK(rows[0].at("heading").empty());
  CHECK(rows[1] == Row{{"document_id", "0123456789abcdef"},
                       {"path", "reports/甲,县.html"},
                       {"section", "overview"},
                       {"number", "1"},
                       {"heading", "总体情况"},
                       {"text", "（一）主动公开\n新收\t3 件"},
                       {"order", "2"}});
  CHECK(rows[2].at("number") == "3");
  CHECK(rows[2].at("order") == "3");
}

TEST_CASE("findings: both sides, the fields, and whose fault it is") {
  const auto rows = rows_of("findings", example_record());
  REQUIRE(rows.size() == 3);
  CHECK(rows[0] == Row{{"document_id", "0123456789abcdef"},
                       {"path", "reports/甲,县.html"},
                       {"identity", "S3-A"},
                       {"verdict", "fail"},
                       {"left", "3"},
                       {"right", "5.5"},
                       {"difference", "-2.5"},
                       {"fields", "alpha_count beta_amount"},
                       {"blame", "source"},
                       {"instance", "person"},
                       {"soft", "false"},
                       {"template", "2021"},
                       {"places", ""},
                       {"order", "1"}});
  CHECK(rows[1].at("verdict") == "unknown");
  CHECK(rows[1].at("left").empty());
  CHECK(rows[1].at("blame").empty());
  CHECK(rows[1].at("soft") == "true");
  CHECK(rows[1].at("template").empty());
  CHECK(rows[1].at("order") == "2");
}

TEST_CASE("findings: prose against a table tells where both stand") {
  const auto row = rows_of("findings", example_record()).at(2);
  CHECK(row == Row{{"document_id", "0123456789abcdef"},
                   {"path", "reports/甲,县.html"},
                   {"identity", "N-1"},
                   {"verdict", "fail"},
                   {"left", "3"},
                   {"right", "9007199254740993"},
                   {"difference", "-9007199254740990"},
                   {"fields", "alpha_count"},
                   {"blame", "source"},
                   {"instance", "requests_total"},
                   {"soft", "true"},
                   {"template", "2021"},
                   {"places", "section3@18 table1:r3c2"},
                   {"order", "3"}});
}
