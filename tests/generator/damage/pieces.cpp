#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/generator/damage/damage.h"

namespace nianbao::generator {
namespace {

bool is_head_row(const FormTable& table, int row) {
  return std::ranges::any_of(table.cells, [&](const FormCell& cell) {
    return cell.head && cell.row <= row && row < cell.row + cell.row_span;
  });
}

// Rows [first, last] of a table as one of their own. Of a cell cut in two the upper part keeps the text.
FormTable part_of(const FormTable& table, int first, int last) {
  FormTable part{.rows = last - first + 1, .columns = table.columns};
  for (auto cell : table.cells) {
    const auto begin = std::max(cell.row, first);
    const auto end = std::min(cell.row + cell.row_span - 1, last);
    if (begin > end) continue;
    if (cell.row < first) cell.text.clear();
    cell.row = begin - first;
    cell.row_span = end - begin + 1;
    part.cells.push_back(std::move(cell));
  }
  sort_cells(part);
  return part;
}

FormTable below_each_other(FormTable upper, const FormTable& lower) {
  for (auto cell : lower.cells) {
    cell.row += upper.rows;
    upper.cells.push_back(std::move(cell));
  }
  upper.rows += lower.rows;
  return upper;
}

// The head that names the columns of a row: the nearest above it.
FormTable head_of(const FormTable& table, int row) {
  auto last = row;
  while (last > 0 && !is_head_row(table, last)) --last;
  auto first = last;
  while (first > 0 && is_head_row(table, first - 1)) --first;
  return part_of(table, first, last);
}

Piece page_number(Random& random) {
  constexpr std::array<const char*, 3> kMarks{"-", "- ", "— "};
  const std::string mark = random.pick(kMarks);
  return {.kind = PieceKind::page_number,
          .text = mark + std::to_string(random.between(2, 9)) + std::string(mark.rbegin(), mark.rend())};
}

std::vector<int> rows_to_split_before(const FormTable& table) {
  std::vector<int> rows;
  for (int row = 1; row < table.rows; ++row) {
    if (!is_head_row(table, row) && !is_head_row(table, row - 1)) rows.push_back(row);
  }
  return rows;
}

}  // namespace

void split_tables(Draft& draft, Random& random) {
  Draft split;
  for (auto& piece : draft) {
    const auto rows = rows_to_split_before(piece.table);
    if (piece.kind != PieceKind::table || rows.empty()) {
      split.push_back(std::move(piece));
      continue;
    }
    const auto row = random.pick(rows);
    auto lower = part_of(piece.table, row, piece.table.rows - 1);
    if (random.chance(0.5)) lower = below_each_other(head_of(piece.table, row), lower);
    split.push_back({.kind = PieceKind::table, .table = part_of(piece.table, 0, row - 1)});
    split.push_back(page_number(random));
    split.push_back({.kind = PieceKind::table, .table = std::move(lower)});
  }
  draft = std::move(split);
}

void lose_numbering(Draft& draft, Random& random) {
  constexpr double kLost = 0.3;
  for (auto& piece : draft) {
    if (random.chance(kLost)) piece.number.clear();
    for (auto& cell : piece.table.cells) {
      if (cell.field.empty() && random.chance(kLost)) take_numbering(cell.text);
    }
  }
}

void add_noise(Draft& draft, Random& random) {
  std::string menu;
  for (const auto& piece : draft) {
    if (piece.kind == PieceKind::heading) menu += piece.text + "  ";
  }
  const auto title = std::ranges::find(draft, PieceKind::title, &Piece::kind)->text;
  const auto readers = std::to_string(random.between(1, 5000));
  const auto line = [](std::string text) { return Piece{.text = std::move(text)}; };
  Draft before{line("首页 > 政府信息公开 > 政府信息公开年报 > " + title), line("字体：【大 中 小】"),
               line("浏览次数：" + readers + " 来源：本站"), line("【打印】【关闭】"), line(menu)};
  Draft after{line("附件：" + title + ".docx"), line("上一篇：政府信息公开指南"), line("【打印本页】【关闭窗口】"),
              line("主办单位：县政务服务中心 访问人次：" + readers)};
  Draft noisy;
  for (auto& piece : before) {
    if (random.chance(0.7)) noisy.push_back(std::move(piece));
  }
  for (auto& piece : draft) {
    const bool begins = piece.kind == PieceKind::heading && random.chance(0.3);
    if (begins) noisy.push_back(page_number(random));
    noisy.push_back(std::move(piece));
  }
  for (auto& piece : after) {
    if (random.chance(0.7)) noisy.push_back(std::move(piece));
  }
  draft = std::move(noisy);
}

void lose_lines(Lines& lines, Random& random) {
  std::erase_if(lines, [&](const Line& line) { return !line.frame && random.chance(0.02); });
}

}  // namespace nianbao::generator
