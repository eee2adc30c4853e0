#include "extract/formats/docx/loci.h"

#include <type_traits>

#include "extract/base/utf8.h"

namespace nianbao::extract::docx {
namespace {

// Calls with every table inside the block, itself included, in reading order.
template <class AnyBlock, class Visit>
void visit_tables(AnyBlock& block, Visit visit) {
  using AnyTable = std::conditional_t<std::is_const_v<AnyBlock>, const Table, Table>;
  std::vector<AnyTable*> open;
  if (auto* table = std::get_if<Table>(&block)) open.push_back(table);
  while (!open.empty()) {
    auto* table = open.back();
    open.pop_back();
    visit(*table);
    for (auto cell = table->cells.rbegin(); cell != table->cells.rend(); ++cell) {
      auto& nested = cell->nested;
      for (auto each = nested.rbegin(); each != nested.rend(); ++each) open.push_back(&each->table);
    }
  }
}

void place(Table& table, const Locus& locus) {
  table.locus.part = locus.part;
  table.locus.block = locus.block;
  table.locus.table = locus.table;
  for (auto& cell : table.cells) {
    cell.locus.part = locus.part;
    cell.locus.block = locus.block;
    cell.locus.table = locus.table;
  }
}

void add(TextSize& size, std::string_view text) {
  constexpr char32_t kIdeographicSpace = 0x3000;
  size.bytes += std::ssize(text);
  for (std::size_t at = 0; at < text.size();) {
    const auto next = code_point_at(text, at);
    if (next.value > ' ' && next.value != kIdeographicSpace) ++size.characters;
    at += next.size;
  }
}

}  // namespace

void number_blocks(std::vector<Block>& blocks) {
  std::int32_t index = 0;
  std::int32_t tables = 0;
  for (auto& block : blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) paragraph->locus.block = index;
    visit_tables(block,
                 [&](Table& table) { place(table, {.part = table.locus.part, .block = index, .table = tables++}); });
    ++index;
  }
}

void assign_part(std::vector<Block>& blocks, std::int32_t part) {
  for (auto& block : blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) paragraph->locus.part = part;
    visit_tables(block, [&](Table& table) { table.locus.part = part; });
  }
}

TextSize measure(const std::vector<Block>& blocks) {
  TextSize size;
  for (const auto& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      add(size, paragraph->list_label);
      add(size, paragraph->text);
    }
    visit_tables(block, [&](const Table& table) {
      ++size.tables;
      for (const auto& cell : table.cells) add(size, cell.text);
    });
  }
  return size;
}

}  // namespace nianbao::extract::docx
