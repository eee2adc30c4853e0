#include "export/dataset.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "export/codebook.h"
#include "export/rows.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::templates;

namespace {

// Rows as texts; "∅" for an empty cell.
class Collector : public RowSink {
 public:
  void text(std::string_view value) override { row_.emplace_back(value); }
  void integer(std::int64_t value) override { row_.push_back(std::to_string(value)); }
  void decimal(const normalize::Decimal& value) override { row_.push_back(value.to_string()); }
  void empty() override { row_.emplace_back("∅"); }
  void end_row() override { rows.push_back(std::move(row_)); }

  std::vector<std::vector<std::string>> rows;

 private:
  std::vector<std::string> row_;
};

Record record_of(normalize::Report report) {
  return {.document_id = "0123456789abcdef", .path = "a.txt", .outcome = Outcome::report, .report = std::move(report)};
}

std::vector<std::vector<std::string>> rows_of(const std::string& table, const Record& record) {
  const auto dataset = make_dataset(templates().schema());
  const auto found = std::ranges::find(dataset.tables, table, &Table::name);
  REQUIRE(found != dataset.tables.end());
  Collector collector;
  found->write_rows(record, collector);
  for (const auto& row : collector.rows) CHECK(row.size() == found->columns.size());
  return collector.rows;
}

std::vector<std::string> header_of(const std::string& table) {
  const auto dataset = make_dataset(templates().schema());
  std::vector<std::string> names;
  for (const auto& column : std::ranges::find(dataset.tables, table, &Table::name)->columns)
    names.push_back(column.name);
  return names;
}

const std::string kReport =
    "青禾县水务局2023年政府信息公开工作年度报告\n一、总体情况\n本机关全年工作情况如下，各项任务均已按要求完成，渠道保持"
    "畅通。\n"
    "二、主动公开政府信息情况\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 1 |  | 3① |\n| "
    "规范性文件 | 4 | / | 6 |\n";

}  // namespace

TEST_CASE("the codebook names the columns the rows have, in their order") {
  const auto tables = read_codebook(codebook_file());
  REQUIRE(tables);
  REQUIRE(tables->size() == 11);
  for (const auto& table : *tables) {
    if (table.joint) continue;  // see panel_writer_test.cpp
    INFO(table.name);
    std::vector<std::string_view> names;
    for (const auto& column : table.columns) {
      names.push_back(column.name);
      INFO(column.name);
      CHECK_FALSE(column.title_zh.empty());
      CHECK_FALSE(column.title_en.empty());
      CHECK_FALSE(column.description_zh.empty());
      CHECK_FALSE(column.description_en.empty());
    }
    CHECK(names == column_names(table.name));
    for (const auto& key : table.primary_key) CHECK(std::ranges::find(names, key) != names.end());
  }
}

TEST_CASE("the columns are a contract") {
  CHECK(header_of("cells") == std::vector<std::string>{"document_id", "path", "field", "template", "state", "value",
                                                       "unit", "raw", "table", "row", "column", "method", "confidence",
                                                       "label", "order", "repair", "evidence"});
  CHECK(header_of("sections") ==
        std::vector<std::string>{"document_id", "path", "section", "number", "heading", "text", "order"});
  const auto findings = header_of("findings");
  CHECK(std::vector(findings.begin(), findings.begin() + 9) ==
        std::vector<std::string>{"document_id", "path", "identity", "verdict", "left", "right", "difference", "fields",
                                 "blame"});
  const auto documents = header_of("documents");
  CHECK(std::vector(documents.begin(), documents.begin() + 9) ==
        std::vector<std::string>{"document_id", "path", "sha256", "bytes", "format", "charset", "outcome", "error_code",
                                 "error_detail"});
  const auto reports = header_of("reports");
  CHECK(reports.size() == 20 + templates().schema().fields.size());
  CHECK(std::vector(reports.begin(), reports.begin() + 7) ==
        std::vector<std::string>{"document_id", "path", "title", "issuer", "report_year", "published", "template"});
  CHECK(reports[13] == "issuer_id");
  CHECK(reports[20] == "s2_rules_issued");
  CHECK(reports.back() == "local_appeals_first_reply_all");
}

