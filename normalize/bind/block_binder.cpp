#include "normalize/bind/block_binder.h"

#include <algorithm>
#include <ranges>

#include "normalize/text/normal_text.h"

namespace nianbao::normalize {
namespace {

constexpr double kPositionConfidence = 0.98;
constexpr double kSharedHeadConfidence = 0.95;  // the one filled cell of several under one head

Method worse(Method left, Method right) { return std::max(left, right); }

class RowReader {
 public:
  RowReader(const ObservedTable& table, const BlockSpec& block, const BoundHead& head, HeadPlace place,
            const ValueRow& row)
      : table_(table), block_(block), head_(head), place_(place), row_(row) {}

  std::vector<int> asides() const {
    std::vector<int> cells;
    if (has_geometry()) {
      for (std::size_t i = 0; i < head_.columns.size(); ++i) {
        const auto& column = head_.columns[i];
        if (role(i) != ColumnRole::value && column.bound()) cells.push_back(table_.at(row_.row, column.first));
      }
      return cells;
    }
    const auto values = values_after_label();
    if (!head_.complete || values.size() != head_.order.size()) return cells;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (role(head_.order[i]) != ColumnRole::value) cells.push_back(values[i]);
    }
    return cells;
  }

  std::vector<BoundCell> read() const {
    if (!row_.fault.empty()) return unreadable(row_.fault);
    if (has_geometry() && fits_head()) return by_label();
    if (!head_.complete)
      return unreadable(head_.empty() ? "no head names the columns" : "the row does not fit its head");
    return by_position();
  }

