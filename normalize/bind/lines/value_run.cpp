#include "normalize/bind/lines/value_run.h"

#include <algorithm>
#include <ranges>

#include "normalize/bind/lines/mended_runs.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kMostAbove = 4;  // pieces of a label above its values
constexpr std::size_t kMostBelow = 4;
constexpr std::size_t kMostAnchors = 4;  // pieces of the nearest line above with which a label may begin

bool is_value(const ObservedTable& table, int cell) {
  return !table.cell(cell).words && table.cell(cell).reading.state != State::blank;
}

bool is_unit(const ObservedTable& table, int cell, const Vocabulary& vocabulary) {
  if (!table.cell(cell).words) return false;
  const NormalText text(table.source(cell).text, table.script());
  const auto unit = vocabulary.read_unit(text.view());
  return unit && unit->has_kind;
}

class RunFinder {
 public:
  RunFinder(const ObservedTable& table, const Vocabulary& vocabulary) : table_(table), vocabulary_(vocabulary) {}

  std::vector<ValueRun> find() {
    for (int row = 0; row < table_.rows(); ++row) see(table_.row(row), row);
    return std::move(runs_);
  }

 private:
  void see(std::span<const int> line, int row) {
    const bool alone = line.size() == 1;
    for (const auto cell : line) {
      const bool unit = is_unit(table_, cell, vocabulary_);
      if (!unit && !is_value(table_, cell)) continue;
      const bool follows = !runs_.empty() && runs_.back().last == cell;
      const bool same_line = follows && table_.source(cell - 1).row == row;
      const bool lists = follows && alone && !runs_.back().one_line;
      if (same_line || lists)
        runs_.back().last = cell + 1;
      else
        runs_.push_back({cell, cell + 1, !alone});
    }
  }

  const ObservedTable& table_;
  const Vocabulary& vocabulary_;
  std::vector<ValueRun> runs_;
};

bool overlap(const extract::Cell& left, const extract::Cell& right) {
  return left.column < right.column + right.column_span && right.column < left.column + left.column_span;
}

class LabelReader {
 public:
  // Words in cells [begin, end) may belong to the run.
  LabelReader(const ObservedTable& table, const ValueRun& run, int begin, int end)
      : table_(table), run_(run), begin_(begin), end_(end) {}

  std::vector<RunLabel> read() {
    const auto beside = cell_beside();
    if (beside >= 0) {
      stack({beside}, Placement::beside);
      // A label torn apart on its line.
      if (beside - 1 >= begin_ && same_line(beside - 1, beside)) stack({beside - 1, beside}, Placement::beside);
      return std::move(labels_);
    }
    read_above();
    if (run_.one_line) read_around();
    return std::move(labels_);
  }

 private:
  bool same_line(int left, int right) const { return table_.source(left).row == table_.source(right).row; }
  bool is_word(int cell) const { return cell >= begin_ && cell < end_ && table_.cell(cell).words; }

  int cell_beside() const {
    const auto before = run_.first - 1;
    return is_word(before) && same_line(before, run_.first) ? before : -1;
  }

  void add(std::vector<int> cells, Placement placement) {
    PrintedLabel printed;
    for (const auto cell : std::views::reverse(cells)) printed = table_.cell(cell).printed.joined_with(printed);
    if (!printed.empty()) labels_.push_back({std::move(printed), std::move(cells), placement});
  }

  // The pieces above (or below) a piece that stand in its column, nearest first.
  std::vector<int> column_of(int anchor, int step, std::size_t most) const {
    std::vector<int> column;
    for (auto cell = anchor + step; cell >= begin_ && cell < end_ && column.size() < most; cell += step) {
      if (!is_word(cell) || same_line(cell, anchor) || same_line(cell, run_.first)) continue;
      if (!column.empty() && same_line(cell, column.back())) continue;
      if (step > 0 && table_.cell(cell).printed.empty()) continue;  // a numbering begins another label
      if (overlap(table_.source(cell), table_.source(anchor))) column.push_back(cell);
    }
    return column;
  }

  // The words with more of the label above them and below.
  void stack(const std::vector<int>& middle, Placement placement) {
    const auto above = column_of(middle.front(), -1, kMostAbove);
    const auto below = run_.one_line ? column_of(middle.back(), 1, kMostBelow) : std::vector<int>{};
    for (std::size_t up = 0; up <= above.size(); ++up) {
      for (std::size_t down = 0; down <= below.size(); ++down) {
        std::vector<int> cells(above.rend() - static_cast<std::ptrdiff_t>(up), above.rend());
        cells.insert(cells.end(), middle.begin(), middle.end());
        cells.insert(cells.end(), below.begin(), below.begin() + static_cast<std::ptrdiff_t>(down));
        add(std::move(cells), placement);
      }
    }
  }

  void read_above() {
    std::vector<int> cells;
    for (auto cell = run_.first - 1; is_word(cell) && cells.size() < kMostAbove; --cell) {
      cells.insert(cells.begin(), cell);
      add(cells, Placement::above);
    }
  }

  void read_around() {
    int row = -1;
    std::size_t anchors = 0;
    for (auto cell = run_.first - 1; is_word(cell) && anchors < kMostAnchors; --cell, ++anchors) {
      constexpr int kFarthest = 2;  // lines: a group's words may stand between
      if (row < 0) row = table_.source(cell).row;
      if (row - table_.source(cell).row >= kFarthest) break;
      const auto above = column_of(cell, -1, kMostAbove - 1);
      const auto below = column_of(cell, 1, kMostBelow);
      for (std::size_t up = 0; up <= above.size(); ++up) {
        for (std::size_t down = 1; down <= below.size(); ++down) {
          std::vector<int> cells(above.rend() - static_cast<std::ptrdiff_t>(up), above.rend());
          cells.push_back(cell);
          cells.insert(cells.end(), below.begin(), below.begin() + static_cast<std::ptrdiff_t>(down));
          add(std::move(cells), Placement::around);
        }
      }
    }
  }

  const ObservedTable& table_;
  const ValueRun& run_;
  int begin_;
  int end_;
  std::vector<RunLabel> labels_;
};

}  // namespace

std::vector<ValueRun> value_runs(const ObservedTable& table, const Vocabulary& vocabulary) {
  auto runs = RunFinder(table, vocabulary).find();
  std::erase_if(runs, [&](const ValueRun& run) {
    for (auto cell = run.first; cell < run.last; ++cell) {
      if (!table.cell(cell).words) return false;
    }
    return true;  // units alone
  });
  return mend_asides(table, runs);
}

bool numbers_columns(const ObservedTable& table, const ValueRun& run) {
  constexpr int kFewest = 2;
  int expected = 0;
  for (auto cell = run.first; cell < run.last; ++cell) {
    if (table.cell(cell).reading.value != Decimal(++expected)) return false;
  }
  return expected >= kFewest;
}

std::vector<RunLabel> labels_around(const ObservedTable& table, const std::vector<ValueRun>& runs, std::size_t at) {
  const auto begin = at == 0 ? 0 : runs[at - 1].last;
  const auto end = at + 1 == runs.size() ? static_cast<int>(table.table().cells.size()) : runs[at + 1].first;
  return LabelReader(table, runs[at], begin, end).read();
}

}  // namespace nianbao::normalize
