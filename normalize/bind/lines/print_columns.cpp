#include "normalize/bind/lines/print_columns.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <set>

#include "extract/base/utf8.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kFewestRows = 3;    // that show where the columns are: one may have moved
constexpr std::size_t kFewestValues = 3;  // that show how values are set below a head
constexpr int kOffCentre = 2;             // twice the distance, as a centre may fall between two characters
constexpr int kRowGap = 1;
constexpr int kPageGap = 2;
constexpr int kHeadGap = 2;  // names parted by less may be packed
constexpr std::size_t kFewestPackedRows = 5;
constexpr int kWidestPush = 5;  // positions from one blank column to the next, too far to be moved by exactly
constexpr std::size_t kFewestLabels = 3;

bool apart(const std::vector<PrintColumns::Extent>& extents, int gap) {
  for (std::size_t at = 1; at < extents.size(); ++at) {
    if (extents[at].first < extents[at - 1].last + gap) return false;
  }
  return true;
}

std::ptrdiff_t length(std::string_view text) {
  std::ptrdiff_t characters = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).size) ++characters;
  return characters;
}

// For each column, in how many of the rows a value stands in it; nothing where one stands in none, or in more.
std::optional<std::vector<std::size_t>> values_in(const PrintColumns& columns, const ObservedTable& table,
                                                  const std::vector<ValueRun>& rows) {
  std::vector<std::size_t> values(columns.size());
  for (const auto& run : rows) {
    for (auto cell = run.first; cell < run.last; ++cell) {
      const auto column = columns.column_of(table.source(cell));
      if (column < 0) return std::nullopt;
      ++values[column];
    }
  }
  return values;
}

// Whether rows whose labels take different numbers of wide characters have their values in the same places: the print
// counts such characters as two, and what does so sets tables in exact columns.
bool counts_wide_characters(const ObservedTable& table, const std::vector<ValueRun>& rows) {
  std::set<std::ptrdiff_t> counts;
  for (const auto& run : rows) {
    std::ptrdiff_t count = 0;
    for (const auto cell : table.row(table.source(run.first).row)) {
      if (cell >= run.first) break;
      const auto& source = table.source(cell);
      count += source.column_span - length(source.text);
    }
    counts.insert(count);
  }
  return counts.size() >= kFewestLabels;
}

// Whether no value of one column that has blanks can have moved below the name of another one.
bool far_apart(const std::vector<PrintColumns::Extent>& extents, const std::vector<std::size_t>& values,
               std::size_t rows) {
  for (std::size_t at = 1; at < extents.size(); ++at) {
    const bool blanks = values[at - 1] < rows && values[at] < rows;
    if (blanks && extents[at].first - extents[at - 1].first < kWidestPush) return false;
  }
  return true;
}

// Whether a packed head below which all values are set exactly has not been pushed away from them.
bool is_proven(const std::vector<PrintColumns::Extent>& extents, const std::vector<std::size_t>& values,
               const ObservedTable& table, const std::vector<ValueRun>& rows) {
  if (rows.size() < kFewestPackedRows) return false;
  return counts_wide_characters(table, rows) || far_apart(extents, values, rows.size());
}

// Where the cells of the rows stand; nothing where they leave no room between them.
std::vector<PrintColumns::Extent> extents_of(const ObservedTable& table, const std::vector<ValueRun>& rows) {
  std::vector<PrintColumns::Extent> cells;
  for (const auto& run : rows) {
    for (auto cell = run.first; cell < run.last; ++cell) {
      const auto& source = table.source(cell);
      cells.push_back({source.column, source.column + source.column_span});
    }
  }
  std::ranges::sort(cells, {}, &PrintColumns::Extent::first);
  std::vector<PrintColumns::Extent> extents;
  for (const auto& cell : cells) {
    if (extents.empty() || cell.first >= extents.back().last)
      extents.push_back(cell);
    else
      extents.back().last = std::max(extents.back().last, cell.last);
  }
  return apart(extents, kPageGap) ? extents : std::vector<PrintColumns::Extent>{};
}

// Twice the distance between the places furthest from each other in their column, by the edge that counts.
int spread(const ObservedTable& table, const std::vector<ValueRun>& rows, const PrintColumns& columns,
           Alignment alignment) {
  std::vector<std::pair<int, int>> places(columns.size(), {std::numeric_limits<int>::max(), 0});
  int widest = 0;
  for (const auto& run : rows) {
    for (auto cell = run.first; cell < run.last; ++cell) {
      const auto& source = table.source(cell);
      const auto begin = 2 * source.column;
      const auto end = begin + 2 * source.column_span;
      const auto place = alignment == Alignment::left ? begin : alignment == Alignment::right ? end : (begin + end) / 2;
      auto& [least, most] = places[columns.column_of(source)];
      least = std::min(least, place);
      most = std::max(most, place);
      widest = std::max(widest, most - least);
    }
  }
  return widest;
}

