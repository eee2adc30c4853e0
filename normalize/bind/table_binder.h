// Binds whole tables of a document to a template, one after the other in reading order.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "normalize/bind/block_binder.h"

namespace nianbao::normalize {

// What one table of the document gave of one table of the form.
struct TablePart {
  int form_table = -1;           // index into Template::tables
  std::vector<BoundCell> cells;  // BoundCell::cell is an index into the table's cells
  std::vector<int> rows;         // of the table, those that carry values of the form
  std::vector<int> group_rows;   // rows that only name groups of an outline
  std::set<int> asides;          // cells that hold no values: units, codes, running numbers
  std::set<int> aside_columns;   // of the grid, where its columns are known
  double evidence = 0;           // how well the labels fit: more is better, and comparable between forms
  std::vector<Diagnostic> diagnostics;
};

using TableBinding = std::vector<TablePart>;

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
  void add_cells(const ObservedTable& table, BlockId id, const Head& head, const ValueRow& row,
                 TableBinding& binding) const;
  TablePart& part_of(int form_table, TableBinding& binding) const;
  void note_group_rows(const ObservedTable& table, std::span<const BoundRow> rows, TableBinding& binding) const;

  const BlockSpec& block(BlockId id) const { return form_.tables[id.first].blocks[id.second]; }

  const Template& form_;
  const Vocabulary& vocabulary_;
  std::map<BlockId, BoundHead> earlier_heads_;
};

}  // namespace nianbao::normalize
