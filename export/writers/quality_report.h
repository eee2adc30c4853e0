// report.html: what came in, what came out, how far it can be trusted, and what to look at first, in Chinese and
// English. One file without scripts that loads nothing; its size does not grow with the number of records.
#pragma once

#include <memory>

#include "export/writer.h"

namespace nianbao::exporting {

std::unique_ptr<Writer> make_quality_report_writer();

}  // namespace nianbao::exporting
