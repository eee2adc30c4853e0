#include "normalize/bind/lines/line_row.h"

#include <algorithm>

#include "normalize/text/normal_text.h"

namespace nianbao::normalize {
namespace {

constexpr double kByCount = 0.98;   // as many values as columns
constexpr double kByPlace = 0.95;   // values under those of complete rows, blanks between them
constexpr int kFewestComplete = 3;  // rows that show where the columns are: one may have moved

}  // namespace

LineRowsReading LineRows::read() {
  if (head_.complete) {
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
  for (const auto row : stray_) add_faults(row, "no values stand beside its label", reading);
  return reading;
}

void LineRows::take_complete_rows() {
  // Remarks behind the values are mostly blank, and then leave no trace.
  auto fewest = head_.order.size();
  while (role(fewest - 1) == ColumnRole::aside) --fewest;
  for (auto& row : rows_) {
    const auto size = static_cast<std::size_t>(row.run.size());
    if (size != head_.order.size() && size != fewest) continue;
    std::vector<int> cells;
    for (auto cell = row.run.first; cell < row.run.last; ++cell) cells.push_back(cell);
    if (fits_roles(cells)) row.cells = std::move(cells);
  }
  irregular_ = std::ranges::any_of(rows_, [](const Row& row) { return row.cells.empty(); });
}

// Units stand in the column of units and nowhere else.
bool LineRows::fits_roles(const std::vector<int>& cells) const {
  for (std::size_t place = 0; place < cells.size(); ++place) {
    if (cells[place] < 0) continue;
    const bool words = table_.cell(cells[place]).words;
    if (role(place) != ColumnRole::aside && words != (role(place) == ColumnRole::unit)) return false;
  }
  return true;
}

// Where complete rows of one line have each column; empty where they leave no room between columns.
std::vector<LineRows::Extent> LineRows::extents() const {
  std::vector<Extent> extents;
  int complete = 0;
  for (const auto& row : rows_) {
    if (row.cells.empty() || !row.run.one_line) continue;
    ++complete;
    for (std::size_t place = 0; place < row.cells.size(); ++place) {
      const auto& cell = table_.source(row.cells[place]);
      const Extent extent{cell.column, cell.column + cell.column_span};
      if (place >= extents.size()) {
        extents.push_back(extent);
        continue;
      }
      extents[place].first = std::min(extents[place].first, extent.first);
      extents[place].last = std::max(extents[place].last, extent.last);
    }
  }
  if (complete < kFewestComplete) return {};
  for (std::size_t place = 1; place < extents.size(); ++place) {
    if (extents[place].first <= extents[place - 1].last) return {};
  }
  return extents;
}

void LineRows::place_incomplete_rows() {
  const auto columns = extents();
  if (columns.empty()) return;
  for (auto& row : rows_) {
    if (row.cells.empty() && row.run.one_line) row.cells = cells_by_place(row, columns);
  }
}

// Each value must stand under the values of one column and touch no other; empty where one does not.
std::vector<int> LineRows::cells_by_place(const Row& row, const std::vector<Extent>& extents) const {
  std::vector<int> cells(extents.size(), -1);
  for (auto cell = row.run.first; cell < row.run.last; ++cell) {
    const auto& source = table_.source(cell);
    const auto touches = [&](const Extent& extent) {
      return source.column < extent.last && extent.first < source.column + source.column_span;
    };
    const auto under = std::ranges::find_if(extents, touches);
    if (under == extents.end() || std::ranges::count_if(extents, touches) > 1) return {};
    auto& place = cells[static_cast<std::size_t>(under - extents.begin())];
    if (place >= 0) return {};
    place = cell;
  }
  return fits_roles(cells) ? cells : std::vector<int>{};
}

// A list says where a single value ends only by the label that follows: a lost one would let the next row's
// value take its place.
bool LineRows::is_followed(std::size_t at) const {
  const auto& row = rows_[at];
  if (row.run.one_line || head_.order.size() > 1) return true;
  const auto next = row.row.form.row + 1;
  if (next == std::ssize(block_.rows)) return true;
  return at + 1 < rows_.size() && rows_[at + 1].row.form.row == next;
}

std::string LineRows::fault_of(std::size_t at) const {
  const auto& row = rows_[at];
  if (!note_.empty()) return note_;
  if (row.row.ambiguous) return "two rows may have this label";
  if (!head_.complete) return "no head names the columns";
  if (row.cells.empty()) return "the row has another number of values than its head";
  if (!is_followed(at)) return "the row after it is not there, so the value may be that row's";
  return {};
}

void LineRows::add_values(const Row& row, LineRowsReading& reading) const {
  const bool complete = row.run.size() >= std::ssize(row.cells);
  std::string unit;
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (row.cells[place] < 0 || role(place) == ColumnRole::value) continue;
    reading.asides.push_back(row.cells[place]);
    if (role(place) == ColumnRole::unit) unit = NormalText(table_.source(row.cells[place]).text).view();
  }
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (role(place) != ColumnRole::value) continue;
    const auto column = head_.order[place];
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
  return {.binding = complete ? Binding::count : by_place, .lines = lines_around(row)};
}

Lines LineRows::lines_around(const Row& row) const {
  auto lines = irregular_ ? Lines::irregular : Lines::regular;
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (row.cells[place] < 0) continue;
    const auto state = table_.cell(row.cells[place]).reading.state;
    const bool unread = state == State::unreadable || state == State::text;
    if (role(place) == ColumnRole::value && unread) lines = std::max(lines, Lines::broken);
    const bool last = place + 1 == head_.order.size();
    if (role(place) == ColumnRole::aside && last && state == State::number) lines = Lines::surplus;
  }
  return lines;
}

void LineRows::add_faults(int form_row, const std::string& note, LineRowsReading& reading) const {
  for (std::size_t column = 0; column < block_.columns.size(); ++column) {
    if (block_.columns[column].role != ColumnRole::value) continue;
    reading.cells.push_back(
        {.field = block_.field(form_row, column), .state = State::unreadable, .note = note, .method = Method::label});
  }
}

}  // namespace nianbao::normalize
