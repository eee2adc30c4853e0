#include "normalize/bind/lines/torn_rows.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

constexpr int kNarrowest = 2;  // of what a column holds: no figure of one digit is broken

class TornRows {
 public:
  TornRows(const ObservedTable& table, const std::vector<ValueRun>& runs, const std::vector<RunRow>& rows,
           const std::vector<bool>& taken, const Template& form)
      : table_(table), runs_(runs), rows_(rows), taken_(taken), form_(form) {}

  bool is_torn(std::size_t run) const {
    if (!rows_[run].bound() && !taken_[run]) return false;
    if (words_go_on(run)) return true;
    return (run + 1 < runs_.size() && goes_on_in(run, run + 1)) || (run > 0 && begins_in(run, run - 1));
  }

 private:
  bool is_orphan(std::size_t run) const { return !rows_[run].bound() && !taken_[run]; }
  int first_line(std::size_t run) const { return table_.source(runs_[run].first).row; }
  int last_line(std::size_t run) const { return table_.source(runs_[run].last - 1).row; }

  // Whether a line is the next after another one. Pages end in empty rows.
  bool follows(int upper, int lower) const {
    for (auto line = upper + 1; line < lower; ++line) {
      if (!table_.row(line).empty()) return false;
    }
    return upper < lower;
  }

  // Whether between two runs stand no words but those of one row's label.
  bool parted_by_label_only(std::size_t upper, std::size_t lower, std::size_t row) const {
    const auto& label = rows_[row].label.cells;
    for (auto cell = runs_[upper].last; cell < runs_[lower].first; ++cell) {
      if (table_.cell(cell).words && std::ranges::find(label, cell) == label.end()) return false;
    }
    return true;
  }

  bool has_words_beside(std::size_t run) const {
    const auto before = runs_[run].first - 1;
    return before >= 0 && table_.source(before).row == first_line(run) && table_.cell(before).words;
  }

  bool goes_on_in(std::size_t run, std::size_t next) const {
    if (is_orphan(next) && parted_by_label_only(run, next, run)) return true;
    // A line of parts may have words of a group beside it, or the rest of a label that was known without.
    const bool damaged = rows_[next].method > Method::alias && figures(next) < figures(run);
    const bool doubtful = is_orphan(next) || damaged;
    if (!doubtful || !runs_[run].one_line || !follows(last_line(run), first_line(next))) return false;
    // Some of the columns alone: whether they are those above is not asked, as both may be misplaced.
    if (is_orphan(next) && figures(next) < figures(run) && !is_whole(next, run)) return holds_parts(next);
    return stands_under(next, run);
  }

  // As many values as the row at `row` has columns, and words of its own: figures are not broken in all columns at
  // once.
  bool is_whole(std::size_t run, std::size_t row) const {
    return rows_[row].bound() && columns_of(rows_[row].form) > 1 && has_words_beside(run) &&
           runs_[run].size() >= columns_of(rows_[row].form);
  }

  std::ptrdiff_t columns_of(const FormRow& row) const {
    return std::ranges::count(form_.tables[row.table].blocks[row.block].columns, ColumnRole::value, &ColumnSpec::role);
  }

  // Several on one line with a space between may pass for one.
  std::ptrdiff_t figures(std::size_t run) const {
    std::ptrdiff_t count = 0;
    for (auto cell = runs_[run].first; cell < runs_[run].last; ++cell) {
      count += 1 + std::ranges::count(table_.source(cell).text, ' ');
    }
    return count;
  }

  // The parts of "12,345" and of "12005" are no numbers.
  bool holds_unread(std::size_t run) const {
    for (auto cell = runs_[run].first; cell < runs_[run].last; ++cell) {
      if (table_.cell(cell).reading.state == State::unreadable) return true;
    }
    return false;
  }

  // Whether a part with its unit stands below the run: ".98" and "087" with a unit pass for words, as no number begins
  // so.
  bool words_go_on(std::size_t run) const {
    int label = 0;  // where its last piece begins
    for (const auto cell : rows_[run].label.cells) label = std::max(label, table_.source(cell).column);
    const auto end = run + 1 < runs_.size() ? runs_[run + 1].first : static_cast<int>(table_.table().cells.size());
    for (auto cell = runs_[run].last; cell < end; ++cell) {
      const auto& source = table_.source(cell);
      if (source.row > last_line(run) && source.column > label && begins_with_part(source.text)) return true;
    }
    return false;
  }

