#include "normalize/locate/line_table.h"

#include <algorithm>
#include <string>

#include "normalize/locate/label_match.h"
#include "normalize/locate/line_starts.h"

namespace nianbao::normalize {
namespace {

constexpr std::string_view kFullStop = "\u3002";
constexpr std::string_view kFullColon = "\uFF1A";
// A table of lines has as many positions as its longest line in each: the two bound what a document can make it take.
constexpr std::size_t kLongestLine = 1'000;  // bytes, indentation included; longer ones stand in no table
constexpr std::size_t kMostLines = 1'000;    // of one table; a report has a few hundred
constexpr std::size_t kLongestRow = 400;     // bytes; a longer line is prose
constexpr std::size_t kFewestValues = 2;     // a single number makes no table
constexpr std::size_t kMostProseInside = 1;  // lines between two rows: a note, or what a page says at its end
constexpr std::size_t kShortestTitle = 5;    // characters of a heading known by its words alone

enum class LineKind : std::uint8_t { words, values, prose, border };

// `values` is how many stand on the line.
struct LineSort {
  LineKind kind = LineKind::words;
  std::size_t values = 0;
};

using Pieces = std::vector<LinePiece>;

// A title of a section. Short ones name rows and columns as well, and need the section's number.
bool is_heading(const FlowItem& item, const TemplateSet& templates) {
  const PrintedLabel printed(item.key);
  if (printed.empty()) return false;
  const auto number = number_value(item.key.number);
  return std::ranges::any_of(templates.templates(), [&](const Template& form) {
    return std::ranges::any_of(form.sections, [&](const SectionSpec& section) {
      const bool numbered = section.number > 0 && number == section.number;
      if (printed.wide.size() < kShortestTitle && !numbered) return false;
      const auto match = match_label(printed, section.label, form, templates.vocabulary());
      return match && (match.method != Method::fuzzy || number > 0);
    });
  });
}

bool is_sentence(std::string_view text) {
  return text.size() > kLongestRow || text.find(kFullStop) != std::string_view::npos;
}

// Words behind a value: a sentence with a number in it.
bool has_words_behind_value(const Pieces& pieces) {
  const auto value = std::ranges::find_if(pieces, &LinePiece::value);
  return std::any_of(value, pieces.end(), [](const LinePiece& piece) {
    constexpr std::size_t kLongestUnit = 12;  // bytes
    return !piece.value && piece.text.size() > kLongestUnit;
  });
}

bool begins_with_value(const FlowItem& item, const TemplateSet& templates) {
  if (item.table != nullptr || item.line.size() > kLongestLine) return false;
  const auto pieces = split_line(item.line, Pitch::characters, templates);
  return !pieces.empty() && pieces.front().value;
}

// `next` is the item after it, null at the end: what has a value below it is a row, though a section may be called so.
LineSort sort_of(const FlowItem& item, const FlowItem* next, const TemplateSet& templates) {
  if (item.table != nullptr || item.line.size() > kLongestLine) return {LineKind::border};
  if (item.furniture) return {LineKind::words};
  if (is_sentence(item.text)) return {LineKind::prose};
  const auto pieces = split_line(item.line, Pitch::characters, templates);
  // The number of a heading stands apart from its mark at times.
  const bool parted = pieces.size() == 2 && pieces.front().value && !pieces.back().value;
  if (parted && is_heading(item, templates)) return {LineKind::border};
  if (has_words_behind_value(pieces)) return {LineKind::prose};
  const auto values = static_cast<std::size_t>(std::ranges::count_if(pieces, &LinePiece::value));
  if (values > 0) return {LineKind::values, values};
  const bool heading = is_heading(item, templates) && (next == nullptr || !begins_with_value(*next, templates));
  return {heading ? LineKind::border : LineKind::words};
}

// Cuts the lines into runs free of borders and of prose.
class RangeFinder {
 public:
  std::vector<LineRange> ranges;

  void see(std::size_t item, LineSort line) {
    prose_ = line.kind == LineKind::prose ? prose_ + 1 : 0;
    if (line.kind == LineKind::border || prose_ > kMostProseInside || item - begin_ >= kMostLines) {
      finish(item);
      return;
    }
    values_ += line.values;
  }

  // Labels may follow the last value.
  void finish(std::size_t item) {
    if (values_ >= kFewestValues) ranges.push_back({begin_, item});
    begin_ = item + 1;
    values_ = 0;
  }

