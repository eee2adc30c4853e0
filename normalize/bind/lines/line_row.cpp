#include "normalize/bind/lines/line_row.h"

#include <algorithm>
#include <map>

#include "normalize/text/normal_text.h"

namespace nianbao::normalize {
namespace {

constexpr double kByCount = 0.98;  // as many values as columns
constexpr double kByPlace = 0.95;  // values under those of complete rows, blanks between them
constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kNarrowest = 2;  // figures of one digit are never broken over lines

bool has_digits(const CellReading& reading) {
  return reading.state == State::number || reading.state == State::unreadable;
}

// Without its unit: a figure is broken among its digits.
std::size_t figure_size(std::string_view text) { return std::min(text.find_last_of(kDigits) + 1, text.size()); }

}  // namespace

LineRowsReading LineRows::read() {
  if (head_.complete) {
    take_counted_rows();
    take_complete_rows();
    place_incomplete_rows();
  }
  LineRowsReading reading;
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    const auto& row = rows_[at];
    for (auto cell = row.run.first; cell < row.run.last; ++cell) {
      const auto line = table_.source(cell).row;
      if (reading.rows.empty() || reading.rows.back() != line) reading.rows.push_back(line);
    }
    if (const auto fault = fault_of(at); !fault.empty())
      add_faults(row.row.form.row, fault, reading);
    else
      add_values(row, reading);
  }
  for (const auto& [row, state] : stray_) {
    if (state == State::blank && head_.complete)
      add_blanks(row, reading);
    else
      add_faults(row, "no values stand beside its label", reading);
  }
  return reading;
}

void LineRows::take_counted_rows() {
  for (auto& row : rows_) {
    const auto cells = row.counted.own();
    if (!cells || cells->size() != head_.order.size() || !fits_roles(*cells)) continue;
    row.cells = *cells;
    row.comes_out = true;
  }
}

void LineRows::take_complete_rows() {
  const auto fewest = columns_without_remarks();
  for (auto& row : rows_) {
    if (!row.cells.empty() || row.counted.blanks_between) continue;
    const auto size = static_cast<std::size_t>(row.run.size());
    if (size != head_.order.size() && size != fewest) continue;
    std::vector<int> cells;
    for (auto cell = row.run.first; cell < row.run.last; ++cell) cells.push_back(cell);
    if (fits_roles(cells)) row.cells = std::move(cells);
  }
}

// Remarks behind the values are mostly blank, and then leave no trace.
std::size_t LineRows::columns_without_remarks() const {
  auto columns = head_.order.size();
  while (role(columns - 1) == ColumnRole::aside) --columns;
  return columns;
}

// Units stand in the column of units and nowhere else, and remarks are no numbers.
bool LineRows::fits_roles(const std::vector<int>& cells) const {
  bool behind_values = true;
  for (auto place = cells.size(); place-- > 0;) {
    behind_values = behind_values && role(place) == ColumnRole::aside;
    if (behind_values && cells[place] >= 0 && has_digits(table_.cell(cells[place]).reading)) return false;
  }
  for (std::size_t place = 0; place < cells.size(); ++place) {
    if (cells[place] < 0) continue;
    if (role(place) == ColumnRole::unit ? !may_be_unit(cells[place]) : is_word_among_values(place, cells[place]))
      return false;
  }
  return true;
}

bool LineRows::is_word_among_values(std::size_t place, int cell) const {
  return role(place) == ColumnRole::value && table_.cell(cell).words;
}

// Words, or what is left of one where no character can be read.
bool LineRows::may_be_unit(int cell) const {
  if (table_.cell(cell).words) return true;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return table_.cell(cell).reading.state == State::unreadable &&
         std::ranges::none_of(table_.source(cell).text, is_digit);
}

// Blanks between values are told by the columns that complete rows of the page show or, failing that, by the head: on
// another page the same columns may stand elsewhere.
void LineRows::place_incomplete_rows() {
  struct Page {
    std::vector<ValueRun> complete;
    std::vector<ValueRun> all;
  };
  std::map<int, Page> pages;
  for (const auto& row : rows_) {
    auto& page = pages[page_of(row)];
    if (!row.run.one_line) continue;
    page.all.push_back(row.run);
    if (!row.cells.empty()) page.complete.push_back(row.run);
  }
  for (const auto& [number, page] : pages) {
    auto columns = columns_of_rows(table_, page.complete);
    if (!columns && number == head_page_) columns = columns_of_head(table_, head_, page.all);
    if (!columns) columns = columns_of_whole_page(page.all, number == head_page_);
    if (!columns) continue;
    for (auto& row : rows_) {
      if (page_of(row) == number && row.cells.empty() && row.run.one_line) row.cells = cells_by_place(row, *columns);
    }
  }
}

