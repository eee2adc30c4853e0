// Binds whole tables of a document to a template, one after the other in reading order.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "normalize/bind/block_binder.h"

namespace nianbao::normalize {

// What one table of the document gave.
struct TableBinding {
  int form_table = -1;               // index into Template::tables of the first block found; -1: none
  std::vector<BoundCell> cells;      // BoundCell::cell is an index into the table's cells
  std::map<int, std::string> units;  // the unit stated above a field's column, by field
  std::vector<UnmappedCell> unmapped;
  std::vector<Diagnostic> diagnostics;

  bool found() const { return form_table >= 0; }
};

class TableBinder {
 public:
  TableBinder(const Template& form, const Vocabulary& vocabulary) : form_(form), vocabulary_(vocabulary) {}

  // Tables must come in reading order: a table without a head takes that of the table it continues.
  TableBinding bind(const ObservedTable& table);

 private:
  using BlockId = std::pair<int, int>;  // table and block of the form

  struct Head {
    BoundHead head;
    HeadPlace place = HeadPlace::same_table;
  };

  Head find_head(const ObservedTable& table, RowRange range, BlockId id);
  void bind_labelled(const ObservedTable& table, std::span<const BoundRow> rows, TableBinding& binding);
  void bind_unlabelled(const ObservedTable& table, std::span<const BoundRow> rows, TableBinding& binding);
  void bind_unlabelled_block(const ObservedTable& table, RowRange free, BlockId id, TableBinding& binding);
  void keep_waiting_head(const ObservedTable& table, RowRange free);
  void add_cells(const ObservedTable& table, BlockId id, const Head& head, const ValueRow& row, TableBinding& binding);
  static void collect_unmapped(const ObservedTable& table, TableBinding& binding);

  const BlockSpec& block(BlockId id) const { return form_.tables[id.first].blocks[id.second]; }

  const Template& form_;
  const Vocabulary& vocabulary_;
  std::map<BlockId, BoundHead> earlier_heads_;
};

}  // namespace nianbao::normalize
