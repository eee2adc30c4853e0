// The rows of reports.dta until it is known how many there are and how long their texts: a file without a name.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "export/writers/dta_columns.h"
#include "extract/base/error.h"

namespace nianbao::exporting {

struct DtaRow {
  std::vector<std::string> texts;
  std::vector<DtaNumber> numbers;
};

// Rows are written, then read in the same order. Texts and numbers are of the same number in every row.
class DtaSpool {
 public:
  // In the folder of `file`, where all of it must fit anyway. Errors are output_failed at `file`.
  Result<void> open(const std::filesystem::path& file);

  Result<void> write(const DtaRow& row);
  // To the first row.
  Result<void> rewind();
  // The next row into one that has as many texts and numbers as all.
  Result<void> read(DtaRow& row);

  std::int64_t rows() const { return rows_; }
  // The most bytes a text has had in this place; 0 where there was none.
  std::size_t longest(std::size_t text) const { return text < longest_.size() ? longest_[text] : 0; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  Result<void> done(bool well) const;

  std::filesystem::path file_;
  std::unique_ptr<std::FILE, Close> stream_;
  std::int64_t rows_ = 0;
  std::vector<std::size_t> longest_;
};

}  // namespace nianbao::exporting
