#include "extract/model/document.h"

#include <algorithm>

namespace nianbao::extract {

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
    for (auto cell = table->cells.rbegin(); cell != table->cells.rend(); ++cell) {
      for (auto nested = cell->nested.rbegin(); nested != cell->nested.rend(); ++nested) open.push_back(&nested->table);
    }
  }
  return tables;
}

}  // namespace nianbao::extract
