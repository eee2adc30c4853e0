// The dialects in which converters leave tables behind in plain text, one row each. A new one is one file
// in this folder and one row in dialect_table.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/model/document.h"

namespace nianbao::extract {

struct Line {
  std::string_view text;  // without its line end
  std::int64_t offset = 0;
  bool ends_page = false;

  bool blank() const { return text.find_first_not_of(" \t\u3000\u00A0") == std::string_view::npos; }
};

struct TextCell {
  std::string text;
  std::int64_t offset = 0;
  std::int64_t row_span = 1;
  std::int64_t column_span = 1;
  std::int32_t blanks_before = 0;  // where rows are not told: blank cells before it, -1 where that is not known
};

using TextRow = std::vector<TextCell>;

struct TextRows {
  std::vector<TextRow> rows;
  std::size_t end = 0;                        // the first line after the table
  bool rows_told = true;                      // false: only the order of the cells is known, and no grid can be built
  bool spans_told = false;                    // the spans of the cells are the source's
  std::optional<std::int32_t> blanks_at_end;  // where rows are not told but blank cells are: those behind the last cell
};

inline constexpr std::size_t kScoredLines = 64;     // a score looks no further
inline constexpr std::size_t kTallestTable = 1000;  // lines in which a table that marks its end must end

struct Dialect {
  std::string_view id;
  // How many of a hundred lines from lines[begin] on fit; 0 where no table of this dialect begins. `begin` is never
  // a blank line except in dialects where white space alone is a cell.
  int (*score)(std::span<const Line> lines, std::size_t begin);
  // The table that begins at lines[begin], or nothing.
  std::optional<TextRows> (*read)(std::span<const Line> lines, std::size_t begin);
  Borders borders = Borders::inferred;  // marked: something printed stands between cells
};

// Of dialects that score alike, the first is taken.
std::span<const Dialect> dialect_table();

int score_ruled(std::span<const Line> lines, std::size_t begin);
int score_wiki(std::span<const Line> lines, std::size_t begin);
int score_asciidoc(std::span<const Line> lines, std::size_t begin);
int score_dashed(std::span<const Line> lines, std::size_t begin);
int score_html_table(std::span<const Line> lines, std::size_t begin);
int score_markdown(std::span<const Line> lines, std::size_t begin);
int score_pipes(std::span<const Line> lines, std::size_t begin);
int score_bar_lines(std::span<const Line> lines, std::size_t begin);
int score_quoted(std::span<const Line> lines, std::size_t begin);
int score_tab_separated(std::span<const Line> lines, std::size_t begin);
int score_tab_cells(std::span<const Line> lines, std::size_t begin);

std::optional<TextRows> read_ruled(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_wiki(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_asciidoc(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_dashed(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_html_table(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_markdown(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_pipes(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_bar_lines(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_quoted(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_tab_separated(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_tab_cells(std::span<const Line> lines, std::size_t begin);

}  // namespace nianbao::extract
