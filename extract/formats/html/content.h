// Where text goes: into the page, or into the cell of the table that is open innermost.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/formats/html/block_writer.h"
#include "extract/formats/html/open_table.h"

namespace nianbao::extract::html_page {

class Content {
 public:
  Content(BlockWriter& writer, Budget& budget) : writer_(writer), budget_(budget) {}

  // Text of a table outside its cells goes where the table stands, before it (browsers: 13.2.6.1,
  // "foster parent").
  Flow& flow();
  void end_paragraph();

  void begin_table();
  void end_table();
  std::size_t open_tables() const { return tables_.size(); }

  // Rows and cells without a table begin one: browsers drop such tags, but pages cut out by a content
  // system begin so. `owner` is how many elements are open around it.
  void begin_implied_table(std::size_t owner);
  // Ends it when its owner was closed, or when something else begins outside its cells.
  void end_implied_table_of(std::size_t open_elements);
  void end_implied_table_outside_cells();

  void begin_row_group();
  void end_row_group();
  void begin_row();
  void end_row();
  void begin_cell(std::int64_t row_span, std::int64_t column_span);
  void end_cell();
  bool in_cell() const { return !tables_.empty() && tables_.back().cell_open(); }
  // The open cell of the innermost table; no two cells have the same number.
  std::int64_t cell_number() const { return tables_.back().cell_number(); }

 private:
  OpenTable* table_of_flow();

  BlockWriter& writer_;
  Budget& budget_;
  Flow page_flow_;
  std::vector<OpenTable> tables_;
  std::optional<std::size_t> implied_owner_;  // of tables_.front()
  std::int64_t cells_ = 0;
};

}  // namespace nianbao::extract::html_page