// Rows that have moved, as where what spans them is printed once, are told by the head where it stands on their page.
std::optional<PrintColumns> LineRows::columns_of_whole_page(const std::vector<ValueRun>& rows, bool has_head) const {
  auto columns = columns_of_page(table_, rows, columns_without_remarks(), head_.order.size());
  if (columns && has_head && !columns->stand_below(head_)) return std::nullopt;
  return columns;
}

int LineRows::page_of(const Row& row) const { return page_of_line(table_, table_.source(row.run.first).row); }

// Empty where a value does not stand in one column, or two stand in the same.
std::vector<int> LineRows::cells_by_place(const Row& row, const PrintColumns& columns) const {
  std::vector<int> cells(columns.size(), -1);
  for (auto cell = row.run.first; cell < row.run.last; ++cell) {
    const auto column = columns.column_of(table_.source(cell));
    if (column < 0 || cells[column] >= 0) return {};
    cells[column] = cell;
  }
  return fits_roles(cells) && !may_be_glued(cells) ? cells : std::vector<int>{};
}

// Print that fails to part two figures leaves one of more digits beside what looks blank. Where rows state what is zero
// no blank is to be expected, and it is taken for that.
bool LineRows::may_be_glued(const std::vector<int>& cells) const {
  if (!states_zeros()) return false;
  for (std::size_t place = 1; place < cells.size(); ++place) {
    const bool blank = cells[place] < 0 && cells[place - 1] >= 0 && role(place) == ColumnRole::value;
    if (blank && !is_single_digit(cells[place - 1])) return true;
  }
  return false;
}

bool LineRows::states_zeros() const {
  return std::ranges::any_of(rows_, [&](const Row& row) {
    for (auto cell = row.run.first; cell < row.run.last; ++cell) {
      const auto& reading = table_.cell(cell).reading;
      const bool zero = reading.state == State::number && reading.value == Decimal(0);
      if (zero || reading.state == State::dash || reading.state == State::none_word) return true;
    }
    return false;
  });
}

bool LineRows::is_single_digit(int cell) const { return table_.source(cell).column_span == 1; }

// A list says where a row ends only by the label that follows. Where that is lost, values of the next row may take the
// place of a single one, or of several where blanks are dropped.
bool LineRows::is_followed(std::size_t at) const {
  const auto& row = rows_[at];
  if (row.run.one_line || row.comes_out) return true;
  if (!drops_blanks() && (row.below.unknown || head_.order.size() > 1)) return true;
  const auto next = row.row.form.row + 1;
  if (next == std::ssize(block_.rows)) return true;
  return at + 1 < rows_.size() && (rows_[at + 1].row.form.row == next || is_followed_by_one(at));
}

// Between this row and the next but one stand words and as many values as a row has: that is the next one, its label
// damaged but there.
bool LineRows::is_followed_by_one(std::size_t at) const {
  const auto values = static_cast<std::size_t>(rows_[at].below.values);
  if (rows_[at + 1].row.form.row != rows_[at].row.form.row + 2) return false;
  return values == head_.order.size() || values == columns_without_remarks();
}

bool LineRows::drops_blanks() const {
  return drops_blanks_ || std::ranges::any_of(rows_, [](const Row& row) { return row.cells.empty(); });
}

// More values than columns, but not those of two rows: the head has lost a column, or figures are torn apart.
bool LineRows::has_longer_row() const {
  const auto columns = std::ssize(head_.order);
  return columns > 1 && std::ranges::any_of(rows_, [&](const Row& row) {
           return row.run.size() > columns && row.run.size() < 2 * columns;
         });
}

// Where blanks are lost, a row may have the right number of values by chance: one blank, and one value more from a
// column the head has lost or a figure torn apart.
bool LineRows::may_have_shifted(std::size_t at) const {
  if (!drops_blanks() || rows_[at].comes_out) return false;
  return rows_[at].run.one_line ? is_tight(rows_[at].run) : leaves_out_column(head_, block_);
}

