// Tables of AsciiDoc: "|===" above and below, a bar before each cell. A line ends no row: its columns are counted off
// as the attribute "cols" says, and rows are taken only where they begin on lines of their own.
#include <algorithm>

#include "extract/formats/text/bars.h"

namespace nianbao::extract {
namespace {

constexpr std::string_view kFence = "|===";
constexpr std::size_t kMostColumns = 1'000;

bool is_fence(const Line& line) { return without_blanks_around(line.text) == kFence; }

// How many columns cols="1,2*,..." names; 0 where it says nothing.
std::size_t columns_of(std::string_view attributes) {
  constexpr std::string_view kName = "cols=\"";
  const auto begin = attributes.find(kName);
  if (begin == std::string_view::npos) return 0;
  auto list = attributes.substr(begin + kName.size());
  list = list.substr(0, list.find('"'));
  if (list.find('*') != std::string_view::npos) return 0;
  // A comma behind the last column adds none where widths are given.
  if (list.find_first_not_of(',') != std::string_view::npos && list.ends_with(',')) list.remove_suffix(1);
  return static_cast<std::size_t>(std::ranges::count(list, ',')) + 1;
}

// Marks right before a bar, as "2+|" and "a|", change what the cell is.
bool has_cell_marks(std::string_view before_bar) {
  return !before_bar.empty() && std::string_view(" \t").find(before_bar.back()) == std::string_view::npos;
}

class AsciidocReader {
 public:
  AsciidocReader(std::span<const Line> lines, std::size_t begin, std::size_t columns)
      : lines_(lines), at_(begin), columns_(columns) {}

  std::optional<TextRows> read() {
    const auto last = std::min(lines_.size(), at_ + kTallestTable);
    for (; at_ < last && !is_fence(lines_[at_]); ++at_) {
      if (!add_line(lines_[at_])) return std::nullopt;
    }
    if (at_ == last || rows_.empty() || rows_.back().size() != columns_) return std::nullopt;
    return TextRows{.rows = std::move(rows_), .end = at_ + 1};
  }

 private:
  bool row_open() const { return !rows_.empty() && rows_.back().size() < columns_; }

  // False where a row ends inside the line or is not full at a blank one.
  bool add_line(const Line& line) {
    if (line.blank()) return !row_open();
    const auto text = without_blanks_around(line.text);
    auto cells = split_at_bars(text, line);
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const auto before = text.substr(0, static_cast<std::size_t>(cells[i].offset - line.offset) -
                                             static_cast<std::size_t>(text.data() - line.text.data()) - 1);
      if (has_cell_marks(before)) return false;
    }
    if (!cells.front().text.empty()) {
      if (rows_.empty()) return false;
      rows_.back().back().text.append("\n").append(cells.front().text);
    }
    for (auto& cell : std::span(cells).subspan(1)) {
      if (!row_open()) {
        if (&cell != &cells[1] || !cells.front().text.empty()) return false;
        rows_.emplace_back();
      }
      rows_.back().push_back(std::move(cell));
    }
    return true;
  }

  std::span<const Line> lines_;
  std::size_t at_;
  std::size_t columns_;
  std::vector<TextRow> rows_;
};

// The line behind the fence that opens a table here, with its attributes or without; `begin` where none does.
std::size_t body_of(std::span<const Line> lines, std::size_t begin) {
  if (is_fence(lines[begin])) return begin + 1;
  const bool attributes = lines[begin].text.starts_with('[') && begin + 1 < lines.size() && is_fence(lines[begin + 1]);
  return attributes ? begin + 2 : begin;
}

}  // namespace

int score_asciidoc(std::span<const Line> lines, std::size_t begin) { return body_of(lines, begin) > begin ? 100 : 0; }

std::optional<TextRows> read_asciidoc(std::span<const Line> lines, std::size_t begin) {
  const auto body = body_of(lines, begin);
  if (body >= lines.size()) return std::nullopt;
  auto columns = body == begin + 2 ? columns_of(lines[begin].text) : 0;
  if (columns == 0) columns = split_at_bars(without_blanks_around(lines[body].text), lines[body]).size() - 1;
  if (columns < 2 || columns > kMostColumns) return std::nullopt;
  return AsciidocReader(lines, body, columns).read();
}

}  // namespace nianbao::extract
