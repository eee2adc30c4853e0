#include "normalize/bind/column_binder.h"

#include <algorithm>
#include <cstdint>

#include "normalize/bind/lines/line_head.h"
#include "normalize/bind/ordered_head.h"
#include "normalize/bind/stated_unit.h"
#include "normalize/locate/alignment.h"

namespace nianbao::normalize {
namespace {

constexpr double kLeastMargin = 0.02;
constexpr double kLeastCertain = 0.94;  // of an undamaged name under no strange group
constexpr double kGroupAgrees = 0.15;
constexpr double kGroupDiffers = -0.3;
constexpr double kOrderConfidence = 0.98;    // of two columns of one name, told apart by their order
constexpr double kCarriedConfidence = 0.97;  // of what is left of a name, in its place
constexpr std::size_t kMostPieces = 6;       // a head printed vertically has one character in each of its rows

bool is_one_of(LabelId label, const std::vector<LabelId>& labels) {
  return std::ranges::find(labels, label) != labels.end();
}

// Adjacent grid columns under the same words of the head.
struct HeadColumn {
  int first = 0;
  int last = 0;
  std::vector<int> path;  // cells with words, from the top
};

std::vector<HeadColumn> head_columns(const ObservedTable& table, RowRange range) {
  std::vector<HeadColumn> columns;
  for (int column = 0; column < table.columns(); ++column) {
    std::vector<int> path;
    for (int row = range.first; row < range.last; ++row) {
      const auto cell = table.numbers_columns(row) ? -1 : table.at(row, column);
      const bool title = cell >= 0 && table.columns() > 1 && table.source(cell).column_span == table.columns();
      if (cell >= 0 && !title && table.cell(cell).words && (path.empty() || path.back() != cell)) path.push_back(cell);
    }
    if (!columns.empty() && path == columns.back().path)
      columns.back().last = column;
    else
      columns.push_back({column, column, std::move(path)});
  }
  return columns;
}

class GridHead {
 public:
  GridHead(const ObservedTable& table, const BlockSpec& block, const Template& form, const Vocabulary& vocabulary)
      : table_(table), block_(block), form_(form), vocabulary_(vocabulary) {}

  BoundHead bind(RowRange range) {
    const auto heads = head_columns(table_, range);
    PairScores scores(heads.size(), block_.columns.size());
    std::vector<LabelMatch> matches(heads.size() * block_.columns.size());
    for (std::size_t i = 0; i < heads.size(); ++i) {
      for (std::size_t j = 0; j < block_.columns.size(); ++j) {
        scores.at(i, j) = score(heads[i], block_.columns[j], matches[i * block_.columns.size() + j]);
      }
    }
    BoundHead head{.columns = std::vector<BoundColumn>(block_.columns.size()), .grid_columns = table_.columns()};
    const auto pairings = align(scores);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const auto column = pairings[i].other;
      if (column >= 0 && pairings[i].margin >= kLeastMargin) {
        const auto& match = matches[i * block_.columns.size() + column];
        const bool by_order = is_shared(scores, i, column);
        head.columns[column] = {heads[i].first, heads[i].last, by_order ? Method::position : match.method,
                                confidence_of(match) * (by_order ? kOrderConfidence : 1)};
      } else if (const auto carried = carried_column(pairings, heads, i); carried >= 0) {
        head.columns[carried] = {heads[i].first, heads[i].last, Method::position, kCarriedConfidence};
      } else if (is_foreign(heads[i]) || names_some_column(scores, i)) {
        head.foreign.push_back({heads[i].first, heads[i].last, table_.source(heads[i].path.back()).text});
      }
    }
    find_rivals(heads, scores, matches, head);
    const auto corner = corner_of(heads);
    if (corner != nullptr) head.corner = corner->first;
    head.order = order_of(head, corner == nullptr ? -1 : corner->last);
    head.complete = is_complete(head);
    return head;
  }

 private:
  static bool names(const PairScores& scores, std::size_t head, std::size_t column) {
    return scores.at(head, column) >= kLeastCertain;
  }

  // The column both neighbours leave room for, of whose name something is left; -1 where there is none.
  int carried_column(const std::vector<Pairing>& pairings, const std::vector<HeadColumn>& heads, std::size_t at) const {
    if (at == 0 || heads[at].path.empty() || pairings[at].other >= 0 || pairings[at - 1].other < 0) return -1;
    const auto column = pairings[at - 1].other + 1;
    const auto after = at + 1 < heads.size() ? pairings[at + 1].other : static_cast<int>(block_.columns.size());
    if (column >= std::ssize(block_.columns) || after != column + 1) return -1;
    const auto& printed = table_.cell(heads[at].path.back()).printed;
    return is_rest_of(printed, block_.columns[column].label, form_, vocabulary_) ? column : -1;
  }

  // One of the block's columns, undamaged, though not which one.
  static bool names_some_column(const PairScores& scores, std::size_t head) {
    for (std::size_t column = 0; column < scores.right(); ++column) {
      if (names(scores, head, column)) return true;
    }
    return false;
  }

