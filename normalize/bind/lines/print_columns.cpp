#include "normalize/bind/lines/print_columns.h"

#include <algorithm>
#include <cstdlib>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kFewestRows = 3;    // that show where the columns are: one may have moved
constexpr std::size_t kFewestValues = 3;  // that show how values are set below a head
constexpr int kOffCentre = 2;             // twice the distance, as a centre may fall between two characters

bool apart(const std::vector<PrintColumns::Extent>& extents) {
  for (std::size_t at = 1; at < extents.size(); ++at) {
    if (extents[at].first <= extents[at - 1].last) return false;
  }
  return true;
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
  if (!apart(extents)) return std::nullopt;
  return PrintColumns(std::move(extents), Alignment::any);
}

std::optional<PrintColumns> columns_of_head(const ObservedTable& table, const BoundHead& head,
                                            const std::vector<ValueRun>& rows) {
  std::vector<PrintColumns::Extent> extents;
  extents.reserve(head.order.size());
  for (const auto column : head.order) extents.push_back({head.columns[column].first, head.columns[column].last + 1});
  if (!apart(extents)) return std::nullopt;
  for (const auto alignment : {Alignment::left, Alignment::right, Alignment::centre}) {
    PrintColumns columns(extents, alignment);
    std::size_t values = 0;
    bool fits = true;
    for (const auto& run : rows) {
      for (auto cell = run.first; cell < run.last; ++cell, ++values) {
        fits = fits && columns.column_of(table.source(cell)) >= 0;
      }
    }
    if (fits && values >= kFewestValues) return columns;
  }
  return std::nullopt;
}

}  // namespace nianbao::normalize
