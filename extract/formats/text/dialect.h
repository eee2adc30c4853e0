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

  bool blank() const { return text.find_first_not_of(" \t\u3000\u00A0") == std::string_view::npos; }
};

struct TextCell {
  std::string text;
  std::int64_t offset = 0;
};

using TextRow = std::vector<TextCell>;

struct TextRows {
  std::vector<TextRow> rows;
  std::size_t end = 0;  // the first line after the table
};

struct Dialect {
  std::string_view id;
  // The table that begins at lines[begin], or nothing. `begin` is never a blank line except in dialects
  // where white space alone is a cell.
  std::optional<TextRows> (*read)(std::span<const Line> lines, std::size_t begin);
  Borders borders = Borders::inferred;  // marked: something printed stands between cells
};

// In the order they are tried.
std::span<const Dialect> dialect_table();

std::optional<TextRows> read_pipes(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_tab_separated(std::span<const Line> lines, std::size_t begin);
std::optional<TextRows> read_tab_cells(std::span<const Line> lines, std::size_t begin);

}  // namespace nianbao::extract