  // Heads that name an unbound column without a fault, or as well as one another.
  static void find_rivals(const std::vector<HeadColumn>& heads, const PairScores& scores,
                          const std::vector<LabelMatch>& matches, BoundHead& bound) {
    bound.ambiguous.resize(scores.right());
    bound.rivals.resize(scores.right());
    for (std::size_t column = 0; column < scores.right(); ++column) {
      if (bound.columns[column].bound()) continue;
      double best = 0;
      for (std::size_t head = 0; head < scores.left(); ++head) best = std::max(best, scores.at(head, column));
      bool shared = false;
      auto& rivals = bound.rivals[column];
      for (std::size_t head = 0; head < scores.left(); ++head) {
        bound.ambiguous[column] = bound.ambiguous[column] || names(scores, head, column);
        if (scores.at(head, column) == 0 || scores.at(head, column) < std::min(best, kLeastCertain)) continue;
        const auto& match = matches[head * scores.right() + column];
        rivals.push_back({heads[head].first, heads[head].last, match.method, confidence_of(match)});
        shared = shared || is_shared(scores, head, static_cast<int>(column));
      }
      if (shared || rivals.size() == 1) rivals.clear();
      bound.ambiguous[column] = bound.ambiguous[column] || !rivals.empty();
    }
  }

  // Two columns of the block have this name, so that only their order told them apart.
  static bool is_shared(const PairScores& scores, std::size_t head, std::size_t column) {
    for (std::size_t other = 0; other < scores.right(); ++other) {
      if (other != column && scores.at(head, other) >= scores.at(head, column)) return true;
    }
    return false;
  }

  const HeadColumn* corner_of(const std::vector<HeadColumn>& heads) const {
    const auto found = std::ranges::find_if(
        heads, [&](const HeadColumn& head) { return !head.path.empty() && names_corner(head.path.back()); });
    return found == heads.end() ? nullptr : &*found;
  }

  // The columns from left to right, from behind the row labels.
  std::vector<int> order_of(const BoundHead& head, int labels) const {
    std::vector<int> order;
    for (int column = 0; column < std::ssize(head.columns); ++column) {
      const auto& bound = head.columns[column];
      if (bound.bound() && bound.first > labels) order.push_back(column);
    }
    std::ranges::sort(order, {}, [&](int column) { return head.columns[column].first; });
    return order;
  }

  bool names_corner(int cell) const {
    return std::ranges::any_of(table_.cell(cell).matches,
                               [&](const LabelMatch& match) { return is_one_of(match.label, block_.corners); });
  }

  // The best way to read the lower end of the path as the column's name, and the rest as its groups.
  double score(const HeadColumn& head, const ColumnSpec& column, LabelMatch& best) const {
    double best_score = 0;
    PrintedLabel joined;
    const auto pieces = std::min(head.path.size(), kMostPieces);
    for (std::size_t taken = 1; taken <= pieces; ++taken) {
      const auto at = head.path.size() - taken;
      joined = table_.cell(head.path[at]).printed.joined_with(joined);
      const auto match = match_label(joined, column.label, form_, vocabulary_);
      if (!match) continue;
      const auto score = match.score + group_evidence(head, at, column);
      if (score <= best_score) continue;
      best_score = score;
      best = match;
    }
    return best_score;
  }

  double group_evidence(const HeadColumn& head, std::size_t end, const ColumnSpec& column) const {
    double evidence = 0;
    for (std::size_t i = 0; i < end; ++i) {
      bool agrees = false;
      bool differs = false;
      for (const auto& match : table_.cell(head.path[i]).matches) {
        if (is_one_of(match.label, column.groups))
          agrees = true;
        else if (is_one_of(match.label, block_.printed_order))
          differs = true;
      }
      evidence += agrees ? kGroupAgrees : differs ? kGroupDiffers : 0;
    }
    return evidence;
  }

  // Has a name that belongs neither above the row labels nor to the whole block, nor to a group of its
  // columns: under a group alone stands a column whose own name went astray.
  bool is_foreign(const HeadColumn& head) const {
    if (head.path.empty()) return false;
    const auto& matches = table_.cell(head.path.back()).matches;
    return std::ranges::none_of(matches, [&](const LabelMatch& match) {
      return is_one_of(match.label, block_.corners) || is_one_of(match.label, block_.titles) ||
             is_one_of(match.label, block_.printed_order);
    });
  }

  bool is_complete(const BoundHead& head) const {
    const auto has_values = [](const ColumnSpec& column) { return column.role == ColumnRole::value; };
    const auto named =
        std::ranges::count_if(head.order, [&](int column) { return has_values(block_.columns[column]); });
    if (named < std::ranges::count_if(block_.columns, has_values)) return false;
    const auto first = head.columns[head.order.front()].first;
    return std::ranges::none_of(head.foreign, [&](const ForeignColumn& other) { return other.last > first; });
  }

