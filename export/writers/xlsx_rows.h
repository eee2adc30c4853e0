// The rows of one table in its sheet, and where that is full, in further ones: "cells", "cells (2)" ...
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "export/dataset.h"
#include "export/writers/xlsx_workbook.h"

namespace nianbao::exporting::xlsx {

// What one sheet may hold.
struct SheetLimits {
  std::uint32_t rows = 1'048'576;  // Excel's, those of the head included
  std::int64_t bytes = 2LL << 30;  // of a part of the package, well below the 4 GiB of a plain zip file
};

// Errors are those of the workbook, which must outlive it, as must the table.
class SheetRows : public RowSink {
 public:
  SheetRows(Workbook& book, const Table& table, const SheetLimits& limits);

  void text(std::string_view value) override;
  void integer(std::int64_t value) override;
  void decimal(const normalize::Decimal& value) override;
  void empty() override;
  void end_row() override;

  // No more rows come.
  void close_sheet();

 private:
  void open_sheet();
  bool is_full() const;
  Mark mark() const;
  void write(std::size_t column, Mark mark);
  std::string& next();

  Workbook& book_;
  const Table& table_;
  SheetLimits limits_;
  std::vector<std::string> values_;  // of the row, as texts; their memory is used again
  std::size_t column_ = 0;           // the next one
  std::size_t sheet_ = 0;
  std::uint32_t row_ = 0;  // the next one
  int sheets_ = 0;
  std::string cell_;  // its memory is used again
};

}  // namespace nianbao::exporting::xlsx
