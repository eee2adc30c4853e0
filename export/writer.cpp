#include "export/writer.h"

#include <array>

#include "export/writers/csv.h"
#include "export/writers/dta.h"
#include "export/writers/json.h"
#include "export/writers/panel.h"
#include "export/writers/quality_report.h"
#include "export/writers/sqlite.h"
#include "export/writers/xlsx.h"

namespace nianbao::exporting {
namespace {

constexpr std::array kWriters{
    WriterRow{"csv", true, "RFC 4180 tables with a Frictionless data package", make_csv_writer},
    WriterRow{"json", true, "one JSON record a line, with its JSON Schema", make_json_writer},
    WriterRow{"sqlite", false, "dataset.sqlite: the tables in a database, with a view for each form",
              make_sqlite_writer},
    WriterRow{"dta", false, "reports.dta for Stata, with labels_zh.do for labels in Chinese", make_dta_writer},
    WriterRow{"xlsx", false, "an Excel workbook, a sheet a table", make_xlsx_writer},
    WriterRow{"panel", true, "issuers by years as CSV, with findings between reports", make_panel_writer},
    WriterRow{"report", true, "quality report: one offline HTML page, Chinese and English", make_quality_report_writer},
};

}  // namespace

std::span<const WriterRow> writer_table() { return kWriters; }

Result<void> PieceWriter::add(const Record& record) {
  std::vector<std::string> pieces(growing());
  render(record, pieces);
  for (std::size_t file = 0; file < pieces.size(); ++file) append(file, pieces[file]);
  return {};
}

}  // namespace nianbao::exporting