TEST_CASE("a report has one row, a column a field, and only numbers in them") {
  const auto rows = rows_of("reports", record_of(test::report_of(kReport)));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0][3] == "青禾县水务局");
  CHECK(rows[0][4] == "2023");
  CHECK(rows[0][20] == "1");  // s2_rules_issued
  CHECK(rows[0][21] == "∅");  // blank
  CHECK(rows[0][22] == "∅");  // unreadable
  CHECK(rows[0][24] == "∅");  // dash
  CHECK(rows[0][25] == "6");
}

TEST_CASE("cells tell their state, place and evidence") {
  const auto rows = rows_of("cells", record_of(test::report_of(kReport)));
  REQUIRE(rows.size() == 200);
  CHECK(rows[0] == std::vector<std::string>{"0123456789abcdef", "a.txt", "s2_rules_issued", "2021", "number", "1", "件",
                                            "1", "1", "2", "2", "label", "0.9999",
                                            "第二十条第（一）项 › 规章 › 本年制发件数", "1", "", "grid none"});
  CHECK(rows[1][4] == "blank");
  CHECK(rows[1][5] == "∅");
  CHECK(rows[2][4] == "unreadable");
  CHECK(rows[2][7] == "3①");
  CHECK(rows[6][4] == "absent");
  CHECK(rows[6][8] == "∅");
  CHECK(rows[6][12] == "∅");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK_FALSE(rows[i][13].empty());
    CHECK(rows[i][14] == std::to_string(i + 1));
  }
}

TEST_CASE("figures of prose, cells that no field takes and series reach their tables") {
  const auto record = record_of(
      test::report_of("青禾县水务局2021年政府信息公开工作年度报告\n一、总体情况\n全年收到政府信息公开申请3件。\n"
                      "二、主动公开政府信息情况\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
                      "| 规章 | 1 | 0 | 3 |\n| 规范性文件 | 4 | 0 | 6 |\n| 简报 | 2期 | 0 | 9 |\n"));
  const auto facts = rows_of("facts", record);
  REQUIRE(facts.size() == 1);
  CHECK(std::vector(facts[0].begin() + 2, facts[0].begin() + 7) ==
        std::vector<std::string>{"requests_total", "3", "件", "全年收到政府信息公开申请3件", "overview"});
  const auto cells = rows_of("cells", record);
  REQUIRE(cells.size() == 203);
  CHECK(cells[200] == std::vector<std::string>{"0123456789abcdef", "a.txt", "∅", "2021", "number", "2", "期", "2期",
                                               "1", "4", "2", "∅", "∅", "简报 / 本年制发件数", "201", "", "∅"});
  const auto series = rows_of("series", record);
  REQUIRE(series.size() == 4);
  CHECK(series[0] == std::vector<std::string>{"0123456789abcdef", "a.txt", "青禾县水务局", "2021", "rules_issued", "1",
                                              "件", "number", "2021", "s2_rules_issued", "true", "name:青禾县水务局",
                                              "", "bureau", "", "", "", ""});
}

TEST_CASE("the crosswalk of the templates is complete, and no form measures a series exactly in two ways") {
  const auto dataset = make_dataset(templates().schema());
  const auto crosswalk = std::ranges::find(dataset.tables, "crosswalk", &Table::name);
  REQUIRE(crosswalk != dataset.tables.end());
  Collector collector;
  crosswalk->write_fixed_rows(collector);
  REQUIRE(collector.rows.size() > templates().schema().series.size());
  std::set<std::vector<std::string>> keys;
  std::set<std::pair<std::string, std::string>> exact;
  for (const auto& row : collector.rows) {
    REQUIRE(row.size() == crosswalk->columns.size());
    INFO(row[0] << " " << row[4]);
    for (std::size_t i = 0; i < row.size(); ++i) CHECK((!crosswalk->columns[i].required || !row[i].empty()));
    CHECK(keys.insert({row[0], row[4], row[5]}).second);
    // The key of series.csv.
    if (row[6] == "exact")
      CHECK(exact.emplace(row[0], row[4]).second);
    else
      CHECK((!row[7].empty() && !row[8].empty()));
  }
}

TEST_CASE("every input has its row, failed ones too") {
  const Record failed{.path = "broken.docx", .outcome = Outcome::failed, .error_code = "damaged_archive"};
  const auto rows = rows_of("documents", failed);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0][6] == "failed");
  CHECK(rows[0][7] == "damaged_archive");
  for (const auto* table : {"reports", "cells", "sections", "facts", "findings", "crosswalk", "series", "codebook"}) {
    INFO(table);
    CHECK(rows_of(table, failed).empty());
  }
}
