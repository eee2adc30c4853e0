// Rows as lines, cells between tabs.
#include <algorithm>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

bool has_tab(const Line& line) { return line.text.find('\t') != std::string_view::npos; }

// A tab with something before it: a leading tab alone is an indent, or a cell of another dialect.
bool has_inner_tab(const Line& line) { return line.text.find('\t', 1) != std::string_view::npos; }

TextRow split(const Line& line) {
  TextRow row;
  for (std::size_t begin = 0;;) {
    const auto end = std::min(line.text.find('\t', begin), line.text.size());
    row.push_back({std::string(line.text.substr(begin, end - begin)), line.offset + static_cast<std::int64_t>(begin)});
    if (end == line.text.size()) return row;
    begin = end + 1;
  }
}

}  // namespace

int score_tab_separated(std::span<const Line> lines, std::size_t begin) {
  constexpr std::size_t kFewestRows = 2;
  const auto end = std::min(lines.size(), begin + kScoredLines);
  std::size_t rows = 0;
  std::size_t separated = 0;
  for (auto at = begin; at < end && (has_tab(lines[at]) || lines[at].blank()); ++at) {
    rows += has_tab(lines[at]) ? 1 : 0;
    separated += has_inner_tab(lines[at]) ? 1 : 0;
  }
  return rows < kFewestRows ? 0 : static_cast<int>(100 * separated / rows);
}

std::optional<TextRows> read_tab_separated(std::span<const Line> lines, std::size_t begin) {
  TextRows table;
  bool separated = false;
  for (auto at = begin; at < lines.size(); ++at) {
    if (has_tab(lines[at])) {
      separated = separated || has_inner_tab(lines[at]);
      table.rows.push_back(split(lines[at]));
      table.end = at + 1;
      continue;
    }
    const bool goes_on = lines[at].blank() && at + 1 < lines.size() && has_inner_tab(lines[at + 1]) && separated;
    if (!goes_on) break;
  }
  if (!separated || table.rows.size() < 2) return std::nullopt;
  return table;
}

}  // namespace nianbao::extract
