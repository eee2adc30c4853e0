// Tables drawn with lines, cells merged where no line parts them.
#include <algorithm>
#include <array>
#include <string_view>

#include "extract/base/display_width.h"
#include "tests/generator/dialects/text.h"

namespace nianbao::generator {
namespace {

constexpr int kNobody = -1;

// What is drawn where lines meet, by the directions they go in.
enum Direction : unsigned { kUp = 1, kDown = 2, kLeft = 4, kRight = 8 };
constexpr std::array<std::string_view, 16> kJunctions{" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                                      "─", "└", "┌", "├", "─", "┴", "┬", "┼"};

class BoxDrawing {
 public:
  explicit BoxDrawing(const FormTable& table)
      : table_(table),
        owners_(static_cast<std::size_t>(table.rows * table.columns), kNobody),
        widths_(static_cast<std::size_t>(table.columns), 2) {
    for (std::size_t i = 0; i < table.cells.size(); ++i) claim(static_cast<int>(i));
    for (const bool merged : {false, true}) {
      for (const auto& cell : table.cells) {
        if ((cell.column_span > 1) == merged) make_room(cell);
      }
    }
  }

  TableLines draw() const {
    TableLines lines;
    for (int row = 0; row <= table_.rows; ++row) {
      lines.push_back(rule_above(row));
      if (row < table_.rows) lines.push_back(texts_of(row));
    }
    return lines;
  }

 private:
  void claim(int index) {
    const auto& cell = table_.cells[static_cast<std::size_t>(index)];
    for (int row = cell.row; row < std::min(cell.row + cell.row_span, table_.rows); ++row) {
      for (int column = cell.column; column < std::min(cell.column + cell.column_span, table_.columns); ++column)
        owners_[static_cast<std::size_t>(row * table_.columns + column)] = index;
    }
  }

  // The bars a merged cell does without are room too.
  std::size_t room_of(const FormCell& cell) const {
    std::size_t room = static_cast<std::size_t>(cell.column_span) - 1;
    for (int i = 0; i < cell.column_span; ++i) room += widths_[static_cast<std::size_t>(cell.column + i)];
    return room;
  }

  void make_room(const FormCell& cell) {
    const auto needed = display_width(cell.text) + 2;
    const auto room = room_of(cell);
    if (needed > room) widths_[static_cast<std::size_t>(cell.column + cell.column_span - 1)] += needed - room;
  }

  int owner(int row, int column) const {
    if (row < 0 || row >= table_.rows || column < 0 || column >= table_.columns) return kNobody;
    return owners_[static_cast<std::size_t>(row * table_.columns + column)];
  }

  // Places no cell covers are cells of their own.
  bool parted(int row, int column, int other_row, int other_column) const {
    const auto one = owner(row, column);
    const auto other = owner(other_row, other_column);
    return one != other || one == kNobody;
  }

  bool has_rule_above(int row, int column) const {
    return column >= 0 && column < table_.columns && parted(row - 1, column, row, column);
  }
  bool has_bar_before(int row, int column) const {
    return row >= 0 && row < table_.rows && parted(row, column - 1, row, column);
  }

  std::string_view junction(int row, int column) const {
    const unsigned directions =
        (has_bar_before(row - 1, column) ? kUp : 0U) | (has_bar_before(row, column) ? kDown : 0U) |
        (has_rule_above(row, column - 1) ? kLeft : 0U) | (has_rule_above(row, column) ? kRight : 0U);
    return kJunctions[directions];
  }

  std::string rule_above(int row) const {
    std::string line;
    for (int column = 0; column <= table_.columns; ++column) {
      line += junction(row, column);
      if (column == table_.columns) break;
      const std::string_view drawn = has_rule_above(row, column) ? "─" : " ";
      for (std::size_t i = 0; i < widths_[static_cast<std::size_t>(column)]; ++i) line += drawn;
    }
    return line;
  }

  std::string texts_of(int row) const {
    std::string line;
    for (int column = 0; column < table_.columns;) {
      line += "│";
      const auto index = owner(row, column);
      if (index == kNobody) {
        line.append(widths_[static_cast<std::size_t>(column++)], ' ');
        continue;
      }
      const auto& cell = table_.cells[static_cast<std::size_t>(index)];
      const auto text = cell.row == row ? " " + cell.text : std::string{};
      line += text;
      line.append(room_of(cell) - display_width(text), ' ');
      column += cell.column_span;
    }
    return line + "│";
  }

  const FormTable& table_;
  std::vector<int> owners_;  // row by row: the cell at each place
  std::vector<std::size_t> widths_;
};

}  // namespace

TableLines box(const FormTable& table) { return BoxDrawing(table).draw(); }

}  // namespace nianbao::generator
