#include "normalize/bind/lines/head_units.h"

#include <algorithm>
#include <set>
#include <utility>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kMostPieces = 8;  // of one label: printed vertically, it has one character a line
constexpr int kFarthestPiece = 3;       // lines from one piece of a label to the next

class UnitFinder {
 public:
  UnitFinder(const ObservedTable& table, std::span<const int> words, const BlockSpec& block, const Template& form,
             const Vocabulary& vocabulary)
      : table_(table), words_(words), form_(form), vocabulary_(vocabulary) {
    for (const auto* labels : {&block.printed_order, &block.corners, &block.titles}) {
      labels_.insert(labels_.end(), labels->begin(), labels->end());
    }
    for (const auto label : labels_) {
      for (const auto& name : form.labels[label].names) longest_ = std::max(longest_, name.wide.size());
    }
  }

  std::vector<HeadUnit> find() {
    for (std::size_t at = 0; at < words_.size(); ++at) grow({at}, table_.cell(words_[at]).printed);
    std::ranges::stable_sort(candidates_, [](const HeadUnit& left, const HeadUnit& right) {
      return std::pair(left.score, left.cells.size()) > std::pair(right.score, right.cells.size());
    });
    std::set<int> taken;
    std::vector<HeadUnit> units;
    for (const auto& unit : candidates_) {
      if (std::ranges::any_of(unit.cells, [&](int cell) { return taken.contains(cell); })) continue;
      if (runs_labels_together(unit)) continue;
      taken.insert(unit.cells.begin(), unit.cells.end());
      units.push_back(unit);
    }
    for (const auto cell : words_) {
      if (!taken.contains(cell)) units.push_back({.cells = {cell}, .printed = table_.cell(cell).printed});
    }
    std::ranges::sort(units, {}, [](const HeadUnit& unit) { return unit.cells.front(); });
    return units;
  }

 private:
  // Labels one below the other, a group and a column of it, may be read together as the column's. That is what they say
  // where print runs them together; where each is one by itself and not all as they should be, they stand apart.
  bool runs_labels_together(const HeadUnit& unit) const {
    if (unit.cells.size() < 2 || unit.score >= kUndamaged) return false;
    return std::ranges::all_of(unit.cells, [&](int cell) {
      return std::ranges::any_of(
          candidates_, [&](const HeadUnit& other) { return other.cells.size() == 1 && other.cells.front() == cell; });
    });
  }

  static bool overlap(const extract::Cell& left, const extract::Cell& right) {
    return left.column < right.column + right.column_span && right.column < left.column + left.column_span;
  }

  bool is_label(std::size_t at) const { return form_.called.contains(table_.cell(words_[at]).printed.key.key); }

  // Adds the label these words make, if they do, and goes on with each word of the nearest line below them. One label
  // may have got between the halves of another.
  void grow(const std::vector<std::size_t>& chain, const PrintedLabel& printed) {
    add(chain, printed);
    if (chain.size() == kMostPieces || printed.wide.size() > longest_) return;
    const auto& last = table_.source(words_[chain.back()]);
    int row = -1;
    for (auto at = chain.back() + 1; at < words_.size(); ++at) {
      const auto& next = table_.source(words_[at]);
      if (next.row == last.row || !overlap(last, next)) continue;
      if (next.row - last.row > kFarthestPiece || (row >= 0 && next.row != row)) break;
      const bool got_between = at == chain.back() + 1 && is_label(at);
      if (row < 0 && !got_between) row = next.row;
      auto longer = chain;
      longer.push_back(at);
      grow(longer, printed.joined_with(table_.cell(words_[at]).printed));
    }
  }

  void add(const std::vector<std::size_t>& chain, const PrintedLabel& printed) {
    HeadUnit unit{.printed = printed};
    for (const auto label : labels_) {
      const auto match = match_label(printed, label, form_, vocabulary_);
      if (!match) continue;
      unit.score = std::max(unit.score, match.score);
      unit.labels.push_back(label);
    }
    if (!unit.known()) return;
    for (const auto at : chain) unit.cells.push_back(words_[at]);
    candidates_.push_back(std::move(unit));
  }

  const ObservedTable& table_;
  std::span<const int> words_;
  const Template& form_;
  const Vocabulary& vocabulary_;
  std::vector<LabelId> labels_;
  std::size_t longest_ = 0;  // name of a label, in characters
  std::vector<HeadUnit> candidates_;
};

}  // namespace

std::vector<HeadUnit> find_head_units(const ObservedTable& table, std::span<const int> words, const BlockSpec& block,
                                      const Template& form, const Vocabulary& vocabulary) {
  return UnitFinder(table, words, block, form, vocabulary).find();
}

}  // namespace nianbao::normalize
