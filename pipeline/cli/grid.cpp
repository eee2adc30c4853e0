#include "pipeline/cli/grid.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <vector>

#include "extract/base/display_width.h"
#include "extract/base/utf8.h"

namespace nianbao::cli {
namespace {

constexpr std::size_t kWidest = 24;
constexpr std::size_t kNarrowest = 4;
constexpr std::size_t kMostLines = 12;  // of one cell

// Which of the four arms of a crossing are drawn: up 1, right 2, down 4, left 8.
constexpr std::array<std::string_view, 16> kCrossings{" ", "╵", "╶", "└", "╷", "│", "┌", "├",
                                                      "╴", "┘", "─", "┴", "┐", "┤", "┬", "┼"};

std::size_t longest_line(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    longest = std::max(longest, display_width(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t taken = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = code_point_at(text, at);
    const auto wide = static_cast<std::size_t>(display_width(value));
    if (value == U'\n' || taken + wide > width) {
      if (lines.size() == kMostLines) {
        lines.back() += "…";
        return lines;
      }
      lines.emplace_back();
      taken = 0;
    }
    if (value == U'\t')
      lines.back() += ' ';
    else if (value >= U' ')
      lines.back() += text.substr(at, size);
    taken += wide;
    at += size;
  }
  return lines;
}

class GridDrawing {
 public:
  GridDrawing(const extract::Table& table, std::size_t width) : table_(table) {
    fit_columns(width);
    fit_rows();
  }

  std::string draw() {
    for (int row = 0; row <= table_.rows; ++row) {
      draw_border(row);
      for (std::size_t line = 0; row < table_.rows && line < heights_[row]; ++line) draw_line(row, line);
    }
    return std::move(drawing_);
  }

 private:
  // What stands at a position: a cell, a gap of its own, or the outside.
  int owner(int row, int column) const {
    if (row < 0 || column < 0 || row >= table_.rows || column >= table_.columns) return kOutside;
    const auto index = table_.grid[static_cast<std::size_t>(row) * table_.columns + column];
    return index >= 0 ? index : -2 - (row * table_.columns + column);
  }
  bool line_above(int row, int column) const { return owner(row - 1, column) != owner(row, column); }
  bool line_before(int row, int column) const { return owner(row, column - 1) != owner(row, column); }

  void fit_columns(std::size_t width) {
    std::vector<std::size_t> natural(table_.columns, 1);
    for (const auto& cell : table_.cells) {
      if (cell.column_span == 1) natural[cell.column] = std::max(natural[cell.column], longest_line(cell.text));
    }
    for (auto widest = kWidest; widest >= kNarrowest; widest -= 2) {
      widths_.clear();
      std::ranges::transform(natural, std::back_inserter(widths_),
                             [&](std::size_t each) { return std::min(each, widest); });
      if (std::accumulate(widths_.begin(), widths_.end(), widths_.size() + 1) <= width) return;
    }
  }

  std::size_t width_of(const extract::Cell& cell) const {
    const auto first = widths_.begin() + cell.column;
    return std::accumulate(first, first + cell.column_span, static_cast<std::size_t>(cell.column_span) - 1);
  }

  void fit_rows() {
    heights_.assign(table_.rows, 1);
    for (const auto& cell : table_.cells) {
      texts_.push_back(wrapped(cell.text, width_of(cell)));
      if (cell.row_span == 1) heights_[cell.row] = std::max(heights_[cell.row], texts_.back().size());
    }
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      const auto& cell = table_.cells[i];
      const auto first = heights_.begin() + cell.row;
      const auto room = std::accumulate(first, first + cell.row_span, std::size_t{0});
      if (texts_[i].size() > room) heights_[cell.row + cell.row_span - 1] += texts_[i].size() - room;
    }
  }

  void draw_border(int row) {
    for (int column = 0; column <= table_.columns; ++column) {
      const auto arms = (line_before(row - 1, column) ? 1U : 0U) | (line_above(row, column) ? 2U : 0U) |
                        (line_before(row, column) ? 4U : 0U) | (line_above(row, column - 1) ? 8U : 0U);
      drawing_ += kCrossings[arms];
      if (column == table_.columns) break;
      for (std::size_t i = 0; i < widths_[column]; ++i) drawing_ += line_above(row, column) ? "─" : " ";
    }
    drawing_ += '\n';
  }

  void draw_line(int row, std::size_t line) {
    for (int column = 0; column < table_.columns;) {
      const auto* cell = table_.at(row, column);
      drawing_ += line_before(row, column) ? "│" : " ";
      if (cell == nullptr) {
        drawing_.append(widths_[column++], ' ');
        continue;
      }
      draw_text(*cell, line + std::accumulate(heights_.begin() + cell->row, heights_.begin() + row, std::size_t{0}));
      column = cell->column + cell->column_span;
    }
    drawing_ += "│\n";
  }

  void draw_text(const extract::Cell& cell, std::size_t line) {
    const auto& lines = texts_[static_cast<std::size_t>(&cell - table_.cells.data())];
    const std::string_view text = line < lines.size() ? std::string_view(lines[line]) : std::string_view{};
    drawing_ += text;
    const auto taken = display_width(text);
    if (taken < width_of(cell)) drawing_.append(width_of(cell) - taken, ' ');
  }

  static constexpr int kOutside = -1;

  const extract::Table& table_;
  std::vector<std::size_t> widths_;
  std::vector<std::size_t> heights_;
  std::vector<std::vector<std::string>> texts_;
  std::string drawing_;
};

}  // namespace

std::string draw_grid(const extract::Table& table, std::size_t width) {
  if (table.rows == 0 || table.columns == 0) return {};
  return GridDrawing(table, width).draw();
}

}  // namespace nianbao::cli
