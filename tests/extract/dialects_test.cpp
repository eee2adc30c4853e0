// The forms in which text keeps tables: each whole, and broken.
#include <catch2/catch.hpp>
#include <string>
#include <variant>
#include <vector>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::extract;
using nianbao::test::document_of;

namespace {

// A line a row: "a|b", "<" where a cell goes on from the left, "^" from above, "." for a gap, "/" for a line break.
std::string grid_of(const Table& table) {
  std::string text;
  for (int row = 0; row < table.rows; ++row) {
    for (int column = 0; column < table.columns; ++column) {
      if (column > 0) text += '|';
      const auto* cell = table.at(row, column);
      if (cell == nullptr)
        text += '.';
      else if (cell->row < row)
        text += '^';
      else if (cell->column < column)
        text += '<';
      else
        for (const char c : cell->text) text += c == '\n' ? '/' : c;
    }
    text += '\n';
  }
  return text;
}

struct Reading {
  std::string dialect, grid;
  Geometry geometry = Geometry::exact;
};

const Table& table_of(const Document& document, std::size_t block = 0) {
  return std::get<Table>(document.blocks.at(block));
}

// The only block of the text.
Reading reading_of(const std::string& text) {
  const auto document = document_of(text);
  REQUIRE(document.blocks.size() == 1);
  const auto& table = table_of(document);
  return {table.dialect, grid_of(table), table.geometry};
}

std::string grid_of(const std::string& text) { return reading_of(text).grid; }

std::vector<std::string> paragraphs_of(const std::string& text) {
  std::vector<std::string> paragraphs;
  for (const auto& block : document_of(text).blocks) paragraphs.push_back(std::get<Paragraph>(block).text);
  return paragraphs;
}

}  // namespace

TEST_CASE("a double bar behind the last bar ends a row") {
  CHECK(grid_of("甲 | 乙 | ||\n一 | 2 | ||\n") == "甲|乙\n一|2\n");
  // Without a gap it is an empty cell.
  CHECK(grid_of("甲 | 乙 ||\n一 | 2 ||\n") == "甲|乙|\n一|2|\n");
  const auto mixed = reading_of("甲 | 乙 |\n一 | 2 | ||\n");
  CHECK(mixed.geometry == Geometry::ragged);
  CHECK(mixed.grid == "甲|乙|.|.\n一|2||\n");
}

TEST_CASE("blank rows between all others are spacers") {
  CHECK(grid_of("| 甲 | 乙 |\n| | |\n| 一 | 2 |\n| | |\n| 三 | 4 |\n") == "甲|乙\n一|2\n三|4\n");
  CHECK(grid_of("| 甲 | 乙 |\n| | |\n| | |\n| 一 | 2 |\n| | |\n") == "甲|乙\n|\n|\n一|2\n|\n");
  CHECK(grid_of("| 甲 | 乙 |\n| | |\n| 一 | 2 |\n") == "甲|乙\n|\n一|2\n");
}

TEST_CASE("a table of Markdown has a rule below its head") {
  const auto table = reading_of("| 内容 | 数量 |\n|:---|---:|\n| 规章\\|令 | 3<br>件 |\n| | 4 |\n");
  CHECK(table.dialect == "markdown");
  CHECK(table.geometry == Geometry::exact);
  CHECK(table.grid == "内容|数量\n规章|令|3/件\n|4\n");
  CHECK(grid_of("内容 | 数量\n--- | ---\n规章 | 3\n\n办法 | \n") == "内容|数量\n规章|3\n办法|\n");
  CHECK(grid_of("| 内容 | 数量 |\n|---|---|\n| 规章 | 3 |\n| - | - |\n") == "内容|数量\n规章|3\n-|-\n");
  // As many cells as the head, or it is no rule of this table.
  CHECK(reading_of("| 内容 | 数量 |\n|---|\n| 规章 | 3 |\n").dialect == "pipes");
  CHECK(reading_of("| 内容 | 数量 |\n|---|---|\n| 规章 |\n").geometry == Geometry::ragged);
}

TEST_CASE("two tables of Markdown are two") {
  const auto document = document_of("| 甲 | 乙 |\n|---|---|\n| 一 | 2 |\n\n| 丙 | 丁 |\n|---|---|\n| 三 | 4 |\n");
  REQUIRE(document.blocks.size() == 2);
  CHECK(grid_of(table_of(document, 0)) == "甲|乙\n一|2\n");
  CHECK(grid_of(table_of(document, 1)) == "丙|丁\n三|4\n");
}

