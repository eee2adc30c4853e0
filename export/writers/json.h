// reports.jsonl: the whole record of one report a line; schema/report.schema.json describes it.
#pragma once

#include <memory>

#include "export/writer.h"

namespace nianbao::exporting {

std::unique_ptr<Writer> make_json_writer();

}  // namespace nianbao::exporting