 private:
  std::vector<BoundCell> by_position() const {
    const auto& order = head_.order;
    auto values = values_after_label();
    while (head_.padded && values.size() > order.size() && !filled(values.back())) values.pop_back();
    // A row that lost a value is filled up like any other; only a last value that is there rules that out. Below a head
    // of one line a dump that fills up looks like one that writes merged cells out, whose blanks are the source's.
    if (head_.padded && !is_one_line(block_) && values.size() > 1 && !filled(values.back())) {
      return unreadable("the last value may be filling");
    }
    if (values.size() != order.size()) return unreadable("the row has another number of values than its head");
    // A column lost from the head and a value lost from the row leave as many of both.
    if (order.size() < block_.columns.size() && std::ssize(table_.row(row_.row)) < table_.columns()) {
      return unreadable("the head may have lost a column, and the row a value");
    }
    std::string unit;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (role(order[i]) == ColumnRole::unit) unit = unit_in(values[i]);
    }
    std::vector<BoundCell> cells;
    cells.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (role(order[i]) != ColumnRole::value) continue;
      if (head_.ambiguous[order[i]]) {
        cells.push_back(fault(order[i], values[i], "the name of its column cannot be read"));
        continue;
      }
      cells.push_back(bound(order[i], values[i], Method::position, kPositionConfidence));
      cells.back().evidence = {.binding = Binding::order, .likened = head_.is_likened(order[i])};
      if (!unit.empty()) cells.back().unit = unit;
    }
    return cells;
  }

  ColumnRole role(std::size_t column) const { return block_.columns[column].role; }

  // Where the form has a column of units: what it says for this row.
  std::string unit_in(int cell) const {
    if (cell < 0 || table_.cell(cell).reading.state != State::text) return {};
    return std::string(NormalText(table_.source(cell).text, table_.script()).view());
  }

  bool has_geometry() const {
    const bool places = std::ranges::any_of(head_.columns, &BoundColumn::bound) ||
                        std::ranges::any_of(head_.rivals, [](const auto& rivals) { return !rivals.empty(); });
    return table_.exact() && head_.grid_columns == table_.columns() && places;
  }

  // The distinct cells at this row under [first, last]; -1 for a gap.
  std::vector<int> cells_under(int first, int last) const {
    std::vector<int> cells;
    for (int column = first; column <= last; ++column) {
      const auto cell = table_.at(row_.row, column);
      if (cells.empty() || cells.back() != cell) cells.push_back(cell);
    }
    return cells;
  }

  bool filled(int cell) const {
    return cell >= 0 && (table_.cell(cell).reading.state != State::blank || !table_.source(cell).nested.empty());
  }

  // Whether the row keeps to the columns of its head: its labels stay left of the values, no cell reaches
  // over the border of a column, no column is missing, and nothing stands where no head is.
  bool fits_head() const {
    // Labels left of their own head: one of the two rows has moved.
    if (row_.label_end >= 0 && row_.label_end < head_.corner) return false;
    std::vector<bool> headed(table_.columns());
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      const auto& column = head_.columns[i];
      if (!column.bound()) continue;
      std::fill(headed.begin() + column.first, headed.begin() + column.last + 1, true);
      if (role(i) == ColumnRole::value && column.first <= row_.label_end) return false;
      for (const auto cell : cells_under(column.first, column.last)) {
        if (cell < 0) return false;
        const auto& source = table_.source(cell);
        if (source.column < column.first || source.column + source.column_span - 1 > column.last) return false;
      }
    }
    for (const auto& foreign : head_.foreign) {
      std::fill(headed.begin() + foreign.first, headed.begin() + foreign.last + 1, true);
    }
    for (const auto& rival : head_.rivals | std::views::join) {
      std::fill(headed.begin() + rival.first, headed.begin() + rival.last + 1, true);
    }
    for (const auto cell : table_.row(row_.row)) {
      const auto& source = table_.source(cell);
      if (source.column > row_.label_end && !headed[source.column] && filled(cell)) return false;
    }
    return true;
  }

  // What the column of units says for this row.
  std::string stated_unit() const {
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      const auto& column = head_.columns[i];
      if (role(i) == ColumnRole::unit && column.bound()) return unit_in(table_.at(row_.row, column.first));
    }
    return {};
  }

  std::vector<BoundCell> by_label() const {
    const auto unit = stated_unit();
    std::vector<BoundCell> cells;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      const auto& column = head_.columns[i];
      if (role(i) != ColumnRole::value) continue;
      if (head_.ambiguous[i]) cells.push_back(of_rivals(i));
      if (!column.bound()) continue;
      auto under = cells_under(column.first, column.last);
      const bool shared = under.size() > 1;
      const auto value = std::ranges::find_if(under, [&](int cell) { return filled(cell); });
      const auto count = std::ranges::count_if(under, [&](int cell) { return filled(cell); });
      if (count > 1) {
        cells.push_back(fault(i, -1, "several values stand under one head"));
        continue;
      }
      const auto cell = value == under.end() ? under.front() : *value;
      const bool inherited = place_ == HeadPlace::earlier_table;
      cells.push_back(
          bound(i, cell, inherited ? Method::position : column.method,
                column.confidence * (shared ? kSharedHeadConfidence : 1) * (inherited ? kPositionConfidence : 1)));
      cells.back().evidence.binding = Binding::grid;
      if (!unit.empty()) cells.back().unit = unit;
    }
    return cells;
  }

  // A dump that repeats a merged cell in each place it covers has several columns of one name and one value, and
  // whichever of them it is, it says the same.
  BoundCell of_rivals(std::size_t column) const {
    const auto& rivals = head_.rivals[column];
    const auto cell = rivals.empty() ? -1 : table_.at(row_.row, rivals.front().first);
    const bool same = cell >= 0 && std::ranges::all_of(rivals, [&](const BoundColumn& rival) {
                        const auto under = cells_under(rival.first, rival.last);
                        return std::ranges::all_of(under, [&](int other) {
                          return other >= 0 && table_.source(other).nested.empty() &&
                                 table_.source(other).text == table_.source(cell).text;
                        });
                      });
    if (!same) return fault(column, -1, "several columns may be this one");
    auto result = bound(column, cell, rivals.front().method, rivals.front().confidence);
    result.evidence.binding = Binding::grid;
    return result;
  }

  // The cells that start in this row to the right of its labels; none when another row reaches in.
  std::vector<int> values_after_label() const {
    std::vector<int> values;
    for (const auto cell : table_.row(row_.row)) {
      if (table_.source(cell).column <= row_.label_end) continue;
      if (table_.source(cell).row != row_.row) return {};
      values.push_back(cell);
    }
    return values;
  }

  BoundCell bound(std::size_t column, int cell, Method method, double confidence) const {
    const auto& source = table_.source(cell);
    if (source.row_span > 1 && table_.cell(cell).reading.state != State::blank) {
      return fault(column, cell, "the cell reaches over several rows");
    }
    if (!source.nested.empty()) return fault(column, cell, "the cell holds a table");
    return {.field = block_.field(row_.form_row, column),
            .cell = cell,
            .unit = head_.units[column],
            .state = State::blank,
            .method = worse(row_.method, method),
            .confidence = row_.confidence * confidence};
  }

  BoundCell fault(std::size_t column, int cell, std::string note) const {
    return {.field = block_.field(row_.form_row, column),
            .cell = cell,
            .state = State::unreadable,
            .note = std::move(note),
            .method = row_.method,
            .confidence = row_.confidence};
  }

  std::vector<BoundCell> unreadable(const std::string& note) const {
    // Columns the head leaves out are absent, not unreadable.
    const bool any_named = std::ranges::any_of(head_.columns, &BoundColumn::bound);
    std::vector<BoundCell> cells;
    for (std::size_t column = 0; column < block_.columns.size(); ++column) {
      if (role(column) != ColumnRole::value) continue;
      if (!any_named || head_.columns[column].bound()) cells.push_back(fault(column, -1, note));
    }
    return cells;
  }

  const ObservedTable& table_;
  const BlockSpec& block_;
  const BoundHead& head_;
  HeadPlace place_;
  const ValueRow& row_;
};

}  // namespace

RowBinding bind_values(const ObservedTable& table, const BlockSpec& block, const BoundHead& head, HeadPlace place,
                       const ValueRow& row) {
  const RowReader reader(table, block, head, place, row);
  return {reader.read(), reader.asides()};
}

}  // namespace nianbao::normalize
