// CSV files as spreadsheets and programs write them: RFC 4180 in UTF-8, a byte order mark or none, CRLF or LF.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"

namespace nianbao::pipeline {

struct CsvColumn {
  std::string_view name;
  bool required = true;
};

// Reads the columns asked for, wherever they stand; others are passed over. Holds one row in memory.
class CsvReader {
 public:
  // Errors: unreadable_file; bad_usage for a header without a required column.
  static Result<CsvReader> open(const std::filesystem::path& path, const std::vector<CsvColumn>& columns);

  // False at the end. Errors name the file and the line.
  Result<bool> next();

  // Of the current row and the column-th column asked for; empty where the file has no such column.
  std::string_view operator[](std::size_t column) const;

  bool has(std::size_t column) const { return places_[column].has_value(); }
  std::uint32_t line() const { return line_; }  // where the current row begins, from 1

  // An error of the current row.
  std::unexpected<Error> fault(std::string detail) const;

 private:
  Result<void> read_header(const std::vector<CsvColumn>& columns);
  Result<bool> read_record();
  Result<void> split_record();
  std::optional<std::string_view> quoted_value(std::size_t& at);

  std::ifstream stream_;
  std::string shown_;
  std::string record_;                    // quoted values are unquoted in place
  std::vector<std::string_view> values_;  // parts of record_
  std::vector<std::optional<std::size_t>> places_;
  std::size_t width_ = 0;
  std::uint32_t line_ = 0;
  std::uint32_t lines_read_ = 0;
};

}  // namespace nianbao::pipeline
