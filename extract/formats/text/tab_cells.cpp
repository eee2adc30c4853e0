// A tab before each cell and a line end after it; a blank line between rows. A cell's further paragraphs
// stand on lines of their own, each after a blank line; a row ends where the next line with anything on it
// starts with a tab, and the table ends after two blank lines or where a value is followed by other text.
#include <algorithm>

#include "extract/formats/text/dialect.h"

namespace nianbao::extract {
namespace {

constexpr std::size_t kBlankLinesAtEnd = 2;

bool is_cell(const Line& line) { return line.text.starts_with('\t'); }

// A tab alone is an empty cell, so only lines without one separate.
bool separates(const Line& line) { return line.blank() && !is_cell(line); }

bool is_value(std::string_view text) {
  return text.find_first_not_of("0123456789.,- \t\u3000\u00A0") == std::string_view::npos;
}

class TabCellReader {
 public:
  TabCellReader(std::span<const Line> lines, std::size_t begin) : lines_(lines), at_(begin) {}

  TextRows read() {
    bool new_row = true;
    while (at_ < lines_.size()) {
      if (is_cell(lines_[at_]))
        add_cell(new_row);
      else if (continues_cell())
        table_.rows.back().back().text.append("\n").append(lines_[at_].text);
      else
        break;
      table_.end = ++at_;
      const auto blank_lines = skip_blank_lines();
      if (blank_lines >= kBlankLinesAtEnd) break;
      new_row = blank_lines > 0;
    }
    return std::move(table_);
  }

 private:
  void add_cell(bool new_row) {
    const auto& line = lines_[at_];
    if (new_row) table_.rows.emplace_back();
    table_.rows.back().push_back({std::string(line.text.substr(1)), line.offset + 1});
  }

  // Values have one paragraph: text that follows one is no longer in the table.
  bool continues_cell() const {
    const auto& cell = table_.rows.back().back();
    return !is_value(cell.text) || is_value(lines_[at_].text);
  }

  std::size_t skip_blank_lines() {
    const auto begin = at_;
    while (at_ < lines_.size() && separates(lines_[at_])) ++at_;
    return at_ - begin;
  }

  std::span<const Line> lines_;
  std::size_t at_;
  TextRows table_;
};

}  // namespace

// A tab further on in a line parts cells in another dialect.
int score_tab_cells(std::span<const Line> lines, std::size_t begin) {
  if (!is_cell(lines[begin])) return 0;
  const auto end = std::min(lines.size(), begin + kScoredLines);
  int cells = 0;
  int whole = 0;
  for (auto at = begin; at < end && (is_cell(lines[at]) || lines[at].blank()); ++at) {
    if (!is_cell(lines[at])) continue;
    ++cells;
    whole += lines[at].text.find('\t', 1) == std::string_view::npos ? 1 : 0;
  }
  return std::max(100 * whole / cells, 1);
}

std::optional<TextRows> read_tab_cells(std::span<const Line> lines, std::size_t begin) {
  return TabCellReader(lines, begin).read();
}

}  // namespace nianbao::extract
