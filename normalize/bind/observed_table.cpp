#include "normalize/bind/observed_table.h"

#include <algorithm>
#include <optional>

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

// Single characters, then the numbers from one on.
bool is_column_numbering(std::span<const int> row, const std::vector<ObservedCell>& cells) {
  int expected = 1;
  for (const auto index : row) {
    const auto& cell = cells[index];
    const bool letter = cell.words && cell.printed.wide.size() == 1 && expected == 1;
    if (letter) continue;
    if (cell.reading.state != State::number || cell.reading.value != Decimal(expected)) return false;
    ++expected;
  }
  constexpr int kFewest = 2;
  return expected > kFewest;
}

bool is_padded_head(std::span<const int> row, const std::vector<ObservedCell>& cells) {
  int labels = 0;
  bool blanks = false;
  for (const auto index : row) {
    const bool blank = cells[index].reading.state == State::blank;
    if (!blank && (blanks || !cells[index].words)) return false;
    labels += blank ? 0 : 1;
    blanks = blanks || blank;
  }
  return labels > 1 && blanks;
}

// Heads such as "2009" with the word for year behind it start like a number and are none.
std::optional<Match> dated(const NormalText& text, const Vocabulary& vocabulary) {
  for (const auto& rule : vocabulary.rules_for("dated_label")) {
    if (auto match = rule.pattern.search(text.view())) return match;
  }
  return std::nullopt;
}

bool is_dated_head(std::string_view text, Script script, const Vocabulary& vocabulary) {
  constexpr std::size_t kLongestHead = 60;  // bytes
  return !text.empty() && text.size() <= kLongestHead && dated(NormalText(text, script), vocabulary).has_value();
}

PrintedLabel printed_label(std::string_view text, Script script, int report_year, const Vocabulary& vocabulary) {
  const NormalText normal(text, script);
  PrintedLabel printed(label_key(normal));
  const auto match = dated(normal, vocabulary);
  if (!match || report_year == 0 || match->group("year") != std::to_string(report_year)) return printed;
  std::string renamed(normal.view());
  const auto at = static_cast<std::size_t>(match->whole.data() - normal.view().data());
  renamed.replace(at, match->whole.size(), vocabulary.this_year);
  printed.this_year = label_key(renamed).key;
  return printed;
}

CellBorders borders_of(const extract::Table& table) {
  const bool certain = table.geometry == extract::Geometry::exact && table.borders == extract::Borders::marked;
  return certain ? CellBorders::certain : CellBorders::inferred;
}

}  // namespace

ObservedTable::ObservedTable(const extract::Table& table, Script script, int report_year, const Vocabulary& vocabulary)
    : table_(&table), script_(script), cells_(table.cells.size()), row_cells_(cells_by_row(table)) {
  const auto borders = borders_of(table);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const auto& text = table.cells[i].text;
    cells_[i].reading = read_cell(text, borders, vocabulary);
    cells_[i].words = cells_[i].reading.state == State::text || is_dated_head(text, script, vocabulary);
    if (cells_[i].words && text.size() <= kLongestLabel) {
      cells_[i].printed = printed_label(text, script, report_year, vocabulary);
    }
  }
  for (const auto& row : row_cells_) {
    numbering_rows_.push_back(is_column_numbering(row, cells_));
    pads_heads_ = pads_heads_ || is_padded_head(row, cells_);
  }
}

void ObservedTable::match_labels(const Template& form, const Vocabulary& vocabulary) {
  for (auto& cell : cells_) cell.matches = normalize::match_labels(cell.printed, form, vocabulary);
}

std::size_t ObservedTable::count_called(const Template& form) const {
  return std::ranges::count_if(cells_, [&](const ObservedCell& cell) {
    return form.called.contains(cell.printed.key.key) || form.called.contains(cell.printed.this_year);
  });
}

bool ObservedTable::tells_spans() const {
  return std::ranges::any_of(table_->cells,
                             [](const extract::Cell& cell) { return cell.row_span > 1 || cell.column_span > 1; });
}

LabelMatch ObservedTable::match(int index, LabelId label) const {
  const auto& matches = cells_[index].matches;
  const auto found = std::ranges::find(matches, label, &LabelMatch::label);
  return found == matches.end() ? LabelMatch{} : *found;
}

}  // namespace nianbao::normalize