TEST_CASE("tables may be quoted and set off") {
  const auto document = document_of("> 见下表\n>\n> | 甲 | 乙 |\n> |---|---|\n> | 一 | 2 |\n> | 首页\n");
  CHECK(std::get<Paragraph>(document.blocks[0]).text == "> 见下表");
  CHECK(grid_of(table_of(document, 2)) == "甲|乙\n一|2\n首页|.\n");
  CHECK(table_of(document, 2).at(1, 0)->locus.offset == 45);
  CHECK(grid_of(">> ┌──┬──┐\n>> │甲│ 2│\n>> └──┴──┘\n") == "甲|2\n");
  CHECK(grid_of("    | 甲 | 乙 |\n    | 一 | 2 |\n") == "甲|乙\n一|2\n");
  // Without bars at the edge the mark may be a sign of the value.
  CHECK(grid_of("> 5 | 甲\n> 6 | 乙\n") == "> 5|甲\n> 6|乙\n");
  CHECK(paragraphs_of("> | 首页\n") == std::vector<std::string>{"> | 首页"});
}

TEST_CASE("bars alone on lines leave only the order of the cells") {
  const std::vector<std::string> cells{"三、收到申请", "项目", "自然人", "总计", "新收", "2", "2"};
  CHECK(paragraphs_of("三、收到申请\n项目\n|\n自然人\n|\n总计\n|\n新收\n|\n2\n|\n2\n|\n") == cells);
  CHECK(paragraphs_of("三、收到申请\n项目 |\n自然人 |\n总计 |\n新收 |\n2 |\n2 |\n") == cells);
  CHECK(paragraphs_of("三、收到申请\n| \n 项目  | \n 自然人  | \n 总计  | \n 新收  | \n 2  | \n 2\n") == cells);
  // A blank line after each cell parts no rows.
  CHECK(paragraphs_of("三、收到申请\n项目\n|\n\n自然人\n|\n\n总计\n|\n\n新收\n|\n\n2\n|\n\n2\n|\n\n") == cells);
  CHECK(paragraphs_of("首页\n|\n公开\n") == std::vector<std::string>{"首页", "|", "公开"});
}

TEST_CASE("bars alone on lines tell blank cells") {
  const auto document = document_of("项目\n|\n总计\n|\n新收\n|\n\n|\n|\n2\n3\n|\n\n|\n结束\n");
  std::vector<int> blanks;
  for (const auto& block : document.blocks) {
    const auto& before = std::get<Paragraph>(block).blanks_before;
    CHECK(before.cells);
    blanks.push_back(before.count);
  }
  // Nothing is known before the first cell and between two texts without a bar.
  CHECK(blanks == std::vector<int>{-1, 0, 0, 2, -1, 1});
  const auto doubled = document_of("项目\n|\n总计\n|\n新收\n|||\n2\n|\n3\n|\n");
  CHECK_FALSE(std::get<Paragraph>(doubled.blocks[1]).blanks_before.cells);
}

TEST_CASE("bars alone on lines make rows where the text tells them") {
  for (const std::string text : {"项目\n|\n总计\n\n新收\n|\n\n|\n2\n\n结转\n|\n1\n\n四、结果\n",
                                 "项目\n|\n总计\n||\n新收\n|\n|\n2\n||\n结转\n|\n1\n||\n四、结果\n"}) {
    INFO(text);
    const auto document = document_of(text);
    REQUIRE(document.blocks.size() == 2);
    CHECK(table_of(document).dialect == "bar_lines");
    CHECK(table_of(document).geometry == Geometry::ragged);
    CHECK(grid_of(table_of(document)) == "项目|总计|.\n新收||2\n结转|1|.\n");
    CHECK(std::get<Paragraph>(document.blocks[1]).text == "四、结果");
  }
  CHECK(grid_of("项目\n|\n总计\n|\n\n新收\n|\n2\n|\n\n结转\n|\n1\n|\n") == "项目|总计\n新收|2\n结转|1\n");
  const auto followed = document_of("项目\n|\n总计\n|\n\n新收\n|\n2\n|\n四、结果\n\n无\n");
  CHECK(grid_of(table_of(followed)) == "项目|总计\n新收|2\n");
  CHECK(std::get<Paragraph>(followed.blocks.at(1)).text == "四、结果");
  // Whether a blank line is a cell or parts rows is not told.
  CHECK(paragraphs_of("项目\n|\n总计\n|\n\n新收\n|\n\n|\n2\n|\n\n结转\n|\n1\n|\n").size() == 6);
}

TEST_CASE("a heading in a list of cells ends the table") {
  const auto document = document_of("甲\n|\n1\n||\n乙\n|\n2\n||\n三、收到\n新收\n|\n3\n||\n结转\n|\n4\n||\n");
  REQUIRE(document.blocks.size() == 3);
  CHECK(grid_of(table_of(document, 0)) == "甲|1\n乙|2\n");
  CHECK(std::get<Paragraph>(document.blocks[1]).text == "三、收到");
  CHECK(grid_of(table_of(document, 2)) == "新收|3\n结转|4\n");
}