// One space between all values.
bool LineRows::is_tight(const ValueRun& run) const {
  for (auto cell = run.first + 1; cell < run.last; ++cell) {
    const auto& before = table_.source(cell - 1);
    if (table_.source(cell).column > before.column + before.column_span + 1) return false;
  }
  return run.size() > 1;
}

// Of values parted by one space alone a figure torn apart makes one more, and where other rows have no remark, the last
// may be a value that only seems to be one.
bool LineRows::may_have_no_remark(std::size_t at) const {
  const auto& row = rows_[at];
  if (row.cells.empty() || row.cells.back() < 0 || role(row.cells.size() - 1) != ColumnRole::aside) return false;
  return row.run.one_line && is_tight(row.run) && std::ranges::any_of(rows_, [&](const Row& other) {
           return !other.cells.empty() && (other.cells.size() < row.cells.size() || other.cells.back() < 0);
         });
}

bool LineRows::has_words_behind(const ValueRun& run) const {
  return run.one_line && run.last < std::ssize(table_.table().cells) &&
         table_.source(run.last).row == table_.source(run.last - 1).row;
}

// More values below without a word before them: figures broken over lines, or a list in which one line holds two.
bool LineRows::goes_on(std::size_t at) const {
  const auto next = rows_[at].run.last;
  return next < std::ssize(table_.table().cells) && !table_.cell(next).words;
}

// No figure begins with a zero and more digits.
bool LineRows::holds_rest_of_figure(const Row& row) const {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::ranges::any_of(row.cells, [&](int cell) {
    const std::string_view text = cell < 0 ? std::string_view() : table_.source(cell).text;
    return text.size() > 1 && text[0] == '0' && is_digit(text[1]);
  });
}

// Several figures on one line of a list pass for one torn apart. Where one of them is broken as well, its rest on the
// next line makes the number of values right again.
bool LineRows::may_hold_several(const Row& row) const {
  if (row.run.one_line || (row.comes_out && table_.table().blank_cells.apart)) return false;
  for (std::size_t place = 0; place + 1 < row.cells.size(); ++place) {
    const auto cell = row.cells[place];
    if (cell < 0 || table_.cell(cell).words) continue;
    std::string_view text = table_.source(cell).text;
    for (auto column = place; text.find(' ') != std::string_view::npos || column > place; ++column) {
      const auto end = std::min(text.find(' '), text.size());
      if (end >= kNarrowest && end >= widest_in(column)) return true;
      if (end == text.size()) break;
      text.remove_prefix(text.find_first_not_of(' ', end));
    }
  }
  return false;
}

// A list in which blanks leave no trace may have lost one where the rest of a broken figure makes up for it. Who prints
// a mark for nothing leaves no cell blank.
bool LineRows::may_hold_parts(const Row& row) const {
  constexpr std::size_t kFewColumns = 4;  // of which each is wider
  constexpr std::size_t kWide = 5;
  const auto values =
      std::ranges::count_if(head_.order, [&](int column) { return block_.columns[column].role == ColumnRole::value; });
  if (row.run.one_line || row.comes_out || values < 2) return false;
  std::size_t widest = head_.order.size() <= kFewColumns ? kWide : kNarrowest;
  bool marks_nothing = false;
  const auto figure = [&](int cell) { return !table_.cell(cell).words && table_.cell(cell).reading.value; };
  for (const auto& other : rows_) {
    for (auto cell = other.run.first; cell < other.run.last; ++cell) {
      if (table_.cell(cell).words) continue;
      const auto& reading = table_.cell(cell).reading;
      marks_nothing = marks_nothing || !reading.value || *reading.value == Decimal{};
      if (figure(cell) && other.run.size() > 1) widest = std::max(widest, figure_size(table_.source(cell).text));
    }
  }
  const auto shorter = [&](const Row& other) {
    return other.cells.empty() && other.run.size() < std::ssize(head_.order);
  };
  if (marks_nothing && std::ranges::none_of(rows_, shorter)) return false;
  for (std::size_t place = 0; place + 1 < row.cells.size(); ++place) {
    const auto cell = row.cells[place];
    if (cell < 0 || role(place) != ColumnRole::value || !figure(cell)) continue;
    if (figure_size(table_.source(cell).text) >= widest) return true;
  }
  return false;
}

