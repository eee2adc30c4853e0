// Tables set below rules of dashes, a run of them for each column and blanks between: "----- ---" above and below, or
// below a head ("=" in reStructuredText). Where blank lines stand between rows, a row may take several lines. Each cell
// stands at the left or right edge of its column or in its middle: a line that has moved is none of the table.
#include <algorithm>
#include <optional>

#include "extract/base/display_width.h"
#include "extract/base/utf8.h"
#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::size_t kShortestRun = 2;    // of a rule, as below blanks alone
constexpr std::size_t kLongRun = 4;        // some run of a rule is so long: others are the dashes of cells
constexpr std::size_t kFewestColumns = 2;  // one run is a line under a title
constexpr std::size_t kTallestHead = 16;   // lines between the upper edge and the rule that tells the columns
constexpr std::string_view kWhite = " \t\u3000\u00A0";

struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Extent&, const Extent&) = default;
};

using Extents = std::vector<Extent>;

// The runs of a rule; none where the line is no rule.
Extents rule_of(const Line& line) {
  const auto text = line.text.substr(0, line.text.find_last_not_of(' ') + 1);
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos || (text[first] != '-' && text[first] != '=')) return {};
  if (text.find_first_not_of(text[first] == '-' ? " -" : " =") != std::string_view::npos) return {};
  Extents runs;
  for (auto begin = first; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    if (end - begin < kShortestRun) return {};
    runs.push_back({begin, end});
    begin = std::min(text.find_first_not_of(' ', end), text.size());
  }
  const auto is_long = [](const Extent& run) { return run.end - run.begin >= kLongRun; };
  return std::ranges::any_of(runs, is_long) ? runs : Extents{};
}

// The lines of a table: its columns, and where its parts begin.
struct Frame {
  Extents columns;
  std::vector<Extent> bodies;  // lines between rules
  std::size_t end = 0;         // the first line after the table
};

// From the rule at lines[begin] to the last one like it; a head of a table goes on right behind its rule.
std::optional<Frame> closed_frame(std::span<const Line> lines, std::size_t begin, const Extents& columns,
                                  const Extents& edge) {
  Frame frame{.columns = columns};
  auto body = begin + 1;
  const auto last = std::min(lines.size(), begin + kTallestTable);
  for (auto at = body; at < last; ++at) {
    const auto rule = rule_of(lines[at]);
    if (rule.empty()) continue;
    if (rule != edge && rule != columns) break;
    frame.bodies.push_back({body, at});
    frame.end = at + 1;
    body = at + 1;
    if (body == lines.size() || lines[body].blank()) break;
  }
  return frame.end == 0 ? std::nullopt : std::optional(std::move(frame));
}

// A line as wide as all columns together, the head, and the rule that tells the columns.
std::optional<Frame> headed_frame(std::span<const Line> lines, std::size_t begin, const Extents& edge) {
  const auto end = std::min(lines.size(), begin + 1 + kTallestHead);
  for (auto at = begin + 1; at < end; ++at) {
    const auto columns = rule_of(lines[at]);
    if (columns.empty()) continue;
    const bool spans = columns.size() >= kFewestColumns && at > begin + 1 &&
                       edge.front() == Extent{columns.front().begin, columns.back().end};
    if (!spans) return std::nullopt;
    auto frame = closed_frame(lines, at, columns, edge);
    if (frame) frame->bodies.insert(frame->bodies.begin(), {begin + 1, at});
    return frame;
  }
  return std::nullopt;
}

// A head of one line above its rule, and rows down to a blank line.
std::optional<Frame> open_frame(std::span<const Line> lines, std::size_t begin) {
  if (begin + 2 >= lines.size() || lines[begin].blank()) return std::nullopt;
  auto columns = rule_of(lines[begin + 1]);
  if (columns.size() < kFewestColumns) return std::nullopt;
  auto end = begin + 2;
  while (end < lines.size() && !lines[end].blank() && rule_of(lines[end]).empty()) ++end;
  if (end == begin + 2 || (end < lines.size() && !lines[end].blank())) return std::nullopt;
  return Frame{.columns = std::move(columns), .bodies = {{begin, begin + 1}, {begin + 2, end}}, .end = end};
}

// What stands in one column of a line.
struct Piece {
  std::size_t begin = 0;  // bytes of the line
  std::size_t end = 0;
  Extent place;  // columns of print; begin == end: nothing

  bool empty() const { return begin == end; }
};

using Pieces = std::vector<Piece>;

// Nothing where something stands between columns, or two things in one: the line was set to other columns.
std::optional<Pieces> pieces_of(const Line& line, const Extents& columns, AmbiguousWidth ambiguous) {
  Pieces pieces(columns.size());
  std::size_t at_column = 0;
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.text.size();) {
    const auto [value, size] = code_point_at(line.text, at);
    const auto width = static_cast<std::size_t>(display_width(value, ambiguous));
    if (kWhite.find(line.text.substr(at, size)) == std::string_view::npos) {
      while (column < columns.size() && at_column >= columns[column].end) ++column;
      if (column == columns.size() || at_column < columns[column].begin || at_column + width > columns[column].end) {
        return std::nullopt;
      }
      auto& piece = pieces[column];
      if (!piece.empty() && at_column > piece.place.end + 1) return std::nullopt;
      if (piece.empty()) piece = {.begin = at, .place = {.begin = at_column}};
      piece.end = at + size;
      piece.place.end = at_column + width;
    }
    at += size;
    at_column += width;
  }
  return pieces;
}

