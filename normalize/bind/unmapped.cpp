#include "normalize/bind/unmapped.h"

#include <algorithm>

#include "normalize/text/trimmed.h"

namespace nianbao::normalize {
namespace {

constexpr std::string_view kSeparator = " / ";
constexpr std::size_t kLongestLabel = 600;  // bytes; longer cells are prose

std::string one_line(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
  return text;
}

class LabelPaths {
 public:
  explicit LabelPaths(const ObservedTable& table) : table_(table) {}

  // The words of its row from the left, then those of its column from the top.
  std::string of(int cell) const {
    std::vector<int> labels;
    for (const auto left : table_.row(table_.source(cell).row)) {
      if (left == cell) break;
      if (is_label(left)) labels.push_back(left);
    }
    const auto head = column_head(cell);
    labels.insert(labels.end(), head.begin(), head.end());
    std::string path;
    for (const auto label : labels) {
      if (!path.empty()) path += kSeparator;
      path += one_line(std::string(trimmed(table_.source(label).text)));
    }
    return path;
  }

 private:
  bool is_label(int cell) const {
    return cell >= 0 && table_.cell(cell).words && table_.source(cell).text.size() <= kLongestLabel;
  }

  // The nearest words above, with the words right above those: a head of several lines. Values in between are
  // other rows of the column.
  std::vector<int> column_head(int cell) const {
    std::vector<int> head;
    const auto& source = table_.source(cell);
    for (int row = source.row - 1; row >= 0; --row) {
      const auto above = table_.at(row, source.column);
      const bool label = is_label(above) && !spans_table(above);
      if (!label && !head.empty()) break;
      if (label && (head.empty() || head.back() != above)) head.push_back(above);
    }
    std::ranges::reverse(head);
    return head;
  }

  // A title of the whole table names no column.
  bool spans_table(int cell) const { return table_.source(cell).column_span == table_.columns(); }

  const ObservedTable& table_;
};

}  // namespace

std::vector<UnmappedCell> unmapped_cells(const ObservedTable& table, std::span<const BoundTable> parts) {
  std::set<int> taken;
  std::set<int> group_rows;
  std::set<int> aside_columns;
  for (const auto& each : parts) {
    for (const auto& cell : each.part.cells) taken.insert(cell.cell);
    taken.insert(each.part.asides.begin(), each.part.asides.end());
    group_rows.insert(each.part.group_rows.begin(), each.part.group_rows.end());
    aside_columns.insert(each.part.aside_columns.begin(), each.part.aside_columns.end());
  }
  const LabelPaths paths(table);
  std::vector<UnmappedCell> cells;
  for (int row = 0; row < table.rows(); ++row) {
    if (table.numbers_columns(row)) continue;
    for (const auto cell : table.row(row)) {
      const auto& observed = table.cell(cell);
      const auto& source = table.source(cell);
      const bool nothing = observed.words || observed.reading.state == State::blank || source.row != row ||
                           aside_columns.contains(source.column);
      const bool group_mark = group_rows.contains(row) && observed.reading.state != State::number;
      if (nothing || group_mark || taken.contains(cell)) continue;
      cells.push_back({.label = paths.of(cell),
                       .state = observed.reading.state,
                       .value = observed.reading.value,
                       .unit = observed.reading.unit,
                       .raw = source.text,
                       .repair = observed.reading.repair,
                       .locus = source.locus});
      if (!parts.empty()) cells.back().template_id = parts.front().form->info.id;
    }
  }
  return cells;
}

}  // namespace nianbao::normalize
