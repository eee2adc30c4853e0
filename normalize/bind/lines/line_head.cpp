#include "normalize/bind/lines/line_head.h"

#include <algorithm>
#include <utility>

#include "normalize/bind/lines/head_units.h"
#include "normalize/bind/stated_unit.h"
#include "normalize/locate/alignment.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kMostWords = 200;  // of a head: the longest has some sixty labels, printed vertically in pieces
constexpr double kCarried = 0.2;         // of what is left of a name, beside one that is matched
constexpr std::ptrdiff_t kLabelsACarried = 3;

bool contains(const std::vector<LabelId>& labels, LabelId label) {
  return std::ranges::find(labels, label) != labels.end();
}

class LineHead {
 public:
  LineHead(const ObservedTable& table, const BlockSpec& block, const Template& form, const Vocabulary& vocabulary)
      : table_(table), block_(block), form_(form), vocabulary_(vocabulary) {}

  // The columns named, left to right; nothing when the head is not complete.
  std::vector<int> columns(std::vector<HeadUnit> units, HeadOrder order) {
    if (follows_stranger(units)) return {};
    if (order == HeadOrder::line_by_line) return read(units, block_.printed_order);
    std::vector<LabelId> leaves;
    leaves.reserve(block_.columns.size());
    for (const auto& column : block_.columns) leaves.push_back(column.label);
    auto line_by_line = read(units, block_.printed_order);
    std::ranges::stable_sort(units, {}, [&](const HeadUnit& unit) { return table_.source(unit.cells.front()).column; });
    if (auto left_to_right = read(units, leaves); !left_to_right.empty()) return left_to_right;
    return line_by_line.empty() ? as_a_set(units) : line_by_line;
  }

  // The unit that names each column, once columns() found them.
  const std::vector<HeadUnit>& named() const { return named_; }

  // Whether a column is only known to stand there: its name cannot be read.
  bool is_illegible(int column) const { return !is_read(column) && !is_likened(column); }

  // Whether it is known by its place and a likeness of its name. Of a short name little is left where one character is
  // another: it takes several other columns, each known by its own name, to leave no doubt whose place that is.
  bool is_likened(int column) const {
    constexpr int kCompany = 4;   // other columns of values
    constexpr int kLongName = 4;  // characters
    constexpr int kShortName = 2;
    if (is_read(column) || named_[column].cells.empty()) return false;
    int others = 0;
    bool all = true;
    for (int other = 0; other < std::ssize(block_.columns); ++other) {
      if (other == column || block_.columns[other].role != ColumnRole::value) continue;
      others += is_read(other) ? 1 : 0;
      all = all && (is_read(other) || bears_likeness(other, kLongName));
    }
    return bears_likeness(column, all && others >= kCompany ? kShortName : kLongName);
  }

 private:
  bool is_read(int column) const {
    const auto& unit = named_[column];
    return unit.known() || is_rest(unit, block_.columns[column].label);
  }

  // Like its name and no other column's.
  bool bears_likeness(int column, std::size_t shortest) const {
    const auto& printed = named_[column].printed;
    const auto is_called = [&](LabelId left, LabelId right) {
      return form_.labels[left].names.front().key == form_.labels[right].names.front().key;
    };
    const auto own = block_.columns[column].label;
    return is_like(printed, own, form_, vocabulary_, shortest) &&
           std::ranges::none_of(block_.printed_order, [&](LabelId other) {
             return !is_called(other, own) && is_like(printed, other, form_, vocabulary_, 1);
           });
  }

  int column_of(LabelId label) const {
    const auto found = std::ranges::find(block_.columns, label, &ColumnSpec::label);
    return found == block_.columns.end() ? -1 : static_cast<int>(found - block_.columns.begin());
  }

  bool is_required(LabelId label) const {
    const auto column = column_of(label);
    return column >= 0 && block_.columns[column].role == ColumnRole::value;
  }

  bool is_rest(const HeadUnit& unit, LabelId label) const {
    return is_rest_of(unit.printed, label, form_, vocabulary_);
  }

  double score(const HeadUnit& unit, LabelId label) const {
    if (unit.known()) return contains(unit.labels, label) ? unit.score : 0;
    return is_rest(unit, label) ? kCarried : 0;
  }

  // Most characters of a name in their places. Enough for words without values: were it a column, the rows would have
  // more values than the head has columns.
  bool is_mostly(const HeadUnit& unit, LabelId label) const {
    constexpr std::size_t kShortest = 4;  // characters
    const auto& printed = unit.printed.wide;
    return std::ranges::any_of(form_.labels[label].names, [&](const LabelName& name) {
      if (name.wide.size() < kShortest || name.wide.size() != printed.size()) return false;
      std::size_t same = 0;
      for (std::size_t i = 0; i < printed.size(); ++i) same += printed[i] == name.wide[i] ? 1 : 0;
      return 5 * same >= 3 * printed.size();
    });
  }

