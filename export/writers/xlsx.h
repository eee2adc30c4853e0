// An Excel workbook: nianbao.xlsx with a sheet a table, names and Chinese labels as its first two rows.
#pragma once

#include <memory>

#include "export/writer.h"
#include "export/writers/xlsx_rows.h"

namespace nianbao::exporting {

std::unique_ptr<Writer> make_xlsx_writer();
// With sheets smaller than Excel's.
std::unique_ptr<Writer> make_xlsx_writer(const xlsx::SheetLimits& limits);

}  // namespace nianbao::exporting
