// Rows of a CSV file: RFC 4180 in UTF-8, with LF line ends.
#pragma once

#include <string>

#include "export/dataset.h"
#include "export/output_file.h"

namespace nianbao::exporting {

// Texts are quoted where RFC 4180 asks for it and where a reader might trim them. One that begins with "="
// stays as it is: these files are data, and `raw` is verbatim.
class CsvRows : public RowSink {
 public:
  explicit CsvRows(OutputFile& file) : file_(file) {}

  void text(std::string_view value) override;
  void integer(std::int64_t value) override;
  void decimal(const normalize::Decimal& value) override;
  void empty() override { separate(); }
  void end_row() override;

  // To be called before the file is finished.
  void flush();

 private:
  void separate();

  OutputFile& file_;
  std::string line_;
  bool first_ = true;
};

}  // namespace nianbao::exporting
