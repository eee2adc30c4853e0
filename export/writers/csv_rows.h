// Rows of a CSV file: RFC 4180 in UTF-8, with LF line ends.
#pragma once

#include <string>

#include "export/dataset.h"

namespace nianbao::exporting {

// Appends rows to a text. Values are quoted where RFC 4180 asks for it and where a reader might trim them. One that
// begins with "=" stays as it is: these files are data, and `raw` is verbatim.
class CsvRows : public RowSink {
 public:
  explicit CsvRows(std::string& rows) : rows_(rows) {}

  void text(std::string_view value) override;
  void integer(std::int64_t value) override;
  void decimal(const normalize::Decimal& value) override;
  void empty() override { separate(); }
  void end_row() override;

 private:
  void separate();

  std::string& rows_;
  std::string clean_;  // its memory is used again
  bool first_ = true;
};

// What stands before the rows of records: a byte order mark where asked for, the names of the columns, the rows that
// are the same in every run.
std::string csv_head(const Table& table, bool byte_order_mark);

}  // namespace nianbao::exporting
