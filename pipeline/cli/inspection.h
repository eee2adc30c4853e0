// What was read from one file and why, for a person or for a machine.
#pragma once

#include <cstddef>
#include <string>

#include "pipeline/reading.h"

namespace nianbao::cli {

std::string inspection_text(const pipeline::Reading& reading, std::size_t width);

// {"record": the record as reports.jsonl has it, "tables": the tables with all their cells}
std::string inspection_json(const pipeline::Reading& reading);

}  // namespace nianbao::cli