bool stand_in_line(const std::vector<Pieces>& lines, std::size_t column, Extent extent) {
  const auto all = [&](auto fits) {
    return std::ranges::all_of(lines, [&](const Pieces& line) { return line[column].empty() || fits(line[column]); });
  };
  return all([&](const Piece& piece) { return piece.place.begin == extent.begin; }) ||
         all([&](const Piece& piece) { return piece.place.end == extent.end; }) || all([&](const Piece& piece) {
           const auto before = piece.place.begin - extent.begin;
           const auto behind = extent.end - piece.place.end;
           return before <= behind + 1 && behind <= before + 1;
         });
}

bool is_value(std::string_view text) { return text.find_first_not_of("0123456789.,+-/% ") == std::string_view::npos; }

class DashedReader {
 public:
  DashedReader(std::span<const Line> lines, const Frame& frame, AmbiguousWidth ambiguous)
      : lines_(lines), frame_(frame), ambiguous_(ambiguous) {}

  std::optional<std::vector<TextRow>> read() {
    if (!cut_lines()) return std::nullopt;
    std::vector<TextRow> rows;
    for (const auto& body : frame_.bodies) {
      const bool spaced = blank_between(body);
      bool new_row = true;
      for (auto at = body.begin; at < body.end; ++at) {
        if (lines_[at].text.empty()) {
          new_row = true;
          continue;
        }
        if (new_row || !spaced)
          rows.push_back(row_of(at));
        else if (!add_line(rows.back(), at))
          return std::nullopt;
        new_row = false;
      }
    }
    return rows;
  }

 private:
  bool cut_lines() {
    for (const auto& body : frame_.bodies) {
      for (auto at = body.begin; at < body.end; ++at) {
        auto pieces = pieces_of(lines_[at], frame_.columns, ambiguous_);
        if (!pieces) return false;
        pieces_.push_back(std::move(*pieces));
      }
    }
    for (std::size_t column = 0; column < frame_.columns.size(); ++column) {
      if (!stand_in_line(pieces_, column, frame_.columns[column])) return false;
    }
    return true;
  }

  // A blank line at the end of rows without any between them is a row's whose cells are blank, or nothing.
  bool blank_between(Extent body) const {
    const auto between = lines_.subspan(body.begin, body.end - body.begin);
    return std::ranges::adjacent_find(between, [](const Line& line, const Line& next) {
             return line.text.empty() && !next.text.empty();
           }) != between.end();
  }

  const Pieces& pieces(std::size_t line) const {
    std::size_t before = 0;
    for (const auto& body : frame_.bodies) {
      if (line < body.end) return pieces_[before + line - body.begin];
      before += body.end - body.begin;
    }
    return pieces_.back();
  }

  TextRow row_of(std::size_t line) const {
    TextRow row;
    for (const auto& piece : pieces(line)) {
      row.push_back({.text = std::string(lines_[line].text.substr(piece.begin, piece.end - piece.begin)),
                     .offset = lines_[line].offset + static_cast<std::int64_t>(piece.begin)});
    }
    return row;
  }

  // What goes on below did not fit on the line above it, and values always do: else it is another row's, and the blank
  // line between them was lost.
  bool add_line(TextRow& row, std::size_t line) const {
    const auto further = row_of(line);
    for (std::size_t column = 0; column < row.size(); ++column) {
      auto& text = row[column].text;
      const auto& more = further[column].text;
      if (more.empty()) continue;
      const auto extent = frame_.columns[column];
      const std::string_view above = std::string_view(text).substr(text.rfind('\n') + 1);
      const bool fits = display_width(above) + display_width(more) <= extent.end - extent.begin;
      if (is_value(above) || is_value(more) || fits) return false;
      text.append("\n").append(more);
    }
    return true;
  }

  std::span<const Line> lines_;
  const Frame& frame_;
  AmbiguousWidth ambiguous_;
  std::vector<Pieces> pieces_;
};

std::optional<TextRows> read_frame(std::span<const Line> lines, const std::optional<Frame>& frame) {
  if (!frame) return std::nullopt;
  for (const auto ambiguous : {AmbiguousWidth::narrow, AmbiguousWidth::wide}) {
    if (auto rows = DashedReader(lines, *frame, ambiguous).read(); rows && !rows->empty()) {
      return TextRows{.rows = std::move(*rows), .end = frame->end};
    }
  }
  return std::nullopt;
}

std::optional<TextRows> read_below_rule(std::span<const Line> lines, std::size_t begin) {
  const auto rule = rule_of(lines[begin]);
  return read_frame(
      lines, rule.size() < kFewestColumns ? headed_frame(lines, begin, rule) : closed_frame(lines, begin, rule, rule));
}

}  // namespace

int score_dashed(std::span<const Line> lines, std::size_t begin) {
  const auto& line = lines[begin];
  const bool ruled = !rule_of(line).empty() || (begin + 1 < lines.size() && rule_of(lines[begin + 1]).size() > 1);
  return ruled ? 100 : 0;
}

std::optional<TextRows> read_dashed(std::span<const Line> lines, std::size_t begin) {
  if (!rule_of(lines[begin]).empty()) return read_below_rule(lines, begin);
  auto table = read_frame(lines, open_frame(lines, begin));
  // What stands above a table with both its rules is none of it.
  return table && read_below_rule(lines, begin + 1) ? std::nullopt : std::move(table);
}

}  // namespace nianbao::extract