  // Names of the block itself, what stands above its row labels, and groups of its columns, damaged or not, stand
  // anywhere.
  bool is_aside(const HeadUnit& unit) const {
    const auto is_column = [&](LabelId label) { return column_of(label) >= 0; };
    if (unit.known()) return std::ranges::none_of(unit.labels, is_column);
    const auto may_be = [&](LabelId label) { return is_rest(unit, label) || is_mostly(unit, label); };
    return std::ranges::any_of(block_.corners, may_be) || std::ranges::any_of(block_.titles, may_be) ||
           std::ranges::any_of(block_.printed_order, [&](LabelId label) { return !is_column(label) && may_be(label); });
  }

  bool names_column(const HeadUnit& unit) const {
    return std::ranges::any_of(unit.labels, [&](LabelId label) { return column_of(label) >= 0; });
  }

  // An unknown word right before the first column is a column of another form.
  bool follows_stranger(const std::vector<HeadUnit>& units) const {
    const auto first = std::ranges::find_if(units, [&](const HeadUnit& unit) { return names_column(unit); });
    if (first == units.begin() || first == units.end()) return false;
    const auto& before = *std::prev(first);
    if (before.known() || is_aside(before)) return false;
    return contains(first->labels, block_.columns.front().label);
  }

  // What one order of labels makes of the units.
  struct Reading {
    std::vector<int> columns;
    std::vector<HeadUnit> named;
    std::ptrdiff_t in_place = 0;  // columns whose names are damaged
  };

  std::vector<int> read(const std::vector<HeadUnit>& units, std::span<const LabelId> order) {
    PairScores scores(units.size(), order.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
      for (std::size_t j = 0; j < order.size(); ++j) scores.at(i, j) = score(units[i], order[j]);
    }
    const auto pairings = align(scores);
    Reading reading{.named = std::vector<HeadUnit>(block_.columns.size())};
    std::vector<const HeadUnit*> strangers;
    std::size_t next = 0;  // of the order, the first label not found yet
    for (std::size_t i = 0; i < units.size(); ++i) {
      const auto& unit = units[i];
      if (pairings[i].other < 0) {
        if (!is_aside(unit))
          strangers.push_back(&unit);
        else if (next == 0)
          strangers.clear();  // titles above
        continue;
      }
      const auto at = static_cast<std::size_t>(pairings[i].other);
      if (!take_strangers(strangers, order.subspan(next, at - next), next == 0, reading)) return {};
      take(unit, order[at], reading);
      next = at + 1;
    }
    if (!take_strangers(strangers, order.subspan(next), true, reading)) return {};
    std::ranges::sort(reading.columns);  // heads of several lines are not printed from left to right
    return names_enough(reading) ? std::move(reading.columns) : std::vector<int>{};
  }

  // Names are damaged here and there. Half of them at least must be there, and most of the others in part.
  bool names_enough(const Reading& reading) {
    constexpr std::ptrdiff_t kFewestNames = 1;
    const auto columns = std::ssize(reading.columns);
    auto before = std::exchange(named_, reading.named);
    const auto illegible = std::ranges::count_if(reading.columns, [&](int column) { return is_illegible(column); });
    const auto whole = columns - reading.in_place;
    const bool in_part = whole >= kFewestNames && whole >= reading.in_place;
    const bool enough = columns > 0 && kLabelsACarried * illegible <= columns &&
                        (in_part || kLabelsACarried * reading.in_place <= columns);
    if (!enough) named_ = std::move(before);
    return enough;
  }

  void take(const HeadUnit& unit, LabelId label, Reading& reading) const {
    const auto column = column_of(label);
    if (column < 0) return;
    reading.columns.push_back(column);
    reading.named[column] = unit;
    reading.in_place += unit.known() ? 0 : 1;
  }

  // Where as many unknown words stand as labels are missing, they are these, damaged or not the form's: the columns are
  // there, but their values are not known by name. At the ends of the head unknown words may belong to something else.
  bool take_strangers(std::vector<const HeadUnit*>& strangers, std::span<const LabelId> missing, bool at_end,
                      Reading& reading) const {
    const auto taken = std::exchange(strangers, {});
    std::vector<LabelId> required;
    std::ranges::copy_if(missing, std::back_inserter(required), [&](LabelId label) { return is_required(label); });
    if (required.empty() && taken.size() != missing.size()) return at_end || taken.empty();
    const auto labels = taken.size() == missing.size() ? missing : std::span<const LabelId>(required);
    if (taken.size() != labels.size()) return false;
    for (std::size_t i = 0; i < labels.size(); ++i) take(*taken[i], labels[i], reading);
    return true;
  }

