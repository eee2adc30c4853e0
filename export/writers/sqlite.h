// dataset.sqlite: the tables of the outputs in a database for analysis, with keys, indices and views.
#pragma once

#include <memory>

#include "export/writer.h"

namespace nianbao::exporting {

std::unique_ptr<Writer> make_sqlite_writer();

}  // namespace nianbao::exporting
