// Rows as lines, cells between vertical bars: "| a | b |", "a | b |", "a | b", "a | b | ||". A line of dashes
// between bars is a rule and no row. Where all rows begin with a bar it is the table's edge; where only some do, an
// empty cell stands before it; and so for the bar at the end.
#include <algorithm>
#include <map>
#include <ranges>

#include "extract/formats/text/bars.h"

namespace nianbao::extract {
namespace {

constexpr std::size_t kFewestRows = 2;     // a single line with bars is a menu
constexpr std::size_t kFewestSpacers = 2;  // rows of blanks that say that every other row is one

bool is_rule(std::string_view text) {
  return text.find('-') != std::string_view::npos && text.find_first_not_of("|-:+ \t") == std::string_view::npos &&
         text.find("--") != std::string_view::npos;
}

// The text before a double bar that stands behind a row's last bar; the text itself where none does.
std::string_view before_row_end(std::string_view text) {
  if (!text.ends_with("||")) return text;
  const auto row = without_blanks_around(text.substr(0, text.size() - 2));
  const bool parted = row.size() + 2 < text.size();
  return parted && bar_size_at_end(row) > 0 ? row : text;
}

// What stands around all the rows.
struct Edges {
  bool left = true;
  bool right = true;
  bool row_end = true;

  void see(const Line& line) {
    const auto text = without_blanks_around(line.text);
    left = left && bar_size(text) > 0;
    right = right && bar_size_at_end(text) > 0;
    row_end = row_end && before_row_end(text).size() < text.size();
  }
};

struct Run {
  std::vector<Line> lines;
  Edges edges;
  std::size_t end = 0;
};

Run run_of(std::span<const Line> lines, std::size_t begin) {
  Run run;
  for (auto at = begin; at < lines.size(); ++at) {
    if (has_bar(lines[at])) {
      if (!is_rule(without_blanks_around(lines[at].text))) {
        run.lines.push_back(lines[at]);
        run.edges.see(lines[at]);
      }
      run.end = at + 1;
      continue;
    }
    // One blank line may stand between rows.
    const bool goes_on = lines[at].blank() && at + 1 < lines.size() && has_bar(lines[at + 1]);
    if (!goes_on) break;
  }
  return run;
}

TextRow split(const Line& line, const Edges& edges) {
  auto text = without_blanks_around(line.text);
  if (edges.row_end) text = before_row_end(text);
  if (edges.left) text.remove_prefix(bar_size(text));
  if (edges.right) text.remove_suffix(bar_size_at_end(text));
  return split_at_bars(text, line);
}

bool is_blank(const TextRow& row) {
  return std::ranges::all_of(row, [](const TextCell& cell) { return cell.text.empty(); });
}

// Blank rows space others only where they stand between all of them, one each: others are rows of the form.
void drop_spacers(std::vector<TextRow>& rows) {
  const auto spacers = static_cast<std::size_t>(std::ranges::count_if(rows, is_blank));
  const bool alternate = std::ranges::adjacent_find(rows, [](const TextRow& row, const TextRow& next) {
                           return is_blank(row) == is_blank(next);
                         }) == rows.end();
  if (alternate && spacers >= kFewestSpacers) std::erase_if(rows, is_blank);
}

std::vector<TextRow> rows_of(const Run& run) {
  std::vector<TextRow> rows;
  for (const auto& line : run.lines) rows.push_back(split(line, run.edges));
  drop_spacers(rows);
  return rows;
}

}  // namespace

int score_pipes(std::span<const Line> lines, std::size_t begin) {
  if (!has_bar(lines[begin])) return 0;
  const auto run = run_of(lines.first(std::min(lines.size(), begin + kScoredLines)), begin);
  if (run.lines.size() < kFewestRows) return 0;
  const auto rows = rows_of(run);
  std::map<std::size_t, int> rows_by_size;
  for (const auto& row : rows) ++rows_by_size[row.size()];
  // A bar at one end of each line parts the lines, not cells on them.
  const bool one_each = rows_by_size.rbegin()->first == 1;
  if (one_each && !(run.edges.left && run.edges.right)) return 0;
  const auto most = std::ranges::max(rows_by_size | std::views::values);
  return std::max(100 * most / static_cast<int>(rows.size()), 1);
}

std::optional<TextRows> read_pipes(std::span<const Line> lines, std::size_t begin) {
  const auto run = run_of(lines, begin);
  return TextRows{.rows = rows_of(run), .end = run.end};
}

}  // namespace nianbao::extract