  // A dump that prints a head group by group: every column by an undamaged name of its own, those of one group
  // in order, and nothing unknown among them.
  std::vector<int> as_a_set(std::vector<HeadUnit> units) {
    std::ranges::sort(units, {}, [](const HeadUnit& unit) { return unit.cells.front(); });
    std::vector<int> columns;
    std::vector<HeadUnit> named(block_.columns.size());
    bool stranger = false;
    for (const auto& unit : units) {
      const auto column = sure_column(unit);
      if (column < 0) {
        stranger = stranger || (!columns.empty() && !is_aside(unit));
        continue;
      }
      const bool misplaced = std::ranges::any_of(columns, [&](int earlier) {
        return earlier == column || (earlier > column && shares_groups(earlier, column));
      });
      if (stranger || misplaced) return {};
      columns.push_back(column);
      named[column] = unit;
    }
    if (columns.size() != block_.columns.size()) return {};
    named_ = std::move(named);
    std::ranges::sort(columns);
    return columns;
  }

  int sure_column(const HeadUnit& unit) const {
    if (unit.score < kUndamaged) return -1;
    std::vector<int> columns;
    for (const auto label : unit.labels) {
      if (column_of(label) >= 0) columns.push_back(column_of(label));
    }
    return columns.size() == 1 ? columns.front() : -1;
  }

  bool shares_groups(int left, int right) const { return block_.columns[left].groups == block_.columns[right].groups; }

  const ObservedTable& table_;
  const BlockSpec& block_;
  const Template& form_;
  const Vocabulary& vocabulary_;
  std::vector<HeadUnit> named_;
};

// A unit stated by one word of the head alone, as where it got on a line of its own: it is that of the columns which
// state none.
std::string loose_unit(const ObservedTable& table, std::span<const int> words, const Vocabulary& vocabulary) {
  for (const auto cell : words) {
    auto stated = unit_stated_in(table.source(cell).text, table.script(), vocabulary);
    const auto unit = vocabulary.read_unit(stated);
    if (unit && unit->has_kind) return stated;
  }
  return {};
}

// Whether print shows by itself that names broken over lines stand in columns: packed closely, a shorter word would
// have moved what follows it.
bool stands_in_columns(const ObservedTable& table, const std::vector<HeadUnit>& named, const std::vector<int>& order) {
  constexpr int kFewestProofs = 2;
  int proofs = 0;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const auto& cells = named[order[place]].cells;
    const auto& first = table.source(cells.front());
    for (const auto cell : std::span(cells).subspan(1)) {
      if (table.source(cell).column != first.column) return false;
      const auto line = table.row(table.source(cell).row);
      const auto above = table.row(first.row);
      const auto here = std::ranges::find(line, cell);
      const auto there = std::ranges::find(above, cells.front());
      if (here == line.begin() || there == above.begin()) continue;
      const auto& before = table.source(*std::prev(here));
      const auto& before_first = table.source(*std::prev(there));
      const bool same_column = before.column == before_first.column;
      proofs += same_column && before.column_span != before_first.column_span ? 1 : 0;
    }
  }
  return proofs >= kFewestProofs;
}

}  // namespace

BoundHead bind_line_head(const ObservedTable& table, std::span<const int> words, const BlockSpec& block,
                         const Template& form, const Vocabulary& vocabulary, HeadOrder order) {
  BoundHead head{.columns = std::vector<BoundColumn>(block.columns.size()),
                 .ambiguous = std::vector<bool>(block.columns.size()),
                 .likened = std::vector<bool>(block.columns.size()),
                 .grid_columns = table.columns(),
                 .units = std::vector<std::string>(block.columns.size())};
  words = words.last(std::min(words.size(), kMostWords));
  LineHead reader(table, block, form, vocabulary);
  head.order = reader.columns(find_head_units(table, words, block, form, vocabulary), order);
  head.complete = !head.order.empty();
  for (const auto column : head.order) {
    head.ambiguous[column] = reader.is_illegible(column);
    head.likened[column] = reader.is_likened(column);
    std::string text;
    auto& bound = head.columns[column];
    for (const auto cell : reader.named()[column].cells) {
      const auto& source = table.source(cell);
      text += source.text;
      head.last_line = std::max(head.last_line, source.row);
      bound.first = bound.bound() ? std::min(bound.first, source.column) : source.column;
      bound.last = std::max(bound.last, source.column + source.column_span - 1);
    }
    head.units[column] = unit_stated_in(text, table.script(), vocabulary);
  }
  head.aligned = head.complete && stands_in_columns(table, reader.named(), head.order);
  const auto loose = loose_unit(table, words, vocabulary);
  for (auto& unit : head.units) {
    if (unit.empty()) unit = loose;
  }
  return head;
}

}  // namespace nianbao::normalize
