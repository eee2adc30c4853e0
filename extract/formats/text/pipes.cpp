// Rows as lines, cells between vertical bars: "| a | b |", "a | b |", "a | b". A line of dashes between
// bars, as Markdown has it, is a rule and no row. Where all rows begin with a bar it is the table's edge; where only
// some do, an empty cell stands before it; and so for the bar at the end.
#include <algorithm>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::string_view kWideBar = "\uFF5C";
constexpr std::size_t kFewestRows = 2;  // a single line with bars is a menu

bool has_bar(const Line& line) {
  return line.text.find('|') != std::string_view::npos || line.text.find(kWideBar) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_rule(std::string_view text) {
  return text.find('-') != std::string_view::npos && text.find_first_not_of("|-:+ \t") == std::string_view::npos &&
         text.find("--") != std::string_view::npos;
}

std::size_t bar_size(std::string_view at) {
  if (at.starts_with('|')) return 1;
  return at.starts_with(kWideBar) ? kWideBar.size() : 0;
}

std::size_t bar_size_at_end(std::string_view text) {
  if (text.ends_with('|')) return 1;
  return text.ends_with(kWideBar) ? kWideBar.size() : 0;
}

// Which bars are edges.
struct Edges {
  bool left = true;
  bool right = true;

  void see(const Line& line) {
    const auto text = trimmed(line.text);
    left = left && bar_size(text) > 0;
    right = right && bar_size_at_end(text) > 0;
  }
};

TextRow split(const Line& line, const Edges& edges) {
  auto text = trimmed(line.text);
  if (edges.left) text.remove_prefix(bar_size(text));
  if (edges.right) text.remove_suffix(bar_size_at_end(text));
  TextRow row;
  for (std::size_t begin = 0, at = 0;; ++at) {
    const auto size = at < text.size() ? bar_size(text.substr(at)) : 0;
    if (at < text.size() && size == 0) continue;
    const auto offset = line.offset + (text.data() + begin - line.text.data());
    row.push_back({std::string(trimmed(text.substr(begin, at - begin))), offset});
    if (at >= text.size()) return row;
    begin = at + size;
    at = begin - 1;
  }
}

}  // namespace

std::optional<TextRows> read_pipes(std::span<const Line> lines, std::size_t begin) {
  if (!has_bar(lines[begin])) return std::nullopt;
  TextRows table;
  std::vector<Line> rows;
  Edges edges;
  for (auto at = begin; at < lines.size(); ++at) {
    if (has_bar(lines[at])) {
      if (!is_rule(trimmed(lines[at].text))) {
        rows.push_back(lines[at]);
        edges.see(lines[at]);
      }
      table.end = at + 1;
      continue;
    }
    // One blank line may stand between rows.
    const bool goes_on = lines[at].blank() && at + 1 < lines.size() && has_bar(lines[at + 1]);
    if (!goes_on) break;
  }
  if (rows.size() < kFewestRows) return std::nullopt;
  for (const auto& row : rows) table.rows.push_back(split(row, edges));
  return table;
}

}  // namespace nianbao::extract
