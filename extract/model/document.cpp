#include "extract/model/document.h"

#include <algorithm>
#include <ranges>

namespace nianbao::extract {

std::string_view to_string(Geometry geometry) {
  switch (geometry) {
    case Geometry::exact:
      return "exact";
    case Geometry::ragged:
      return "ragged";
    default:
      return "lines";
  }
}

std::vector<const Table*> tables_of(const Document& document) {
  std::vector<const Table*> open;
  for (const auto& block : document.blocks) {
    if (const auto* table = std::get_if<Table>(&block)) open.push_back(table);
  }
  std::ranges::reverse(open);
  std::vector<const Table*> tables;
  while (!open.empty()) {
    const auto* table = open.back();
    open.pop_back();
    tables.push_back(table);
    for (const auto& cell : table->cells | std::views::reverse) {
      for (const auto& nested : cell.nested | std::views::reverse) open.push_back(&nested.table);
    }
  }
  return tables;
}

}  // namespace nianbao::extract
