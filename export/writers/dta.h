// reports.dta for Stata: one observation a report, one variable a field; and labels_zh.do, which gives the variables
// their Chinese labels, as a variable of a file has only one.
#pragma once

#include <memory>

#include "export/writer.h"

namespace nianbao::exporting {

std::unique_ptr<Writer> make_dta_writer();

}  // namespace nianbao::exporting