// How many characters the longest figure has that a list shows on a line of its own in one column.
std::size_t LineRows::widest_in(std::size_t place) const {
  std::size_t widest = 0;
  for (const auto& row : rows_) {
    const auto cell = place < row.cells.size() ? row.cells[place] : -1;
    const bool whole = cell >= 0 && table_.source(cell).text.find(' ') == std::string::npos;
    if (whole) widest = std::max(widest, table_.source(cell).text.size());
  }
  return widest;
}

std::string LineRows::fault_of(std::size_t at) const {
  const auto& row = rows_[at];
  if (!note_.empty()) return note_;
  if (row.row.ambiguous) return "two rows may have this label";
  if (row.row.torn) return "values no label claims stand around it: its figures may be broken over lines";
  if (row.row.astray) return "values stand below this label, and beside those of other rows";
  if (!head_.complete) return "no head names the columns";
  if (row.cells.empty()) return "the row has another number of values than its head";
  if (has_words_behind(row.run)) return "words stand among the values";
  if (has_longer_row()) return "another row has more values than the head names columns";
  if (may_have_shifted(at)) return "blanks are lost, and the values may have moved";
  if (holds_rest_of_figure(row)) return "the rest of a figure broken over lines stands among the values";
  if (may_hold_several(row)) return "several figures on one line, one of which may go on on the next";
  if (may_hold_parts(row)) return "blanks may be lost, and the widest figures broken over lines";
  if (may_have_no_remark(at)) return "its remark may be a value, and the values may have moved";
  if (goes_on(at)) return "more values follow on the next line";
  if (!is_followed(at)) return "the row after it is not there, so the value may be that row's";
  return {};
}

void LineRows::add_values(const Row& row, LineRowsReading& reading) const {
  const bool complete = row.run.size() >= std::ssize(row.cells);
  std::string unit;
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (row.cells[place] < 0 || role(place) == ColumnRole::value) continue;
    reading.asides.push_back(row.cells[place]);
    if (role(place) == ColumnRole::unit && table_.cell(row.cells[place]).words)
      unit = NormalText(table_.source(row.cells[place]).text, table_.script()).view();
  }
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (role(place) != ColumnRole::value) continue;
    const auto column = head_.order[place];
    if (head_.ambiguous[column]) {
      add_fault(row.row.form.row, column, "the name of its column cannot be read", reading);
      continue;
    }
    reading.cells.push_back({.field = block_.field(row.row.form.row, column),
                             .cell = row.cells[place],
                             .unit = unit.empty() ? head_.units[column] : unit,
                             .state = State::blank,
                             .method = std::max(row.row.method, Method::position),
                             .evidence = evidence_of(row, place),
                             .confidence = row.row.confidence * (complete ? kByCount : kByPlace)});
  }
}

CellEvidence LineRows::evidence_of(const Row& row, std::size_t place) const {
  const bool complete = row.run.size() >= std::ssize(row.cells);
  const auto by_place = row.cells[place] < 0 ? Binding::gap : Binding::place;
  return {.binding = complete ? Binding::count : by_place,
          .likened = head_.is_likened(head_.order[place]),
          .lines = lines_around(row)};
}

Lines LineRows::lines_around(const Row& row) const {
  auto lines = drops_blanks() ? Lines::irregular : Lines::regular;
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (row.cells[place] < 0) continue;
    const auto state = table_.cell(row.cells[place]).reading.state;
    const bool unread = state == State::unreadable || state == State::text;
    if (role(place) == ColumnRole::value && unread) lines = std::max(lines, Lines::broken);
  }
  return lines;
}

void LineRows::add_blanks(int form_row, LineRowsReading& reading) const {
  for (int column = 0; column < std::ssize(block_.columns); ++column) {
    if (block_.columns[column].role != ColumnRole::value) continue;
    reading.cells.push_back({.field = block_.field(form_row, column),
                             .state = State::blank,
                             .method = Method::position,
                             .evidence = {.binding = Binding::gap},
                             .confidence = kByPlace});
  }
}

void LineRows::add_faults(int form_row, const std::string& note, LineRowsReading& reading) const {
  for (int column = 0; column < std::ssize(block_.columns); ++column) {
    if (block_.columns[column].role == ColumnRole::value) add_fault(form_row, column, note, reading);
  }
}

void LineRows::add_fault(int form_row, int column, const std::string& note, LineRowsReading& reading) const {
  reading.cells.push_back(
      {.field = block_.field(form_row, column), .state = State::unreadable, .note = note, .method = Method::label});
}

}  // namespace nianbao::normalize
