#include "normalize/bind/ordered_head.h"

#include <algorithm>
#include <set>
#include <utility>

namespace nianbao::normalize {
namespace {

bool is_one_of(LabelId label, const std::vector<LabelId>& labels) {
  return std::ranges::find(labels, label) != labels.end();
}

// Without geometry only the order of the printed labels is known: all those of columns with values must come,
// line by line.
class OrderedHead {
 public:
  OrderedHead(const ObservedTable& table, const BlockSpec& block, const Template& form, const Vocabulary& vocabulary)
      : table_(table), block_(block), form_(form), vocabulary_(vocabulary) {}

  // The columns named, left to right; nothing when the head is not complete.
  std::optional<std::vector<int>> named_columns(RowRange range) {
    for (int row = range.first; row < range.last; ++row) {
      const auto pieces = words(row + 1 < range.last ? row + 1 : -1);
      std::size_t piece = 0;
      bool stranger = false;
      for (const auto cell : words(row)) {
        const auto& printed = table_.cell(cell).printed;
        if (used_.contains(cell) || take(printed) || begins_anew(printed)) continue;
        // A label broken over two lines: its other half is the next one of the row below.
        if (piece < pieces.size() && take(table_.cell(cell).printed.joined_with(table_.cell(pieces[piece]).printed))) {
          used_.insert(pieces[piece++]);
          continue;
        }
        const bool corner = names_block(cell);
        stranger |= !corner;
        // Columns before the row labels hold running numbers, and rows are read from behind their labels.
        if (corner && std::ranges::all_of(named_, [&](int column) { return !has_values(column); })) named_.clear();
      }
      // Rows above the first column label are titles and notes; in the head itself nothing may be unknown.
      if (stranger && next_ > 0) return std::nullopt;
    }
    const auto rest = block_.printed_order.begin() + static_cast<std::ptrdiff_t>(next_);
    if (std::any_of(rest, block_.printed_order.end(), [&](LabelId label) { return is_required(label); })) {
      return std::nullopt;
    }
    std::ranges::sort(named_);  // heads of several lines are not printed from left to right
    return std::move(named_);
  }

 private:
  std::vector<int> words(int row) const {
    std::vector<int> cells;
    if (row < 0 || table_.numbers_columns(row)) return cells;
    std::ranges::copy_if(table_.row(row), std::back_inserter(cells), [&](int cell) { return table_.cell(cell).words; });
    return cells;
  }

  int column_of(LabelId label) const {
    const auto found = std::ranges::find(block_.columns, label, &ColumnSpec::label);
    return found == block_.columns.end() ? -1 : static_cast<int>(found - block_.columns.begin());
  }

  bool has_values(int column) const { return block_.columns[column].role == ColumnRole::value; }
  bool is_required(LabelId label) const {
    const auto column = column_of(label);
    return column >= 0 && has_values(column);
  }

  // Groups and columns without values may be left out, columns of values may not.
  bool take(const PrintedLabel& printed) {
    for (auto at = next_; at < block_.printed_order.size(); ++at) {
      const auto label = block_.printed_order[at];
      if (match_label(printed, label, form_, vocabulary_)) {
        next_ = at + 1;
        if (column_of(label) >= 0) named_.push_back(column_of(label));
        return true;
      }
      if (is_required(label)) return false;
    }
    return false;
  }

  // A head printed again, as where a block above has lost its rows: only the last one counts.
  bool begins_anew(const PrintedLabel& printed) {
    const auto next = std::exchange(next_, 0);
    auto named = std::exchange(named_, {});
    if (take(printed)) return true;
    next_ = next;
    named_ = std::move(named);
    return false;
  }

  // A name of the block itself, or of a group that an outline has above its first row.
  bool names_block(int cell) const {
    return std::ranges::any_of(table_.cell(cell).matches, [&](const LabelMatch& match) {
      return is_one_of(match.label, block_.corners) || is_one_of(match.label, block_.titles) ||
             is_one_of(match.label, block_.rows.front().groups);
    });
  }

  const ObservedTable& table_;
  const BlockSpec& block_;
  const Template& form_;
  const Vocabulary& vocabulary_;
  std::size_t next_ = 0;    // the first label of the printed order not found yet
  std::vector<int> named_;  // columns found, left to right
  std::set<int> used_;      // second halves
};

}  // namespace

std::optional<std::vector<int>> ordered_columns(const ObservedTable& table, RowRange range, const BlockSpec& block,
                                                const Template& form, const Vocabulary& vocabulary) {
  return OrderedHead(table, block, form, vocabulary).named_columns(range);
}

}  // namespace nianbao::normalize
