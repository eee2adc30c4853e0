// Rows of a table of dataset.sqlite.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"
#include "export/writers/sqlite_layout.h"
#include "extract/base/database.h"

namespace nianbao::exporting {

// Empty cells are NULL, in columns of the key empty texts. Texts are clean. Decimals are INTEGER where they are whole,
// else REAL, which gives up to 15 digits back as they were; one with more is kept as TEXT, so that none is rounded.
class SqliteRows : public RowSink {
 public:
  // All of it must outlive it, the statement as the text of the database's.
  SqliteRows(Database& database, const SqliteTable& table, std::string_view insert);

  // Of the rows that come now.
  void document(std::int64_t number) { document_ = number; }

  void text(std::string_view value) override;
  void integer(std::int64_t value) override;
  void decimal(const normalize::Decimal& value) override;
  void empty() override;
  void end_row() override;

  // The first error of all rows.
  const Result<void>& result() const { return result_; }

 private:
  // Bytes [begin, end) of the texts of the row.
  struct Text {
    int place;
    std::size_t begin;
    std::size_t end;
  };

  int next_place();
  void keep_text(int place, std::string_view value);
  void number_in_words(int place, ColumnType type, std::string_view value);
  void bind_decimal(int place, const normalize::Decimal& value);

  const SqliteTable& table_;
  Query query_;
  std::int64_t document_ = 0;
  std::size_t column_ = 0;    // of the source
  std::vector<bool> in_key_;  // by place
  std::string texts_;         // of the row, bound where it ends
  std::vector<Text> kept_;
  std::string clean_;
  Result<void> result_;
};

}  // namespace nianbao::exporting
