// Tables of Markdown (GitHub's extension): a head, below it a rule with as many cells, then the rows. Where the rule
// begins or ends with a bar, it is the table's edge, and rows may leave theirs out.
#include <algorithm>
#include <array>

#include "extract/formats/text/bars.h"

namespace nianbao::extract {
namespace {

struct Edges {
  bool left = false;
  bool right = false;

  explicit Edges(const Line& rule) {
    const auto text = without_blanks_around(rule.text);
    left = bar_size(text) > 0;
    right = bar_size_at_end(text) > 0;
  }
};

TextRow split(const Line& line, const Edges& edges) {
  auto text = without_blanks_around(line.text);
  if (edges.left) text.remove_prefix(bar_size(text));
  if (edges.right) text.remove_suffix(bar_size_at_end(text));
  return split_at_bars(text, line);
}

struct Mark {
  std::string_view before, behind;
};

// The text inside marks that set all of it in bold, italics or as code; itself where none do, or not all of it.
std::string_view without_emphasis(std::string_view text) {
  constexpr std::array kMarks{Mark{"**", "**"},
                              Mark{"__", "__"},
                              Mark{"*", "*"},
                              Mark{"_", "_"},
                              Mark{"`", "`"},
                              Mark{"<b>", "</b>"},
                              Mark{"<strong>", "</strong>"}};
  for (const auto& [before, behind] : kMarks) {
    if (text.size() <= before.size() + behind.size() || !text.starts_with(before) || !text.ends_with(behind)) continue;
    const auto inside = text.substr(before.size(), text.size() - before.size() - behind.size());
    return inside.find_first_of("*_`<\\") == std::string_view::npos ? without_blanks_around(inside) : text;
  }
  return text;
}

// Backslashes before punctuation taken off (CommonMark 2.4), and blanks that are written out.
std::string without_escapes(std::string_view text) {
  constexpr std::string_view kBlank = "&nbsp;";
  constexpr std::string_view kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  std::string plain;
  while (!text.empty()) {
    const bool blank = text.starts_with(kBlank);
    const bool escape = text.size() > 1 && text[0] == '\\' && kPunctuation.find(text[1]) != std::string_view::npos;
    if (escape) text.remove_prefix(1);
    plain += blank ? ' ' : text.front();
    text.remove_prefix(blank ? kBlank.size() : 1);
  }
  return plain;
}

std::string plain(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    lines.append(without_escapes(without_emphasis(without_blanks_around(line))));
    text.remove_prefix(line.size());
    if (text.empty()) break;
    lines += '\n';
    text.remove_prefix(1);
  }
  return std::string(without_blanks_around(lines));
}

TextRow cells_of(const Line& line, const Edges& edges) {
  auto row = split(line, edges);
  for (auto& cell : row) cell.text = plain(cell.text);
  return row;
}

bool is_rule_cell(const TextCell& cell) {
  std::string_view text = cell.text;
  if (text.starts_with(':')) text.remove_prefix(1);
  if (text.ends_with(':')) text.remove_suffix(1);
  return !text.empty() && text.find_first_not_of('-') == std::string_view::npos;
}

// The number of the rule's cells; 0 where the line is none.
std::size_t rule_size(const Line& line) {
  const bool ruled = has_bar(line) && line.text.find_first_not_of("|:- \t") == std::string_view::npos;
  if (!ruled) return 0;
  const auto row = split(line, Edges(line));
  return std::ranges::all_of(row, is_rule_cell) ? row.size() : 0;
}

bool begins(std::span<const Line> lines, std::size_t at) {
  if (at + 1 >= lines.size() || !has_bar(lines[at])) return false;
  const auto& rule = lines[at + 1];
  return rule_size(rule) > 0 && rule_size(lines[at]) == 0 && split(lines[at], Edges(rule)).size() == rule_size(rule);
}

// A rule too long to be a row of cells with a dash each.
bool is_sure_rule(const Line& line) { return rule_size(line) > 0 && line.text.find("--") != std::string_view::npos; }

}  // namespace

int score_markdown(std::span<const Line> lines, std::size_t begin) { return begins(lines, begin) ? 100 : 0; }

std::optional<TextRows> read_markdown(std::span<const Line> lines, std::size_t begin) {
  constexpr std::size_t kHead = 2;  // the head and its rule
  const Edges edges(lines[begin + 1]);
  TextRows table{.rows = {cells_of(lines[begin], edges)}, .end = begin + kHead};
  for (auto at = table.end; at < lines.size(); ++at) {
    if (lines[at].blank() && at == table.end) continue;  // one blank line may stand between rows
    if (!has_bar(lines[at]) || (begins(lines, at) && is_sure_rule(lines[at + 1]))) break;
    if (!is_sure_rule(lines[at])) table.rows.push_back(cells_of(lines[at], edges));
    table.end = at + 1;
  }
  return table;
}

}  // namespace nianbao::extract
