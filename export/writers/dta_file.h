// A file of Stata's, version 118, written row by row. The only code that knows ReadStat.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "export/output_file.h"
#include "export/writers/dta_columns.h"
#include "export/writers/dta_spool.h"
#include "extract/base/error.h"

struct readstat_writer_s;
struct readstat_variable_s;

namespace nianbao::exporting {

class DtaFile {
 public:
  // The spool has all rows, so that it is known how many there are and how wide the texts.
  static Result<void> write(const std::filesystem::path& file, const std::vector<DtaVariable>& variables,
                            DtaSpool& rows);

 private:
  struct Free {
    void operator()(readstat_writer_s* writer) const;
  };

  explicit DtaFile(const std::filesystem::path& file) : path_(file) {}

  Result<void> begin(const std::vector<DtaVariable>& variables, const DtaSpool& rows);
  void add_variables(const std::vector<DtaVariable>& variables, const DtaSpool& rows);
  Result<void> write_rows(const std::vector<DtaVariable>& variables, DtaSpool& rows);
  int write_row(const std::vector<DtaVariable>& variables, const DtaRow& row);
  // What one of ReadStat's codes says.
  Result<void> done(int code) const;

  std::filesystem::path path_;
  OutputFile file_;
  std::unique_ptr<readstat_writer_s, Free> writer_;
  std::vector<readstat_variable_s*> columns_;
};

}  // namespace nianbao::exporting
