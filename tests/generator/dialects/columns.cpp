// Columns set with spaces: as a terminal aligns them, and as `pdftotext -layout` takes them off a page.
#include <algorithm>
#include <numeric>
#include <string_view>

#include "extract/base/display_width.h"
#include "extract/base/utf8.h"
#include "tests/generator/dialects/text.h"

namespace nianbao::generator {
namespace {

constexpr std::size_t kGap = 3;  // between columns
constexpr std::size_t kNarrowGap = 1;

std::size_t count_characters(std::string_view text) { return to_utf32(text).size(); }

std::string utf8(std::u32string_view text) {
  std::string bytes;
  for (const auto character : text) append_utf8(bytes, character);
  return bytes;
}

bool is_closing(char32_t character) { return std::u32string_view(U"、，。；：）”！？").contains(character); }

// Lines of so many characters; marks that close stay with what they follow.
TableLines wrapped(std::string_view text, std::size_t width) {
  TableLines lines;
  std::u32string line;
  for (const auto character : to_utf32(text)) {
    if (line.size() >= width && !is_closing(character)) {
      lines.push_back(utf8(line));
      line.clear();
    }
    line.push_back(character);
  }
  lines.push_back(utf8(line));
  return lines;
}

// How wide the characters are taken to be, and what is done about long texts. On a narrow page figures too are broken
// within their columns, and every cell begins at its row's top and its column's left edge.
struct Setting {
  std::size_t (*measure)(std::string_view text);
  bool wraps = false;
  bool narrow = false;

  std::size_t gap() const { return narrow ? kNarrowGap : kGap; }
};

class ColumnSetter {
 public:
  ColumnSetter(const FormTable& table, const Setting& setting) : table_(table), setting_(setting) {
    measure_columns();
    measure_rows();
  }

  TableLines set() const {
    std::vector<std::vector<Placed>> placed(tops_.back());
    for (const auto& cell : table_.cells) {
      const auto lines = lines_of(cell);
      const auto room = height_of(cell);
      const auto above = setting_.narrow || room <= lines.size() ? 0 : (room - lines.size()) / 2;
      const auto top = tops_[static_cast<std::size_t>(cell.row)] + above;
      for (std::size_t i = 0; i < lines.size(); ++i) placed[top + i].push_back({place_of(cell, lines[i]), lines[i]});
    }
    TableLines lines;
    for (auto& line : placed) lines.push_back(rendered(std::move(line)));
    return lines;
  }

 private:
  struct Placed {
    std::size_t column = 0;
    std::string text;
  };

  bool has_figures(int column) const {
    return std::ranges::any_of(table_.cells,
                               [&](const FormCell& cell) { return cell.column == column && !cell.field.empty(); });
  }

  bool is_group(const FormCell& cell) const { return !cell.head && cell.row_span > 1; }

  // The width at which texts of a column are broken. Groups of groups are printed downwards.
  std::size_t widest(int column) const {
    constexpr std::size_t kHead = 4;
    constexpr std::size_t kGroup = 4;
    constexpr std::size_t kLabel = 18;
    if (has_figures(column)) return kHead;
    const auto groups_in = [&](int place) {
      return std::ranges::any_of(table_.cells,
                                 [&](const FormCell& cell) { return cell.column == place && is_group(cell); });
    };
    if (!groups_in(column)) return kLabel;
    return groups_in(column + 1) ? 1 : kGroup;
  }

  void measure_columns() {
    widths_.assign(static_cast<std::size_t>(table_.columns), 1);
    for (const bool merged : {false, true}) {
      for (const auto& cell : table_.cells) {
        if ((cell.column_span > 1) != merged) continue;
        const bool breaks = breaks_lines(cell);
        const auto length = setting_.measure(cell.text);
        const auto needed = breaks ? std::min(length, merged ? room_of(cell) : widest(cell.column)) : length;
        const auto room = room_of(cell);
        if (needed > room) widths_[static_cast<std::size_t>(cell.column + cell.column_span - 1)] += needed - room;
      }
    }
  }

  // Where there is room figures are never broken, nor is what can be made room for nowhere else.
  bool breaks_lines(const FormCell& cell) const { return setting_.wraps && (setting_.narrow || cell.field.empty()); }

  std::size_t room_of(const FormCell& cell) const {
    const auto first = widths_.begin() + cell.column;
    const auto gaps = setting_.gap() * static_cast<std::size_t>(cell.column_span - 1);
    return std::accumulate(first, first + cell.column_span, gaps);
  }

  TableLines lines_of(const FormCell& cell) const {
    return breaks_lines(cell) ? wrapped(cell.text, room_of(cell)) : TableLines{cell.text};
  }

