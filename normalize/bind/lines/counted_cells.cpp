#include "normalize/bind/lines/counted_cells.h"

#include <algorithm>

namespace nianbao::normalize {

void CountCheck::add(const CountCheck& other) {
  blanks += other.blanks;
  closed += other.closed;
  longer += other.longer;
  shorter += other.shorter;
}

std::optional<std::vector<int>> CountedRow::own() const {
  if (cells.empty() || !covered) return std::nullopt;
  const auto size = std::ssize(cells) - *covered;
  if (size <= 0 || std::any_of(cells.begin() + size, cells.end(), [](int cell) { return cell >= 0; })) {
    return std::nullopt;
  }
  return std::vector<int>(cells.begin(), cells.begin() + size);
}

CountedRow CellCounter::count(FormRow row, int label, const ValueRun* run) const {
  CountedRow counted;
  if (!knows_blanks() || label < 0 || (run != nullptr && run->one_line)) return {};
  if (names_group(label, row)) return {.blanks_between = !is_closed(label)};
  const auto last = run == nullptr ? label : run->last - 1;
  for (auto cell = label; cell <= last; ++cell) {
    if (cell > label) counted.cells.push_back(cell);
    counted.blanks_between = std::ranges::find(counted.cells, -1) != counted.cells.end();
    if (!add_blanks_below(cell, counted)) {
      counted.cells.clear();
      return counted;
    }
  }
  cover_before(last + 1, row, counted);
  if (ends_list(counted, last + 1)) counted.covered = 0;
  return counted;
}

bool CellCounter::add_blanks_below(int cell, CountedRow& row) const {
  const auto line = table_.source(cell).row;
  const auto below = table_.table().blank_cells.below[line];
  if (below < 0 || table_.row(line).size() != 1) return false;
  row.cells.insert(row.cells.end(), below, -1);
  return true;
}

// Below the last row of a list blank lines stand for other reasons as well.
bool CellCounter::ends_list(const CountedRow& row, int next) const {
  if (next < std::ssize(table_.table().cells)) return false;
  return table_.table().blank_cells.below_last || (!row.cells.empty() && row.cells.back() >= 0);
}

bool CellCounter::is_closed(int cell) const {
  return knows_blanks() && table_.table().blank_cells.below[table_.source(cell).row] == 0;
}

bool CellCounter::names(int cell, LabelId label) const {
  const auto& printed = table_.cell(cell).printed;
  const auto called = form_.called.find(printed.key.key);
  if (called != form_.called.end()) return std::ranges::find(called->second, label) != called->second.end();
  return bool(match_label(printed, label, form_, vocabulary_));
}

// Behind the name of its group the row's own may be lost, and a blank cell stand for it.
bool CellCounter::names_group(int cell, FormRow row) const {
  const auto& rows = form_.tables[row.table].blocks[row.block].rows;
  return std::ranges::any_of(rows[row.row].groups, [&](LabelId group) { return names(cell, group); });
}

// The groups to the left of the words that began in a row above. Nothing where the name of another row stands there
// than the form has next, as where a label is lost, nor at the end of the table: blanks stand there for other reasons.
// Words that name nothing are the next label, damaged.
void CellCounter::cover_before(int cell, FormRow above, CountedRow& row) const {
  if (cell >= std::ssize(table_.table().cells) || !table_.cell(cell).words) return;
  const auto& table = form_.tables[above.table];
  const auto& rows = table.blocks[above.block].rows;
  if (above.row + 1 == std::ssize(rows)) {
    row.checked = ends_block(cell, table);
    if (row.checked) row.covered = 0;
    return;
  }
  const auto& groups = rows[above.row + 1].groups;
  auto begun = std::ranges::mismatch(groups, rows[above.row].groups).in1 - groups.begin();
  if (begun < std::ssize(groups) && groups[begun] == rows[above.row].label) ++begun;  // a row with rows below it
  row.checked = names(cell, begun == std::ssize(groups) ? rows[above.row + 1].label : groups[begun]);
  if (!row.checked && is_known(cell)) return;
  row.covered = table_.table().blank_cells.covered && !table.outline ? static_cast<int>(begun) : 0;
}

bool CellCounter::is_known(int cell) const {
  const auto& key = table_.cell(cell).printed.key;
  return form_.called.contains(key.key) || form_.called.contains(key.core);
}

bool CellCounter::ends_block(int cell, const TableSpec& table) const {
  return std::ranges::any_of(table.blocks, [&](const BlockSpec& block) {
    const auto is_named = [&](LabelId label) { return names(cell, label); };
    return std::ranges::any_of(block.titles, is_named) || std::ranges::any_of(block.corners, is_named);
  });
}

CountCheck CellCounter::check(const std::vector<CountedRow>& rows, std::size_t columns) {
  CountCheck check;
  std::vector<std::ptrdiff_t> blanks;  // of the rows that come out right
  for (const auto& row : rows) {
    if (row.cells.empty() || !row.checked) continue;
    const auto size = std::ssize(row.cells) - *row.covered;
    if (size == static_cast<std::ptrdiff_t>(columns) && row.own())
      blanks.push_back(std::ranges::count(row.cells, -1));
    else
      ++(size > static_cast<std::ptrdiff_t>(columns) ? check.longer : check.shorter);
  }
  if (blanks.empty()) return check;
  const auto fewest = std::ranges::min(blanks);
  check.closed = static_cast<int>(std::ranges::count(blanks, 0));
  check.blanks = static_cast<int>(std::ranges::count_if(blanks, [&](auto count) { return count > fewest; }));
  return check;
}

}  // namespace nianbao::normalize
