// report.schema.json: the JSON Schema (2020-12) of a line of reports.jsonl.
#pragma once

#include <string>

#include "normalize/model/schema.h"

namespace nianbao::exporting {

std::string report_schema(const normalize::Schema& schema);

}  // namespace nianbao::exporting
