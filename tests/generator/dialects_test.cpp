// One small table in every shape, to the byte.
#include <catch2/catch.hpp>
#include <string>

#include "extract/base/utf8.h"
#include "tests/generator/dialects/dialect.h"

using namespace nianbao::generator;

namespace {

// A head, a group of two rows, and a row of its own; one cell is blank.
FormTable small_table() {
  return {.rows = 4,
          .columns = 3,
          .cells = {{.row = 0, .column = 0, .column_span = 2, .text = "项目", .head = true},
                    {.row = 0, .column = 2, .text = "件数", .head = true},
                    {.row = 1, .column = 0, .row_span = 2, .text = "甲"},
                    {.row = 1, .column = 1, .text = "子丑"},
                    {.row = 1, .column = 2, .text = "7", .field = "a"},
                    {.row = 2, .column = 1, .text = "寅"},
                    {.row = 2, .column = 2, .text = "", .field = "b"},
                    {.row = 3, .column = 0, .column_span = 2, .text = "乙"},
                    {.row = 3, .column = 2, .text = "7", .field = "c"}}};
}

std::string shown(const char* dialect) {
  return written({{.kind = PieceKind::table, .table = small_table()}}, *find_dialect(dialect));
}

}  // namespace

TEST_CASE("cells between marks") {
  CHECK(shown("tab_cells") == "\t项目\n\t件数\n\n\t甲\n\t子丑\n\t7\n\n\t\n\t寅\n\t\n\n\t乙\n\t7\n\n\n");
  CHECK(shown("tab_separated") == "项目\t\t件数\n甲\t子丑\t7\n\t寅\t\n乙\t\t7\n\n\n");
  CHECK(shown("tab_repeated") == "项目\t项目\t件数\n甲\t子丑\t7\n甲\t寅\t\n乙\t乙\t7\n\n\n");
  CHECK(shown("comma_separated") == "项目,,件数\n甲,子丑,7\n,寅,\n乙,,7\n\n\n");
  CHECK(shown("pipes") == "| 项目 |  | 件数 |\n| 甲 | 子丑 | 7 |\n|  | 寅 |  |\n| 乙 |  | 7 |\n\n\n");
  CHECK(shown("pipes_padded") == "| 项目 | 件数 |  |\n| 甲 | 子丑 | 7 |\n| 寅 |  |  |\n| 乙 | 7 |  |\n\n\n");
  CHECK(shown("pipes_open") == "项目 |  | 件数 |\n甲 | 子丑 | 7 |\n | 寅 |  |\n乙 |  | 7 |\n\n\n");
  CHECK(shown("pipes_trailing") == "项目 |  | 件数 | ||\n甲 | 子丑 | 7 | ||\n | 寅 |  | ||\n乙 |  | 7 | ||\n\n\n");
  CHECK(shown("pipes_spacer") ==
        "| 项目 |  | 件数 |\n|  |  |  |\n| 甲 | 子丑 | 7 |\n|  |  |  |\n|  | 寅 |  |\n|  |  |  |\n| 乙 |  | 7 |\n\n\n");
  CHECK(shown("markdown") == "| 项目 |  | 件数 |\n|---|---|---|\n| 甲 | 子丑 | 7 |\n|  | 寅 |  |\n| 乙 |  | 7 |\n\n\n");
  CHECK(shown("markdown_merged") ==
        "|  |  |  |\n| --- | --- | --- |\n| 项目 |  | 件数 |\n| 甲 | 子丑 | 7 |\n| 寅 |  |\n| 乙 |  | 7 |\n\n\n");
  CHECK(shown("pipe_lines") == "项目\n|\n件数\n|\n甲\n|\n子丑\n|\n7\n|\n寅\n|\n\n|\n乙\n|\n7\n|\n\n\n");
}

TEST_CASE("cells in lists") {
  CHECK(shown("cell_per_line") == "项目\n\n件数\n\n甲\n\n子丑\n\n7\n\n寅\n\n\n\n乙\n\n7\n\n\n\n");
  CHECK(shown("cell_per_line_compact") == "项目\n件数\n甲\n子丑\n7\n寅\n\n乙\n7\n\n\n");
  CHECK(shown("cell_per_line_blanks") == "项目\n件数\n甲\n子丑\n7\n寅\n乙\n7\n\n\n");
  CHECK(shown("row_per_line") == "项目 件数\n甲 子丑 7\n寅\n乙 7\n\n\n");
  CHECK(shown("glued") == "项目件数\n甲子丑7\n寅\n乙7\n\n\n");
  CHECK(shown("deduplicated") == "项目\n\n件数\n\n甲\n\n子丑\n\n7\n\n寅\n\n\n\n乙\n\n\n\n");
}

TEST_CASE("cells set in columns") {
  CHECK(shown("box") ==
        "┌───────────┬──────┐\n"
        "│ 项目      │ 件数 │\n"
        "├────┬──────┼──────┤\n"
        "│ 甲 │ 子丑 │ 7    │\n"
        "│    ├──────┼──────┤\n"
        "│    │ 寅   │      │\n"
        "├────┴──────┼──────┤\n"
        "│ 乙        │ 7    │\n"
        "└───────────┴──────┘\n\n\n");
  CHECK(shown("pandoc_simple") ==
        "  ------ ------ ------\n"
        "  项目          件数  \n"
        "  甲     子丑   7     \n"
        "         寅           \n"
        "  乙            7     \n"
        "  ------ ------ ------\n\n\n");
  CHECK(shown("pandoc_multiline").starts_with("  ------ ------ ------\n  项目          件数  \n\n  甲     子丑   7"));
  CHECK(shown("aligned") ==
        "项目        件数\n"
        "甲   子丑   7\n"
        "     寅\n"
        "乙          7\n\n\n");
  const auto layout = shown("layout");
  CHECK(
      layout.starts_with("  项目     件数\n"
                         "\n"
                         "    子丑   7\n"
                         "甲\n"
                         "    寅\n"
                         "\n"
                         "乙        7\n"));
}

TEST_CASE("narrow columns break figures over lines") {
  auto table = small_table();
  table.cells.back().text = "17373.5";
  const auto narrow = written({{.kind = PieceKind::table, .table = table}}, *find_dialect("layout_narrow"));
  INFO(narrow);
  CHECK(narrow.find("1737\n") != std::string::npos);
  CHECK(narrow.find("3.5\n") != std::string::npos);
}

TEST_CASE("a laid-out page has lines of characters, its number and an end") {
  Draft draft;
  for (int i = 0; i < 20; ++i) draft.push_back({.kind = PieceKind::table, .table = small_table()});
  const auto text = written(draft, *find_dialect("layout"));
  CHECK(text.find("- 1 -\n\f") != std::string::npos);
  CHECK(text.find("\n-2-\n\f") != std::string::npos);
  const auto prose = written({{.text = std::string("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")}},
                             *find_dialect("layout"));
  CHECK(prose.starts_with("      一二三四五六七八九十一二三四五六七八九十一二三四五六七八\n九十一\n"));
}

TEST_CASE("tables as tables") {
  CHECK(shown("html").find("<tr><td rowspan=\"2\" colspan=\"1\">甲</td><td rowspan=\"1\" colspan=\"1\">子丑</td>") !=
        std::string::npos);
  CHECK(shown("docx").starts_with("PK"));
}
