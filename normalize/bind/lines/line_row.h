// The values of a block's rows in a table of lines.
#pragma once

#include <string>
#include <vector>

#include "normalize/bind/block_binder.h"
#include "normalize/bind/lines/run_rows.h"

namespace nianbao::normalize {

struct LineRowsReading {
  std::vector<BoundCell> cells;
  std::vector<int> rows;  // lines that carry values of the block
  std::vector<int> asides;
};

class LineRows {
 public:
  LineRows(const ObservedTable& table, const BlockSpec& block, const BoundHead& head)
      : table_(table), block_(block), head_(head) {}

  // In reading order.
  void add(const ValueRun& run, const RunRow& row) { rows_.push_back({run, row, {}}); }

  // A row of the form whose label stands without values.
  void add_stray(int form_row) { stray_.push_back(form_row); }

  // No value of the block can be trusted.
  void distrust(std::string note) { note_ = std::move(note); }

  LineRowsReading read();

 private:
  struct Row {
    ValueRun run;
    RunRow row;
    std::vector<int> cells;  // by column of the head, -1 for a blank; empty where they cannot be told
  };
  struct Extent {
    int first = 0;
    int last = 0;  // columns of print [first, last)
  };

  void take_complete_rows();
  void place_incomplete_rows();
  std::vector<Extent> extents() const;
  std::vector<int> cells_by_place(const Row& row, const std::vector<Extent>& extents) const;
  bool fits_roles(const std::vector<int>& cells) const;
  std::string fault_of(std::size_t at) const;
  bool is_followed(std::size_t at) const;
  void add_values(const Row& row, LineRowsReading& reading) const;
  CellEvidence evidence_of(const Row& row, std::size_t place) const;
  Lines lines_around(const Row& row) const;
  void add_faults(int form_row, const std::string& note, LineRowsReading& reading) const;

  ColumnRole role(std::size_t place) const { return block_.columns[head_.order[place]].role; }

  const ObservedTable& table_;
  const BlockSpec& block_;
  const BoundHead& head_;
  std::vector<Row> rows_;
  std::vector<int> stray_;
  std::string note_;
  bool irregular_ = false;  // some row has another number of values than the head
};

}  // namespace nianbao::normalize
