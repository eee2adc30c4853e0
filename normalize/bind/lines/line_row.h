// The values of a block's rows in a table of lines.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "normalize/bind/block_binder.h"
#include "normalize/bind/lines/counted_cells.h"
#include "normalize/bind/lines/print_columns.h"
#include "normalize/bind/lines/run_rows.h"

namespace nianbao::normalize {

struct LineRowsReading {
  std::vector<BoundCell> cells;
  std::vector<int> rows;  // lines that carry values of the block
  std::vector<int> asides;
};

class LineRows {
 public:
  // `drops_blanks`: somewhere in the table rows have fewer values than columns.
  LineRows(const ObservedTable& table, const BlockSpec& block, const BoundHead& head, bool drops_blanks)
      : table_(table),
        block_(block),
        head_(head),
        head_page_(page_of_line(table, head.last_line)),
        drops_blanks_(drops_blanks) {}

  // What stands below a row: values with words before them, though none the form knows.
  struct Below {
    bool unknown = false;
    int values = 0;  // of the only such row
  };

  // In reading order.
  void add(const ValueRun& run, const RunRow& row, Below below, CountedRow counted = {}) {
    rows_.push_back({run, row, below, std::move(counted), false, {}});
  }

  // A row of the form whose label stands without values: they are blank, or unreadable where they may stand elsewhere.
  void add_stray(int form_row, State state) { stray_.emplace_back(form_row, state); }

  // No value of the block can be trusted.
  void distrust(std::string note) { note_ = std::move(note); }

  LineRowsReading read();

 private:
  struct Row {
    ValueRun run;
    RunRow row;
    Below below;
    CountedRow counted;
    bool comes_out = false;  // its cells, blank ones too, are as many as the columns
    std::vector<int> cells;  // by column of the head, -1 for a blank; empty where they cannot be told
  };

  void take_counted_rows();
  void take_complete_rows();
  std::size_t columns_without_remarks() const;
  void place_incomplete_rows();
  std::optional<PrintColumns> columns_of_whole_page(const std::vector<ValueRun>& rows, bool has_head) const;
  std::vector<int> cells_by_place(const Row& row, const PrintColumns& columns) const;
  bool may_be_glued(const std::vector<int>& cells) const;
  bool states_zeros() const;
  bool is_single_digit(int cell) const;
  bool fits_roles(const std::vector<int>& cells) const;
  bool is_word_among_values(std::size_t place, int cell) const;
  bool may_be_unit(int cell) const;
  std::string fault_of(std::size_t at) const;
  bool is_followed(std::size_t at) const;
  bool is_followed_by_one(std::size_t at) const;
  bool has_longer_row() const;
  bool drops_blanks() const;
  bool may_have_shifted(std::size_t at) const;
  bool may_have_no_remark(std::size_t at) const;
  bool has_words_behind(const ValueRun& run) const;
  bool is_tight(const ValueRun& run) const;
  bool goes_on(std::size_t at) const;
  bool holds_rest_of_figure(const Row& row) const;
  bool may_hold_several(const Row& row) const;
  bool may_hold_parts(const Row& row) const;
  std::size_t widest_in(std::size_t place) const;
  int page_of(const Row& row) const;
  void add_values(const Row& row, LineRowsReading& reading) const;
  CellEvidence evidence_of(const Row& row, std::size_t place) const;
  Lines lines_around(const Row& row) const;
  void add_blanks(int form_row, LineRowsReading& reading) const;
  void add_fault(int form_row, int column, const std::string& note, LineRowsReading& reading) const;
  void add_faults(int form_row, const std::string& note, LineRowsReading& reading) const;

  ColumnRole role(std::size_t place) const { return block_.columns[head_.order[place]].role; }

  const ObservedTable& table_;
  const BlockSpec& block_;
  const BoundHead& head_;
  int head_page_;
  bool drops_blanks_;
  std::vector<Row> rows_;
  std::vector<std::pair<int, State>> stray_;
  std::string note_;
};

}  // namespace nianbao::normalize