 private:
  std::size_t begin_ = 0;
  std::size_t values_ = 0;
  std::size_t prose_ = 0;
};

bool holds_values_only(const Pieces& line) { return !line.empty() && std::ranges::all_of(line, &LinePiece::value); }

// Values behind words that are no page's: what a page says of its visitors may as well be the rest of a row's label
// with the rest of its figures.
bool may_end_a_row(const Pieces& line) {
  if (line.size() < 2 || line.front().value || !line.back().value) return false;
  const auto words = line.front().text;
  const bool ascii = std::ranges::all_of(words, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return !ascii && words.find(':') == std::string_view::npos && words.find(kFullColon) == std::string_view::npos;
}

// One value a line, with few exceptions.
bool is_list(const std::vector<Pieces>& lines) {
  constexpr std::ptrdiff_t kLinesAnException = 4;
  const auto single =
      std::ranges::count_if(lines, [](const Pieces& line) { return line.size() == 1 && line.front().value; });
  const auto several = std::ranges::count_if(
      lines, [](const Pieces& line) { return line.size() > 1 && std::ranges::any_of(line, &LinePiece::value); });
  return single > 0 && single >= kLinesAnException * several;
}

// In a list a line of several values is one torn apart.
void join_torn_values(std::vector<Pieces>& lines) {
  if (!is_list(lines)) return;
  for (auto& line : lines) {
    if (line.size() < 2 || !holds_values_only(line)) continue;
    const auto& last = line.back();
    auto& first = line.front();
    first.text = std::string_view(first.text.begin(), last.text.end());
    first.width = last.column + last.width - first.column;
    line.resize(1);
  }
}

// What stands below each item of the range: to the next item, which may be the first one behind it.
std::vector<std::int32_t> blank_cells_below(const Flow& flow, LineRange range) {
  std::vector<std::int32_t> below;
  for (auto item = range.begin; flow.blanks && item < range.end; ++item) {
    // Blank lines at the end of a text are not kept.
    below.push_back(item + 1 == flow.items.size() ? 0 : -1);
    if (item + 1 == flow.items.size() || flow.items[item].furniture) continue;
    const auto& next = flow.items[item + 1];
    const auto [count, cells] = next.blanks_before;
    if (next.furniture || next.table != nullptr || cells != flow.blanks->cells) continue;
    const auto lines = flow.blanks->cells ? 0 : flow.blanks->between;
    if (count >= 0 && count % (lines + 1) == lines) below.back() = count / (lines + 1);
  }
  return below;
}

}  // namespace

std::vector<LineRange> find_line_ranges(const Flow& flow, const TemplateSet& templates) {
  RangeFinder finder;
  for (std::size_t item = 0; item < flow.items.size(); ++item) {
    const auto* next = item + 1 < flow.items.size() ? &flow.items[item + 1] : nullptr;
    finder.see(item, sort_of(flow.items[item], next, templates));
  }
  finder.finish(flow.items.size());
  return std::move(finder.ranges);
}

extract::Table make_line_table(const Flow& flow, LineRange range, Pitch pitch, const TemplateSet& templates) {
  std::vector<Pieces> lines;
  for (auto item = range.begin; item < range.end; ++item) {
    auto line = split_line(flow.items[item].line, pitch, templates);
    lines.push_back(flow.items[item].furniture && !may_end_a_row(line) ? Pieces{} : std::move(line));
  }
  join_torn_values(lines);
  part_at_columns(lines, pitch, templates);
  extract::Table table{.rows = static_cast<std::int32_t>(lines.size()),
                       .geometry = extract::Geometry::lines,
                       .locus = flow.items[range.begin].locus,
                       .blank_cells = {.below = blank_cells_below(flow, range),
                                       .below_last = flow.blanks && flow.blanks->below_last,
                                       .covered = flow.blanks && flow.blanks->covered,
                                       .apart = flow.blanks && (flow.blanks->cells || flow.blanks->between > 0)}};
  for (const auto& line : lines) {
    for (const auto& piece : line) table.columns = std::max(table.columns, piece.column + piece.width);
  }
  table.grid.assign(static_cast<std::size_t>(table.rows) * table.columns, -1);
  for (std::int32_t row = 0; row < table.rows; ++row) {
    for (const auto& piece : lines[row]) {
      const auto begin = table.grid.begin() + static_cast<std::ptrdiff_t>(row) * table.columns + piece.column;
      std::fill(begin, begin + piece.width, static_cast<std::int32_t>(table.cells.size()));
      table.cells.push_back({.row = row,
                             .column = piece.column,
                             .column_span = piece.width,
                             .text = std::string(piece.text),
                             .locus = flow.items[range.begin + row].locus});
    }
  }
  return table;
}

void set_line_table(Flow& flow, LineRange range, extract::Table table) {
  const auto locus = flow.items[range.begin].locus;
  const auto& kept = flow.line_tables.emplace_back(std::move(table));
  const auto begin = flow.items.begin() + static_cast<std::ptrdiff_t>(range.begin);
  flow.items.erase(begin + 1, begin + static_cast<std::ptrdiff_t>(range.end - range.begin));
  flow.items[range.begin] = {.table = &kept, .locus = locus};
}

}  // namespace nianbao::normalize
