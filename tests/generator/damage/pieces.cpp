#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "extract/base/utf8.h"
#include "tests/generator/damage/damage.h"

namespace nianbao::generator {
namespace {

bool is_head_row(const FormTable& table, int row) {
  return std::ranges::any_of(table.cells, [&](const FormCell& cell) {
    return cell.head && cell.row <= row && row < cell.row + cell.row_span;
  });
}

// Which rows of a table to take, and whether a cell cut in two shares its text between both parts.
struct Cut {
  int first = 0;
  int last = 0;
  bool divides = false;  // or the upper part keeps it
};

// What a part of a cell prints where the other part is above or below the cut.
std::string share_of_text(const std::string& text, bool upper, bool divides) {
  if (!divides) return upper ? text : std::string{};
  const auto characters = to_utf32(text);
  const auto half = characters.size() / 2;
  std::string share;
  for (auto at = upper ? 0 : half; at < (upper ? half : characters.size()); ++at) append_utf8(share, characters[at]);
  return share;
}

FormTable part_of(const FormTable& table, const Cut& cut) {
  FormTable part{.rows = cut.last - cut.first + 1, .columns = table.columns};
  for (auto cell : table.cells) {
    const auto begin = std::max(cell.row, cut.first);
    const auto end = std::min(cell.row + cell.row_span - 1, cut.last);
    if (begin > end) continue;
    const bool whole = end - begin + 1 == cell.row_span;
    if (!whole) cell.text = share_of_text(cell.text, cell.row == begin, cut.divides);
    cell.row = begin - cut.first;
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
  return part_of(table, {.first = first, .last = last});
}

Piece page_number(Random& random) {
  struct Marks {
    const char* before;
    const char* behind;
  };
  constexpr std::array kMarks{Marks{"-", "-"}, Marks{"- ", " -"}, Marks{"— ", " —"}};
  const auto [before, behind] = random.pick(kMarks);
  return {.kind = PieceKind::page_number, .text = before + std::to_string(random.between(2, 9)) + behind};
}

// Links to the sections, in one line or one below another.
std::vector<std::string> menu_of(const Draft& draft, Random& random) {
  std::vector<std::string> lines;
  const bool in_one = random.chance(0.5);
  for (const auto& piece : draft) {
    if (piece.kind != PieceKind::heading) continue;
    if (in_one && !lines.empty())
      lines.back() += "  " + piece.text;
    else
      lines.push_back(piece.text);
  }
  return lines;
}

void add_some(Draft& draft, std::vector<std::string> lines, Random& random) {
  constexpr double kPresent = 0.7;
  for (auto& line : lines) {
    if (random.chance(kPresent)) draft.push_back({.text = std::move(line)});
  }
}

}  // namespace

void split_tables(Draft& draft, Random& random) {
  Draft split;
  for (auto& piece : draft) {
    if (piece.kind != PieceKind::table || piece.table.rows < 2) {
      split.push_back(std::move(piece));
      continue;
    }
    const auto& table = piece.table;
    const auto row = random.between(1, table.rows - 1);
    const bool divides = random.chance(0.5);
    auto lower = part_of(table, {.first = row, .last = table.rows - 1, .divides = divides});
    if (!is_head_row(table, row) && random.chance(0.5)) lower = below_each_other(head_of(table, row), lower);
    split.push_back({.kind = PieceKind::table, .table = part_of(table, {.last = row - 1, .divides = divides})});
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
  const auto title = std::ranges::find(draft, PieceKind::title, &Piece::kind)->text;
  const auto readers = std::to_string(random.between(1, 5000));
  Draft noisy;
  add_some(noisy,
           {"首页 > 政府信息公开 > 政府信息公开年报 > " + title, "字体：【大 中 小】",
            "浏览次数：" + readers + " 来源：本站", "【打印】【关闭】"},
           random);
  add_some(noisy, menu_of(draft, random), random);
  for (auto& piece : draft) {
    const bool begins = piece.kind == PieceKind::heading && random.chance(0.3);
    if (begins) noisy.push_back(page_number(random));
    noisy.push_back(std::move(piece));
  }
  add_some(noisy,
           {"附件：" + title + ".docx", "上一篇：政府信息公开指南", "【打印本页】【关闭窗口】",
            "主办单位：县政务服务中心 访问人次：" + readers},
           random);
  draft = std::move(noisy);
}

void lose_lines(Lines& lines, Random& random) {
  std::erase_if(lines, [&](const Line& line) { return !line.frame && random.chance(0.02); });
}

}  // namespace nianbao::generator
