#include <catch2/catch.hpp>
#include <variant>

#include "extract/formats/text/dialect.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::extract;
using nianbao::test::document_of;

namespace {

const Table& table_of(const Document& document, std::size_t block) {
  return std::get<Table>(document.blocks.at(block));
}
const std::string& text_of(const Document& document, std::size_t block) {
  return std::get<Paragraph>(document.blocks.at(block)).text;
}

}  // namespace

TEST_CASE("cells after tabs, rows after blank lines") {
  const auto document =
      document_of("二、主动公开\n\n\t信息内容\n\t本年\n\n制发件数\n\n\t规章\n\t3\n\n\t\n\t0\n\n\n三、收到\n");
  REQUIRE(document.blocks.size() == 3);
  CHECK(text_of(document, 0) == "二、主动公开");
  const auto& table = table_of(document, 1);
  CHECK(table.dialect == "tab_cells");
  CHECK(table.rows == 3);
  CHECK(table.at(0, 1)->text == "本年\n制发件数");
  CHECK(table.at(1, 0)->text == "规章");
  CHECK(table.at(2, 0)->text.empty());
  CHECK(table.at(2, 1)->text == "0");
  CHECK(table.geometry == Geometry::exact);
  CHECK(text_of(document, 2) == "三、收到");
}

TEST_CASE("a table ends where a value is followed by words") {
  const auto document = document_of("\t规章\n\t0\n\n四、结果\n");
  REQUIRE(document.blocks.size() == 2);
  CHECK(table_of(document, 0).at(0, 1)->text == "0");
  CHECK(text_of(document, 1) == "四、结果");
}

TEST_CASE("rows of unlike length are only ordered") {
  CHECK(table_of(document_of("\ta\n\tb\n\n\tc\n"), 0).geometry == Geometry::ragged);
}

TEST_CASE("pipes part cells, outer ones do not") {
  const auto document = document_of("| a | b |\n|-------|\n| c | |\n");
  const auto& table = table_of(document, 0);
  CHECK(table.dialect == "pipes");
  CHECK(table.rows == 2);
  CHECK(table.columns == 2);
  CHECK(table.at(1, 0)->text == "c");
  CHECK(table.at(1, 1)->text.empty());
  CHECK(table_of(document_of("a | b |\nc | d ||\n"), 0).geometry == Geometry::ragged);
  CHECK(text_of(document_of("首页 | 公开\n正文\n"), 0) == "首页 | 公开");
}

TEST_CASE("tabs part cells") {
  const auto document = document_of("\t自然人\t总计\n新收\t2\t\n");
  const auto& table = table_of(document, 0);
  CHECK(table.dialect == "tab_separated");
  CHECK(table.rows == 2);
  CHECK(table.columns == 3);
  CHECK(table.at(0, 0)->text.empty());
  CHECK(table.at(1, 2)->text.empty());
}

TEST_CASE("line ends of all systems end lines") {
  const auto document = document_of("a\r\nb\rc\fd");
  REQUIRE(document.blocks.size() == 5);
  CHECK(std::get<Paragraph>(document.blocks[3]).style == kPageBreakStyle);
  CHECK(text_of(document, 4) == "d");
  CHECK(std::get<Paragraph>(document.blocks[1]).locus.offset == 3);
}

TEST_CASE("dialects have names of their own") {
  const auto dialects = dialect_table();
  for (std::size_t i = 0; i < dialects.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) CHECK(dialects[i].id != dialects[j].id);
  }
}

TEST_CASE("number signs set headings off") {
  const auto document = document_of("## 一、总体情况\n#1 楼\n");
  CHECK(text_of(document, 0) == "一、总体情况");
  CHECK(std::get<Paragraph>(document.blocks[0]).style == "h2");
  CHECK(text_of(document, 1) == "#1 楼");
}

TEST_CASE("bars without an edge keep the empty cell before the first") {
  const auto document = document_of("甲 | 乙 | 丙\n | 二 | 三\n一 | 二 | ");
  const auto& table = table_of(document, 0);
  CHECK(table.geometry == Geometry::exact);
  CHECK(table.columns == 3);
  CHECK(table.at(1, 0)->text.empty());
  CHECK(table.at(1, 1)->text == "二");
  CHECK(table.at(2, 2)->text.empty());
}

TEST_CASE("text read as GBK before it was saved is read again") {
  const auto document = document_of("鏀垮簻淇℃伅\n| 瑙勭珷 | 12 |\n| 鍔炴硶 | 3 |\n");
  CHECK(text_of(document, 0) == "政府信息");
  CHECK(table_of(document, 1).at(0, 0)->text == "规章");
  CHECK(table_of(document, 1).at(1, 1)->text == "3");
  REQUIRE(document.diagnostics.size() == 1);
  CHECK(document.diagnostics[0].code == "mojibake_undone");
}

TEST_CASE("what text may hold is limited") {
  const auto code_with = [](std::string_view setting, const std::string& bytes) {
    Limits limits;
    REQUIRE(set_limit(limits, setting));
    const auto document = read_document({.name = "a.txt", .bytes = bytes}, limits);
    REQUIRE_FALSE(document);
    return document.error().code;
  };
  const std::string table = "| a | b |\n| c | d |\n\n.\n";
  CHECK(code_with("blocks=3", "a\nb\nc\nd\n") == ErrorCode::limit_exceeded);
  CHECK(code_with("text_bytes=3", "abcd") == ErrorCode::limit_exceeded);
  CHECK(code_with("tables=1", table + table) == ErrorCode::limit_exceeded);
  CHECK(code_with("table_cells=3", table) == ErrorCode::limit_exceeded);
  CHECK(code_with("grid_cells=7", table + table) == ErrorCode::limit_exceeded);
}
