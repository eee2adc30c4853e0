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

TEST_CASE("marks of Markdown around all of a cell's text are none of it") {
  const std::string rule = "| --- | --- | --- |\n";
  CHECK(grid_of("| **项目** | __甲__ | `乙` |\n" + rule + "| *规章* | **12** | <b>3</b> |\n") ==
        "项目|甲|乙\n规章|12|3\n");
  CHECK(grid_of("| **项**<br>**目** | 甲 | 乙 |\n" + rule + "| 1\\.规章 | 1\\.5 | &nbsp; |\n") ==
        "项/目|甲|乙\n1.规章|1.5|\n");
  // Not all of it, or escaped: what the mark says is not known.
  CHECK(grid_of("| 项目 | 甲 | 乙 |\n" + rule + "| **规章**3 | 12* | ~~3~~ |\n| a\\*b | \\*12\\* | **1***2* |\n") ==
        "项目|甲|乙\n**规章**3|12*|~~3~~\na*b|*12*|**1***2*\n");
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

TEST_CASE("rules of dashes tell columns") {
  const std::string rule = "  -------- ---- ----\n";
  const std::string rows = "  甲       1    22\n  子丑          3\n           4    \n";
  CHECK(reading_of(rule + rows + rule).dialect == "dashed");
  CHECK(grid_of(rule + rows + rule) == "甲|1|22\n子丑||3\n|4|\n");
  // A head: above the rule, and rows down to a blank line; between rules; in a box as wide as all columns.
  CHECK(grid_of("  项目     件数 次数\n" + rule + rows) == "项目|件数|次数\n甲|1|22\n子丑||3\n|4|\n");
  const std::string equals = "======== ====\n";
  CHECK(grid_of(equals + "项目     件数\n" + equals + "甲       1\n" + equals) == "项目|件数\n甲|1\n");
  CHECK(
      grid_of(
          "---------------\n      项目 件数\n---------- ----\n        甲    1\n\n        乙    2\n---------------\n") ==
      "项目|件数\n甲|1\n乙|2\n");
}

TEST_CASE("between blank lines a row below dashes may take several lines") {
  const std::string rule = "---------- ----\n";
  CHECK(grid_of(rule + "甲乙丙丁戊 1\n己\n\n庚         2\n" + rule) == "甲乙丙丁戊/己|1\n庚|2\n");
  // Rows run together where the blank line between them was lost.
  for (const std::string lost :
       {"甲         1\n乙         2\n", "甲\n乙         2\n", "甲         1\n乙\n", "甲乙丙丁戊 1\n己         -\n"}) {
    CHECK(document_of(rule + lost + "\n庚         3\n" + rule).blocks.size() > 1);
  }
}

TEST_CASE("a line above a table of dashes is none of it") {
  const std::string rule = "---------- ----\n";
  const auto document = document_of("标题\n" + rule + "甲         1\n\n乙         2\n" + rule);
  REQUIRE(document.blocks.size() == 2);
  CHECK(grid_of(table_of(document, 1)) == "甲|1\n乙|2\n");
  // Two tables with heads and no rules at their ends.
  const std::string headed = "项目       件数\n" + rule + "甲         1\n\n";
  CHECK(document_of(headed + "说明\n\n" + headed).blocks.size() == 3);
}

TEST_CASE("lines moved out of their columns are no table of dashes") {
  const std::string rule = "---------- ------ ------\n";
  const auto is_table = [&](const std::string& row) {
    return document_of(rule + "甲         1      2\n" + row + rule).blocks.size() == 1;
  };
  CHECK(is_table("乙         3      4\n"));
  CHECK_FALSE(is_table("乙       3      4\n"));    // a character lost before the values
  CHECK_FALSE(is_table("乙       3\n"));           // and the value now below the label's dashes
  CHECK_FALSE(is_table("乙丙丁戊己庚 3    4\n"));  // a label longer than its column
  CHECK_FALSE(is_table("乙          3     4\n"));
  // Dashes in cells among rules.
  CHECK(grid_of("---- --\n甲   1\n--   --\n---- --\n") == "甲|1\n--|--\n");
  // Neither a line under a title nor dashes in a cell part columns.
  CHECK(document_of("标题\n========\n甲 1\n").blocks.size() == 3);
  CHECK(document_of("甲\n-- --\n乙 1\n").blocks.size() == 3);
  // A table whose end is on no page.
  CHECK(document_of(rule + "甲         1      2\n").blocks.size() == 2);
}

TEST_CASE("text may hold tables of HTML") {
  const std::string rows =
      "<tr><td colspan=\"2\">项目</td><td>件数</td></tr><tr><td rowspan=\"2\">甲</td><td>子<br/>丑</td><td> <b>7</b> "
      "</td></tr>"
      "<tr><td>寅 &amp; 卯</td><td></td></tr>";
  const std::string grid = "项目|<|件数\n甲|子/丑|7\n^|寅 & 卯|\n";
  const auto grid_in = [](const std::string& table) {
    const auto document = document_of("说明\n" + table);
    CHECK(document.format == "text");
    CHECK(table_of(document, 1).dialect == "html_table");
    return grid_of(table_of(document, 1));
  };
  CHECK(grid_in("<table border=1>" + rows + "</table>\n") == grid);
  CHECK(grid_in("<div style=\"text-align: center;\"><html><body><table>" + rows + "</table></body></html></div>\n") ==
        grid);
  CHECK(grid_in("<table>\n<thead>\n<tr>\n<th rowspan=\"0\">甲</th>\n<th>乙</th>\n</tr>\n</thead>\n"
                "<tbody><tr><td>1</td>\n<td>2</td></tr>\n</tbody>\n</table>\n") == "甲|乙\n1|2\n");
  const auto document = document_of("说明\n<table>" + rows + "</table>\n<table>" + rows + "</table>\n完\n");
  CHECK(document.blocks.size() == 4);
}

TEST_CASE("tables of HTML in text are taken only where nothing changes what their cells say") {
  for (const std::string cell :
       {"<td>3<sup>1</sup></td>", "<td><del>3</del>4</td>", "<td><span style=\"display: none\">3</span>4</td>",
        "<td style=\"display:none\">3</td>", "<td hidden>3</td>", "<td>3</td>4",
        "<td><span class=\"mark\">3</span></td>"}) {
    INFO(cell);
    const auto document =
        document_of("说明\n<table><tr><td>甲</td>" + cell + "</tr><tr><td>乙</td><td>5</td></tr></table>\n");
    CHECK(document.blocks.size() == 2);
    CHECK(std::holds_alternative<Paragraph>(document.blocks.back()));
  }
  // No end, or another table before it.
  CHECK(document_of("说明\n<table><tr><td>甲</td>\n<table><tr><td>乙</td></tr></table>\n").blocks.size() == 3);
}

TEST_CASE("fields between commas may be quoted") {
  const std::string head = "项目,\"件\n数\",次数\n";
  CHECK(reading_of(head + "甲,\"1,200\",3\n乙,,4\n").dialect == "quoted");
  CHECK(grid_of(head + "甲,\"1,200\",3\n乙,,\"说\"\"4\"\"\"\n") == "项目|件/数|次数\n甲|1,200|3\n乙||说\"4\"\n");
  CHECK(grid_of("项目\t\"件\n数\"\t次数\n甲\t2\t3\n乙\t\t4\n") == "项目|件/数|次数\n甲|2|3\n乙||4\n");
  CHECK(reading_of("项目\t件数\t次数\n甲\t2\t3\n乙\t\t4\n").dialect == "tab_separated");
}

TEST_CASE("commas of prose and of numbers part no fields") {
  const auto is_table = [](const std::string& text) {
    return std::holds_alternative<Table>(document_of(text).blocks.front());
  };
  CHECK(is_table("项目,件数\n甲,234\n乙,678\n"));
  CHECK_FALSE(is_table("规章 1,234\n办法 5,678\n目录 1,002\n"));
  CHECK_FALSE(is_table("项目,件数\n规章 1,234\n办法 5,678\n目录 1,002\n"));
  CHECK_FALSE(is_table("规章1,234\n办法5,678\n目录1,002\n"));
  CHECK_FALSE(is_table("1,234\n5,678\n1,002\n"));
  CHECK_FALSE(is_table("项目,件数,次数\n甲,3,4\n乙,1,200,5\n丙,6,7\n"));  // too many for the head
  CHECK_FALSE(is_table("项目,件数\n甲,3\n\"乙,4\n丙,5\n"));               // a quote that is not closed
  CHECK_FALSE(is_table("今年公开信息,共计3条,其中\n去年公开信息,共计4条,其中\n前年公开信息,共计5条,其中\n"));
}

TEST_CASE("bars between fences are AsciiDoc's") {
  CHECK(reading_of("|===\n|项目 |件数\n|甲 |1\n|===\n").dialect == "asciidoc");
  CHECK(
      grid_of("[width=\"99%\",cols=\"60%,20%,20%\",]\n|===\n|项目 |件数 |次数\n\n|甲 |1\n|2\n\n|乙\n丙 | |3\n|===\n") ==
      "项目|件数|次数\n甲|1|2\n乙/丙||3\n");
  CHECK(grid_of("[cols=\",,\"]\n|===\n|项目 |件数 |次数\n|甲 |1 |\n|===\n") == "项目|件数|次数\n甲|1|\n");
  // A cell too few or too many: rows are not counted off any more.
  for (const std::string row : {"|甲 |1", "|甲 |1 |2 |3", "|甲 |1 |2\n|3", "|甲 2+|1"}) {
    INFO(row);
    const auto document = document_of("[cols=\"1,1,1\"]\n|===\n|项目 |件数 |次数\n\n" + row + "\n\n|乙 |4 |5\n|===\n");
    const auto* table = std::get_if<Table>(&document.blocks.front());
    CHECK((table == nullptr || table->dialect != "asciidoc"));
  }
}

TEST_CASE("a wiki's tables have a bar before each cell") {
  CHECK(reading_of("{|\n|\n| 项目\n| 件数\n|-\n| 甲\n| 1\n|}\n").dialect == "wiki");
  CHECK(grid_of("{| class=\"wikitable\"\n! colspan=\"2\" | 项目 !! 件数\n|-\n| rowspan=2 | 甲 || 子\n丑\n| 7\n|-\n| "
                "寅\n|\n|}\n") == "项目|<|件数\n甲|子/丑|7\n^|寅|\n");
  // Markup inside cells, tables in tables, no end.
  for (const std::string text : {"{|\n| 甲\n| 3<sup>1</sup>\n|}\n", "{|\n| 甲\n{|\n| 3\n|}\n|}\n", "{|\n| 甲\n| 3\n"}) {
    const auto document = document_of(text);
    const auto* table = std::get_if<Table>(&document.blocks.front());
    CHECK((table == nullptr || table->dialect != "wiki"));
  }
}

TEST_CASE("a text in which very many tables begin and are none is read as lines") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "----- --- ----\n a 1 2\n";
  const auto document = document_of(text);
  CHECK(std::ranges::none_of(document.blocks,
                             [](const auto& block) { return std::holds_alternative<extract::Table>(block); }));
  CHECK(document.blocks.size() == 6000);
}
