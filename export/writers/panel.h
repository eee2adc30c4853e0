// panel.csv and panel_findings.csv; panel.datapackage.json describes them.
#pragma once

#include <memory>

#include "export/writer.h"

namespace nianbao::exporting {

std::unique_ptr<Writer> make_panel_writer();

}  // namespace nianbao::exporting
