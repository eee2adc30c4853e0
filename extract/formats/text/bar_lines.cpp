// Bars and cells on lines of their own: "a", "|", "b", "|" or "a |", "b |" or "|", "a |", "b". Where rows end is told
// by blank lines or by double bars, or by nothing: then only the order of the cells is known.
#include <algorithm>

#include "extract/base/utf8.h"
#include "extract/formats/text/bars.h"

namespace nianbao::extract {
namespace {

constexpr std::size_t kFewestBars = 3;
constexpr std::size_t kFewestRows = 2;
constexpr std::size_t kLongestCell = 4;  // lines, blank ones included, from one bar to the next

// `padding` stands for cells a short row lacks: three bars and more.
enum class Mark : std::uint8_t { text, bar, row_end, padding, blank };

struct Token {
  Mark mark;
  TextCell cell;  // of text only
  std::size_t line = 0;
};

// The bar the text begins with, a double one taken as a whole, cut off.
Mark cut_bar(std::string_view& text) {
  const auto size = bar_size(text);
  text.remove_prefix(size);
  const auto second = bar_size(text);
  text.remove_prefix(second);
  return second > 0 ? Mark::row_end : Mark::bar;
}

bool may_be_digit(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'\uFF10' && c <= U'\uFF19') ||
         std::u32string_view(U"OoIl").find(c) != std::u32string_view::npos;
}

// A bar that touches a digit, or what may be one, may be a one.
bool may_be_figure(std::string_view text) {
  const auto behind = bar_size(text);
  const auto size = text.size() - bar_size_at_end(text);
  if (behind >= size) return false;
  const auto characters = to_utf32(text.substr(behind, size - behind));
  return (behind > 0 && may_be_digit(characters.front())) || (size < text.size() && may_be_digit(characters.back()));
}

bool is_padding(std::string_view text) {
  constexpr int kPadding = 3;
  int bars = 0;
  for (; bar_size(text) > 0; ++bars) text.remove_prefix(bar_size(text));
  return text.empty() && bars >= kPadding;
}

// A line that holds more than one cell is another dialect's and gives no tokens.
std::vector<Token> tokens_of(const Line& line, std::size_t number) {
  if (line.blank()) return {{.mark = Mark::blank, .line = number}};
  std::vector<Token> tokens;
  auto text = without_blanks_around(line.text);
  if (is_padding(text)) return {{.mark = Mark::padding, .line = number}};
  if (may_be_figure(text)) {
    return {{.mark = Mark::text, .cell = {std::string(text), line.offset}, .line = number}};
  }
  if (bar_size(text) > 0) tokens.push_back({.mark = cut_bar(text), .line = number});
  text = without_blanks_around(text);
  if (text.empty()) return tokens;
  auto size = text.size();  // of the text before the bars at its end
  while (bar_size_at_end(text.substr(0, size)) > 0) size -= bar_size_at_end(text.substr(0, size));
  auto bars = text.substr(size);
  auto cells = split_at_bars(text.substr(0, size), line);
  const bool after_bar = !tokens.empty();
  if (cells.size() > 1 || (after_bar && !bars.empty())) return {};
  tokens.push_back({.mark = Mark::text, .cell = std::move(cells.front()), .line = number});
  if (!bars.empty()) tokens.push_back({.mark = cut_bar(bars), .line = number});
  return bars.empty() ? std::move(tokens) : std::vector<Token>{};
}

bool is_bar(const Token& token) {
  return token.mark == Mark::bar || token.mark == Mark::row_end || token.mark == Mark::padding;
}

// From `begin` to the last bar before a line of another kind or a long text; the cell behind it included where its
// line is followed by a blank one or the end.
std::vector<Token> tokens_from(std::span<const Line> lines, std::size_t begin) {
  std::vector<Token> tokens;
  std::size_t last_bar = begin;
  std::size_t taken = 0;  // tokens up to the last bar
  for (auto at = begin; at < lines.size() && at <= last_bar + kLongestCell; ++at) {
    auto more = tokens_of(lines[at], at);
    if (more.empty()) break;
    for (auto& token : more) {
      tokens.push_back(std::move(token));
      if (!is_bar(tokens.back())) continue;
      last_bar = at;
      taken = tokens.size();
    }
  }
  const bool cell_follows = taken > 0 && taken < tokens.size() && tokens[taken].mark == Mark::text;
  const bool alone = cell_follows && (taken + 1 < tokens.size() ? tokens[taken + 1].mark == Mark::blank
                                                                : tokens[taken].line + 1 == lines.size());
  tokens.resize(alone && tokens[taken - 1].mark != Mark::row_end ? taken + 1 : taken);
  return tokens;
}

bool begins(std::span<const Token> tokens) {
  const auto bars = static_cast<std::size_t>(std::ranges::count_if(tokens, is_bar));
  // Headings stand before tables: only a text with its bar close behind it is a cell.
  const bool at_once = !tokens.empty() && (is_bar(tokens[0]) || (tokens.size() > 1 && is_bar(tokens[1])));
  return at_once && bars >= kFewestBars;
}

// What parts rows: double bars; or blank lines, where each stands between two texts or each between a bar and a text.
enum class RowMark : std::uint8_t { none, row_end, blank_between_texts, blank_behind_bar };

RowMark row_mark_of(std::span<const Token> tokens) {
  // Where bars fill short rows up, full rows end without a mark.
  if (std::ranges::find(tokens, Mark::padding, &Token::mark) != tokens.end()) return RowMark::none;
  if (std::ranges::find(tokens, Mark::row_end, &Token::mark) != tokens.end()) return RowMark::row_end;
  int blanks[2][2] = {};  // by whether a bar stands before them, and behind them
  for (std::size_t at = 1; at + 1 < tokens.size(); ++at) {
    if (tokens[at].mark != Mark::blank || tokens[at - 1].mark == Mark::blank) continue;
    auto next = at;
    while (next + 1 < tokens.size() && tokens[next].mark == Mark::blank) ++next;
    ++blanks[is_bar(tokens[at - 1])][is_bar(tokens[next])];
  }
  const auto [behind_text, behind_bar] = blanks;
  if (behind_text[1] > 0) return RowMark::none;
  if (behind_text[0] > 0) return behind_bar[0] == 0 ? RowMark::blank_between_texts : RowMark::none;
  return behind_bar[0] > 0 && behind_bar[1] == 0 ? RowMark::blank_behind_bar : RowMark::none;
}

using RowTokens = std::vector<const Token*>;

// A row whose first cell has several lines is a heading and what stands below it: the table ends before it.
bool opens_with_heading(const RowTokens& row) {
  return row.size() > 1 && row[0]->mark == Mark::text && row[1]->mark == Mark::text;
}

std::vector<RowTokens> rows_of(std::span<const Token> tokens, RowMark row_mark) {
  std::vector<RowTokens> rows(1);
  bool blank = false;
  for (const auto& token : tokens) {
    const bool by_blank = row_mark != RowMark::row_end && blank && token.mark == Mark::text;
    if ((by_blank || token.mark == Mark::row_end) && !rows.back().empty()) rows.emplace_back();
    blank = token.mark == Mark::blank;
    if (token.mark == Mark::text || token.mark == Mark::bar) rows.back().push_back(&token);
  }
  if (rows.back().empty()) rows.pop_back();
  return rows;
}

TextRow cells_of(std::span<const Token* const> row) {
  TextRow cells(1);
  bool empty = true;
  for (const auto* token : row) {
    auto& cell = cells.back();
    if (token->mark == Mark::bar) {
      cells.emplace_back();
      empty = true;
    } else if (empty) {
      cell = token->cell;
      empty = false;
    } else {
      cell.text.append("\n").append(token->cell.text);
    }
  }
  return cells;
}

std::vector<TextRow> read_rows(const std::vector<RowTokens>& rows) {
  const auto begins_with_bar = [](const RowTokens& row) { return row.front()->mark == Mark::bar; };
  const auto ends_with_bar = [](const RowTokens& row) { return row.back()->mark == Mark::bar; };
  const bool left = std::ranges::all_of(rows, begins_with_bar);
  const bool right = std::ranges::all_of(rows, ends_with_bar);
  std::vector<TextRow> read;
  for (const auto& row : rows) {
    const auto edges = (left ? 1U : 0U) + (right ? 1U : 0U);
    if (row.size() >= edges) read.push_back(cells_of(std::span(row).subspan(left ? 1 : 0, row.size() - edges)));
  }
  return read;
}

bool are_rows(const std::vector<TextRow>& rows) {
  const auto wide =
      static_cast<std::size_t>(std::ranges::count_if(rows, [](const TextRow& row) { return row.size() > 1; }));
  return wide >= kFewestRows && 2 * wide >= rows.size();
}

// Where every bar ends one cell, bars behind each other have blank cells between them. Texts without a bar between them
// may be lines of one cell, or a bar is lost and with it a cell.
TextRows cells_in_order(std::span<const Token> tokens) {
  TextRows cells{.end = tokens.back().line + 1, .rows_told = false};
  const bool told = std::ranges::none_of(
      tokens, [](const Token& token) { return token.mark == Mark::row_end || token.mark == Mark::padding; });
  std::int32_t bars = 0;  // since the last text
  for (const auto& token : tokens) {
    if (token.mark == Mark::bar) ++bars;
    if (token.mark != Mark::text) continue;
    auto& cell = cells.rows.emplace_back(TextRow{token.cell}).front();
    if (told) cell.blanks_before = bars - 1;
    bars = 0;
  }
  if (told) cells.blanks_at_end = std::max(bars - 1, 0);
  return cells;
}

}  // namespace

int score_bar_lines(std::span<const Line> lines, std::size_t begin) {
  return begins(tokens_from(lines.first(std::min(lines.size(), begin + kScoredLines)), begin)) ? 100 : 0;
}

std::optional<TextRows> read_bar_lines(std::span<const Line> lines, std::size_t begin) {
  auto tokens = tokens_from(lines, begin);
  if (const auto mark = row_mark_of(tokens); mark != RowMark::none) {
    // Where a bar ends each row, what follows the last one is no longer in the table.
    if (mark == RowMark::blank_behind_bar && tokens.back().mark == Mark::text) tokens.pop_back();
    auto rows = rows_of(tokens, mark);
    const auto heading = std::ranges::find_if(rows, opens_with_heading);
    const auto end = heading == rows.end() ? tokens.back().line + 1 : heading->front()->line;
    rows.erase(heading, rows.end());
    TextRows table{.rows = read_rows(rows), .end = end};
    if (are_rows(table.rows)) return table;
  }
  return cells_in_order(tokens);
}

}  // namespace nianbao::extract