  void measure_rows() {
    std::vector<std::size_t> heights(static_cast<std::size_t>(table_.rows), 1);
    const auto room_in = [&](const FormCell& cell) {
      const auto first = heights.begin() + cell.row;
      return std::accumulate(first, first + cell.row_span, row_gap() * static_cast<std::size_t>(cell.row_span - 1));
    };
    for (const bool merged : {false, true}) {
      for (const auto& cell : table_.cells) {
        if ((cell.row_span > 1) != merged) continue;
        const auto needed = lines_of(cell).size();
        const auto room = room_in(cell);
        if (needed > room) heights[static_cast<std::size_t>(cell.row + cell.row_span - 1)] += needed - room;
      }
    }
    tops_.assign(1, 0);
    for (const auto height : heights) tops_.push_back(tops_.back() + height + row_gap());
  }

  std::size_t row_gap() const { return setting_.wraps && !setting_.narrow ? 1 : 0; }

  std::size_t height_of(const FormCell& cell) const {
    if (!setting_.wraps) return 1;
    const auto top = static_cast<std::size_t>(cell.row);
    return tops_[top + static_cast<std::size_t>(cell.row_span)] - tops_[top] - row_gap();
  }

  // Labels at the left edge, figures and heads in the middle of their room.
  std::size_t place_of(const FormCell& cell, std::string_view text) const {
    const auto first = static_cast<std::size_t>(cell.column);
    const auto edge = std::accumulate(widths_.begin(), widths_.begin() + cell.column, setting_.gap() * first);
    const bool centred = setting_.wraps && !setting_.narrow && (cell.head || !cell.field.empty());
    return centred ? edge + (room_of(cell) - std::min(room_of(cell), setting_.measure(text))) / 2 : edge;
  }

  std::string rendered(std::vector<Placed> placed) const {
    std::ranges::stable_sort(placed, {}, &Placed::column);
    std::string line;
    for (const auto& [column, text] : placed) {
      if (text.empty()) continue;
      const auto end = setting_.measure(line);
      if (!line.empty() || column > 0) line.append(std::max(column, end + 1) - end, ' ');
      line += text;
    }
    return line;
  }

  const FormTable& table_;
  Setting setting_;
  std::vector<std::size_t> widths_;
  std::vector<std::size_t> tops_;  // the first line of each row, and the line after the last
};

constexpr std::size_t kPageWidth = 80;

std::string indented(std::string_view text, std::size_t indent) { return std::string(indent, ' ').append(text); }

TableLines prose_lines(std::string_view text) {
  constexpr std::size_t kMargin = 2;  // of the first line, in characters of the text
  constexpr std::size_t kLineLength = 30;
  auto lines = wrapped("\u3000\u3000" + std::string(text), kLineLength);
  lines.front() = indented(std::string_view(lines.front()).substr(kMargin * 3), kMargin * 3);
  return lines;
}

TableLines layout_lines(const Piece& piece, bool narrow) {
  constexpr std::size_t kHeadingIndent = 5;
  switch (piece.kind) {
    case PieceKind::title:
      return {indented(piece.text, (kPageWidth - std::min(kPageWidth, count_characters(piece.text))) / 2), "", ""};
    case PieceKind::heading:
      return {indented(piece.number + piece.text, kHeadingIndent)};
    case PieceKind::table: {
      auto lines = ColumnSetter(piece.table, {.measure = count_characters, .wraps = true, .narrow = narrow}).set();
      lines.insert(lines.end(), 3, "");
      return lines;
    }
    case PieceKind::page_number:
      return {indented(piece.text, kPageWidth / 2), ""};
    case PieceKind::paragraph:
      return prose_lines(piece.text);
  }
  return {};
}

}  // namespace

TableLines aligned(const FormTable& table) {
  return ColumnSetter(table, {.measure = display_width, .wraps = false}).set();
}

Lines layout(const Draft& draft, bool narrow) {
  Lines lines;
  for (std::size_t at = 0; at < draft.size(); ++at) {
    for (auto& text : layout_lines(draft[at], narrow)) lines.push_back({std::move(text), at});
  }
  return lines;
}

Lines write_layout(const Draft& draft) { return layout(draft, false); }
Lines write_layout_narrow(const Draft& draft) { return layout(draft, true); }

// Pages end wherever they are full, with their number at the outer edge.
std::string assemble_layout(const Lines& lines) {
  constexpr std::size_t kLinesOfPage = 45;
  std::string text;
  std::size_t page = 1;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += lines[i].text + "\n";
    const bool last = i + 1 == lines.size();
    if ((i + 1) % kLinesOfPage != 0 && !last) continue;
    const auto number = std::to_string(page);
    text += page % 2 == 1 ? "\n" + indented("- " + number + " -", kPageWidth) : "\n-" + number + "-";
    text += "\n\f";
    ++page;
  }
  return text;
}

}  // namespace nianbao::generator
