// CSV as RFC 4180 has it, in UTF-8 with LF line ends and a header row, and datapackage.json beside it.
#pragma once

#include <memory>

#include "export/writer.h"

namespace nianbao::exporting {

std::unique_ptr<Writer> make_csv_writer();

}  // namespace nianbao::exporting