  const ObservedTable& table_;
  const BlockSpec& block_;
  const Template& form_;
  const Vocabulary& vocabulary_;
};

bool names_columns(const ObservedTable& table, int row, const BlockSpec& block) {
  return std::ranges::any_of(table.row(row), [&](int cell) {
    return std::ranges::any_of(table.cell(cell).matches,
                               [&](const LabelMatch& match) { return is_one_of(match.label, block.printed_order); });
  });
}

enum class Blanks : std::uint8_t { none, at_end, between };

// Where the blanks of a row stand among its words.
Blanks blanks_of(const ObservedTable& table, int row) {
  bool words = false;
  bool blank_after_words = false;
  for (const auto cell : table.row(row)) {
    const bool blank = table.cell(cell).reading.state == State::blank;
    if (!blank && blank_after_words) return Blanks::between;
    words = words || !blank;
    blank_after_words = words && blank;
  }
  return blank_after_words ? Blanks::at_end : Blanks::none;
}

// Whether a dump drops merged cells and fills its rows up with blanks at their ends instead: the first row
// of the head ends in blanks, which no cell from above can have left there, and no row has blanks between
// its words. Where another head of the table is so, a head of one line with room for filling is taken to be so too.
bool pads_rows(const ObservedTable& table, RowRange range, const BlockSpec& block) {
  if (table.table().dialect.empty() || table.tells_spans()) return false;
  if (is_one_line(block) && std::ssize(block.columns) + 1 < table.columns() && table.pads_heads()) return true;
  while (!range.empty() && !names_columns(table, range.first, block)) ++range.first;
  if (range.empty() || blanks_of(table, range.first) != Blanks::at_end) return false;
  for (int row = range.first; row < range.last; ++row) {
    if (blanks_of(table, row) == Blanks::between) return false;
  }
  return true;
}

// Whether a row that names columns of the block is shorter than the table: a cell is missing in it, and those
// after it may stand under the wrong names.
bool has_gap(const ObservedTable& table, RowRange range, const BlockSpec& block) {
  for (int row = range.first; row < range.last; ++row) {
    if (!names_columns(table, row, block)) continue;
    for (int column = 0; column < table.columns(); ++column) {
      if (table.at(row, column) < 0) return true;
    }
  }
  return false;
}

std::string stated_unit(const ObservedTable& table, RowRange range, LabelId column, const Vocabulary& vocabulary) {
  for (int row = range.first; row < range.last; ++row) {
    for (const auto cell : table.row(row)) {
      if (!table.match(cell, column)) continue;
      if (auto unit = unit_stated_in(table.source(cell).text, table.script(), vocabulary); !unit.empty()) return unit;
    }
  }
  return {};
}

std::vector<int> words_of(const ObservedTable& table, RowRange range) {
  std::vector<int> words;
  for (int row = range.first; row < range.last; ++row) {
    if (table.numbers_columns(row)) continue;
    for (const auto cell : table.row(row)) {
      if (table.cell(cell).words && table.source(cell).row == row) words.push_back(cell);
    }
  }
  return words;
}

}  // namespace

bool BoundHead::empty() const {
  return order.empty() && std::ranges::all_of(rivals, [](const auto& heads) { return heads.empty(); });
}

bool leaves_out_column(const BoundHead& head, const BlockSpec& block) {
  auto last = std::ssize(block.columns);
  while (block.columns[last - 1].role == ColumnRole::aside) --last;
  return std::ranges::count_if(head.order, [&](int column) { return column < last; }) < last;
}

bool is_one_line(const BlockSpec& block) {
  return std::ranges::all_of(block.columns, [](const ColumnSpec& column) { return column.groups.empty(); });
}

BoundHead bind_columns(const ObservedTable& table, RowRange range, const BlockSpec& block, const Template& form,
                       const Vocabulary& vocabulary) {
  BoundHead head{.columns = std::vector<BoundColumn>(block.columns.size()),
                 .ambiguous = std::vector<bool>(block.columns.size()),
                 .grid_columns = table.columns()};
  head.padded = pads_rows(table, range, block);
  if (table.exact() && !head.padded && !has_gap(table, range, block)) {
    head = GridHead(table, block, form, vocabulary).bind(range);
  } else if (auto named = ordered_columns(table, range, block, form, vocabulary)) {
    head.order = std::move(*named);
    head.complete = true;
  } else {
    auto damaged = bind_line_head(table, words_of(table, range), block, form, vocabulary, HeadOrder::line_by_line);
    head.order = std::move(damaged.order);
    head.ambiguous = std::move(damaged.ambiguous);
    head.likened = std::move(damaged.likened);
    head.complete = damaged.complete;
  }
  for (const auto& column : block.columns) {
    head.units.push_back(stated_unit(table, range, column.label, vocabulary));
  }
  return head;
}

}  // namespace nianbao::normalize