bool are_in_order(const ObservedTable& table, const std::vector<ValueRun>& rows, const PrintColumns& columns) {
  std::set<int> followed;
  for (const auto& run : rows) {
    for (auto cell = run.first; cell + 1 < run.last; ++cell) {
      const auto column = columns.column_of(table.source(cell));
      if (columns.column_of(table.source(cell + 1)) == column + 1) followed.insert(column);
    }
  }
  return followed.size() + 1 == columns.size();
}

}  // namespace

bool PrintColumns::holds(const Extent& extent, const extract::Cell& cell) const {
  const auto end = cell.column + cell.column_span;
  switch (alignment_) {
    case Alignment::left:
      return cell.column == extent.first;
    case Alignment::right:
      return end == extent.last;
    case Alignment::centre:
      return std::abs(cell.column + end - extent.first - extent.last) <= kOffCentre;
    default:
      return cell.column < extent.last && extent.first < end;
  }
}

int PrintColumns::column_of(const extract::Cell& cell) const {
  int column = -1;
  for (int at = 0; at < std::ssize(extents_); ++at) {
    if (!holds(extents_[at], cell)) continue;
    if (column >= 0) return -1;
    column = at;
  }
  return column;
}

bool PrintColumns::stand_below(const BoundHead& head) const {
  for (std::size_t at = 0; at < extents_.size(); ++at) {
    const auto& name = head.columns[head.order[at]];
    if (extents_[at].last <= name.first || name.last < extents_[at].first) return false;
  }
  return true;
}

int page_of_line(const ObservedTable& table, int line) {
  int page = 0;
  for (int row = 0; row < line; ++row) page += table.row(row).empty() ? 1 : 0;
  return page;
}

std::optional<PrintColumns> columns_of_rows(const ObservedTable& table, const std::vector<ValueRun>& complete) {
  if (complete.size() < kFewestRows) return std::nullopt;
  std::vector<PrintColumns::Extent> extents(static_cast<std::size_t>(complete.front().size()));
  for (const auto& run : complete) {
    if (run.size() != std::ssize(extents)) return std::nullopt;
    for (std::size_t at = 0; at < extents.size(); ++at) {
      const auto& cell = table.source(run.first + static_cast<int>(at));
      auto& extent = extents[at];
      const bool seen = extent.last > 0;
      extent.first = seen ? std::min(extent.first, cell.column) : cell.column;
      extent.last = std::max(extent.last, cell.column + cell.column_span);
    }
  }
  if (!apart(extents, kRowGap)) return std::nullopt;
  return PrintColumns(std::move(extents), Alignment::any);
}

std::optional<PrintColumns> columns_of_page(const ObservedTable& table, const std::vector<ValueRun>& rows,
                                            std::size_t fewest, std::size_t most) {
  if (rows.size() < kFewestRows) return std::nullopt;
  auto extents = extents_of(table, rows);
  if (extents.size() != fewest && extents.size() != most) return std::nullopt;
  PrintColumns columns(std::move(extents), Alignment::any);
  const bool alike = spread(table, rows, columns, Alignment::left) == 0 ||
                     spread(table, rows, columns, Alignment::right) == 0 ||
                     spread(table, rows, columns, Alignment::centre) <= kOffCentre;
  if (!alike || !are_in_order(table, rows, columns)) return std::nullopt;
  return columns;
}

std::optional<PrintColumns> columns_of_head(const ObservedTable& table, const BoundHead& head,
                                            const std::vector<ValueRun>& rows) {
  std::vector<PrintColumns::Extent> extents;
  extents.reserve(head.order.size());
  for (const auto column : head.order) extents.push_back({head.columns[column].first, head.columns[column].last + 1});
  if (!apart(extents, kRowGap)) return std::nullopt;
  const bool packed = !apart(extents, kHeadGap);
  for (const auto alignment : {Alignment::left, Alignment::right, Alignment::centre}) {
    PrintColumns columns(extents, alignment);
    const auto values = values_in(columns, table, rows);
    if (!values || std::accumulate(values->begin(), values->end(), std::size_t{0}) < kFewestValues) continue;
    if (!packed) return columns;
    if (alignment == Alignment::left && (head.aligned || is_proven(extents, *values, table, rows))) return columns;
  }
  return std::nullopt;
}

}  // namespace nianbao::normalize