TEST_CASE("rules draw a grid with merged cells") {
  const auto table = reading_of(
      "┌────────┬─────────────────┐\n"
      "│ 项目   │ 申请人          │\n"
      "│        ├────────┬────────┤\n"
      "│        │ 自然人 │ 总计   │\n"
      "├────────┼────────┼────────┤\n"
      "│ 本年   │ 2      │ 2      │\n"
      "│ 新收   │        │        │\n"
      "├────────┼────────┼────────┤\n"
      "│ 结转   │        │ 0      │\n"
      "└────────┴────────┴────────┘\n");
  CHECK(table.dialect == "ruled");
  CHECK(table.geometry == Geometry::exact);
  CHECK(table.grid == "项目|申请人|<\n^|自然人|总计\n本年/新收|2|2\n结转||0\n");
}

TEST_CASE("the same grid in other characters and widths") {
  const std::string grid = "项目|申请人|<\n^|自然人|总计\n本年|2|2\n结转||0\n";
  // Typed.
  CHECK(
      grid_of("+------+---------------+\n| 项目 | 申请人        |\n|      +--------+------+\n|      | 自然人 | 总计 |\n"
              "+======+========+======+\n| 本年 | 2      | 2    |\n+------+--------+------+\n| 结转 |        | 0    |\n"
              "+------+--------+------+\n") == grid);
  // Each character counted one.
  CHECK(grid_of("+----+--------+\n|项目  |申请人     |\n|    +---+----+\n|    |自然人|总计  |\n+----+---+----+\n"
                "|本年  |2  |2   |\n+----+---+----+\n|结转  |   |0   |\n+----+---+----+\n") == grid);
  // Rules two columns wide, as fonts of East Asia have them.
  CHECK(grid_of("┏━━┳━━━━━┓\n┃项目┃申请人    ┃\n┃    ┣━━━┳━┫\n┃    ┃自然人┃总┃\n┃    ┃      ┃计┃\n┣━━╋━━━╋━┫\n"
                "┃本年┃2     ┃2 ┃\n┣━━╋━━━╋━┫\n┃结转┃      ┃0 ┃\n┗━━┻━━━┻━┛\n") ==
        "项目|申请人|<\n^|自然人|总/计\n本年|2|2\n结转||0\n");
}

TEST_CASE("below a ruled head lines are rows where each has its label and values") {
  CHECK(grid_of("╔════╤════╗\n║内容│数量║\n╟────┼────╢\n║规章│3   ║\n║办法│    ║\n║目录│0   ║\n╚════╧════╝\n") ==
        "内容|数量\n规章/办法/目录|3/0\n");
  CHECK(grid_of("╔════╤════╗\n║内容│数量║\n╟────┼────╢\n║规章│3   ║\n║办法│0   ║\n╚════╧════╝\n") ==
        "内容|数量\n规章|3\n办法|0\n");
  CHECK(grid_of(
            "+------+------+\n| 内容 | 数量 |\n+------+------+\n| 规范 | 3    |\n| 文件 |      |\n+------+------+\n") ==
        "内容|数量\n规范/文件|3\n");
}

TEST_CASE("rules that meet in no measure still count bars") {
  const auto even = reading_of("┌──┬──┐\n│规范性文件│3│\n├──┼──┤\n│办法│12345│\n└──┴──┘\n");
  CHECK(even.grid == "规范性文件|3\n办法|12345\n");
  CHECK(even.geometry == Geometry::exact);
  const auto uneven = reading_of("┌──┬──┐\n│申请人情况│\n├──┼──┤\n│新收│12345│\n└──┴──┘\n");
  CHECK(uneven.grid == "申请人情况|.\n新收|12345\n");
  CHECK(uneven.geometry == Geometry::ragged);
}

TEST_CASE("a broken drawing gives its cells in order and no grid") {
  CHECK(paragraphs_of("┌──┬──┐\n│规范性文件│3│\n│办法  │\n├──┼──┤\n│目录│12345│\n└──┴──┘\n") ==
        std::vector<std::string>{"规范性文件", "3", "办法", "目录", "12345"});
  // Neither a row nor a rule: a cell open to the side of it.
  CHECK(paragraphs_of("┌────┬────┐\n│甲  ├────┤\n├────┼────┤\n│乙  │2   │\n└────┴────┘\n").size() == 3);
}

TEST_CASE("dashes and signs in cells are no rules") {
  CHECK(grid_of("┌────┬────┐\n│ ─  │ -8 │\n├────┼────┤\n│ -- │ +5 │\n└────┴────┘\n") == "─|-8\n--|+5\n");
  CHECK(grid_of("+----+----+\n| -  | -8 |\n+----+----+\n| -- | +5 |\n+----+----+\n") == "-|-8\n--|+5\n");
}

TEST_CASE("the dialect that fits best is taken") {
  CHECK(reading_of("\t规章\n\t3\n\n\t办法\n\t0\n\n\t目录\n\t1\t件\n").dialect == "tab_cells");
  CHECK(reading_of("\t自然人\t总计\n新收\t2\t2\n\t3\n").dialect == "tab_separated");
}