  static bool begins_with_part(std::string_view text) {
    constexpr std::size_t kLongestUnit = 6;  // bytes
    const auto unit = text.find_first_not_of("0123456789.,");
    return unit != 0 && (unit == std::string_view::npos || text.size() - unit <= kLongestUnit);
  }

  bool holds_parts(std::size_t run) const {
    for (auto cell = runs_[run].first; cell < runs_[run].last; ++cell) {
      if (!is_part(cell)) return false;
    }
    return true;
  }

  bool lacks_values(std::size_t run) const {
    if (!rows_[run].bound()) return true;
    return runs_[run].size() < columns_of(rows_[run].form);
  }

  // Where a label is known by its second line, the figures beside its first are the row's. Those in the middle of
  // their cells begin above the line of a label in the middle of its own.
  bool begins_in(std::size_t run, std::size_t before) const {
    if (!is_orphan(before) || !runs_[run].one_line || !follows(last_line(before), first_line(run))) return false;
    const bool parts = figures(run) <= figures(before) && holds_parts(run);
    const bool whole = is_whole(before, run) && is_whole(run, run);
    const bool unread = !whole && (holds_unread(before) || holds_unread(run));
    if (parts && (unread || stands_under(run, before))) return true;
    return lacks_values(run) && rows_[run].label.placement == Placement::beside && !has_words_beside(before) &&
           parted_by_label_only(before, run, run);
  }

  // Whether the positions of two cells meet, each reaching out by so many.
  bool meet(int left, int right, int reach) const {
    const auto& a = table_.source(left);
    const auto& b = table_.source(right);
    return a.column < b.column + b.column_span + reach && b.column < a.column + a.column_span + reach;
  }

  // Whether each value of a line may be the rest of one on the line above.
  bool stands_under(std::size_t lower, std::size_t upper) const {
    const auto known = rows_[upper].bound() ? upper : lower;
    int place = 0;  // of the upper line, the first that has no part yet
    for (auto part = runs_[lower].first; part < runs_[lower].last; ++part, ++place) {
      const auto under = [&] {
        return meet(part, runs_[upper].first + place, 1) && may_be_broken(upper, place, rows_[known].form);
      };
      while (place < runs_[upper].size() && !under()) ++place;
      if (place == runs_[upper].size() || !is_part(part)) return false;
    }
    return true;
  }

  // Marks and words for nothing are whole.
  bool is_part(int cell) const {
    const auto state = table_.cell(cell).reading.state;
    return state != State::dash && state != State::none_word;
  }

  // A figure is broken where it fills its column, so no other row has a longer one there.
  bool may_be_broken(std::size_t run, int place, const FormRow& form) const {
    const auto value = runs_[run].first + place;
    if (table_.cell(value).words || digits(value) < kNarrowest) return false;
    for (std::size_t at = 0; at < runs_.size(); ++at) {
      const auto& other = rows_[at].form;
      const bool alike = rows_[at].bound() && other.table == form.table && other.block == form.block &&
                         runs_[at].size() == runs_[run].size();
      const auto beside = runs_[at].first + place;
      if (alike && meet(value, beside, 0) && is_one_figure(beside) && digits(beside) > digits(value)) return false;
    }
    return true;
  }

  bool is_one_figure(int cell) const {
    return table_.cell(cell).reading.state == State::number && table_.source(cell).text.find(' ') == std::string::npos;
  }

  // A point takes less room than a digit.
  std::ptrdiff_t digits(int cell) const {
    const auto& source = table_.source(cell);
    return source.column_span - std::ranges::count_if(source.text, [](char c) { return c == '.' || c == ','; });
  }

  const ObservedTable& table_;
  const std::vector<ValueRun>& runs_;
  const std::vector<RunRow>& rows_;
  const std::vector<bool>& taken_;
  const Template& form_;
};

}  // namespace

std::vector<bool> torn_rows(const ObservedTable& table, const std::vector<ValueRun>& runs,
                            const std::vector<RunRow>& rows, const std::vector<bool>& taken, const Template& form) {
  const TornRows torn(table, runs, rows, taken, form);
  std::vector<bool> is_torn(runs.size());
  for (std::size_t run = 0; run < runs.size(); ++run) is_torn[run] = torn.is_torn(run);
  return is_torn;
}

}  // namespace nianbao::normalize
