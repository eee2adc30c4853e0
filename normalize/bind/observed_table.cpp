#include "normalize/bind/observed_table.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kLongestLabel = 600;  // bytes; longer cells are prose

std::vector<std::vector<int>> cells_by_row(const extract::Table& table) {
  std::vector<std::vector<int>> rows(table.rows);
  for (int row = 0; row < table.rows; ++row) {
    for (int column = 0; column < table.columns; ++column) {
      const auto index = table.grid[static_cast<std::size_t>(row) * table.columns + column];
      if (index >= 0 && (rows[row].empty() || rows[row].back() != index)) rows[row].push_back(index);
    }
  }
  return rows;
}

}  // namespace

ObservedTable::ObservedTable(const extract::Table& table, Script script, const Vocabulary& vocabulary)
    : table_(&table), cells_(table.cells.size()), row_cells_(cells_by_row(table)) {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const auto& text = table.cells[i].text;
    cells_[i].reading = read_cell(text, vocabulary);
    cells_[i].words = cells_[i].reading.state == State::text;
    if (cells_[i].words && text.size() <= kLongestLabel) cells_[i].printed = PrintedLabel(label_key(text, script));
  }
}

void ObservedTable::match_labels(const Template& form, const Vocabulary& vocabulary) {
  for (auto& cell : cells_) {
    cell.matches.clear();
    if (cell.printed.empty()) continue;
    // Most labels are undamaged: what is called by a name of the form is not sought among the damaged ones.
    const bool named =
        std::ranges::any_of(form.labels, [&](const Label& label) { return is_called(cell.printed, label); });
    for (std::size_t id = 0; id < form.labels.size(); ++id) {
      if (named && !is_called(cell.printed, form.labels[id])) continue;
      auto match = match_label(cell.printed, form.labels[id], vocabulary);
      match.label = static_cast<LabelId>(id);
      if (match) cell.matches.push_back(match);
    }
    std::ranges::stable_sort(cell.matches, std::greater{}, &LabelMatch::score);
  }
}

LabelMatch ObservedTable::match(int index, LabelId label) const {
  const auto& matches = cells_[index].matches;
  const auto found = std::ranges::find(matches, label, &LabelMatch::label);
  return found == matches.end() ? LabelMatch{} : *found;
}

}  // namespace nianbao::normalize
