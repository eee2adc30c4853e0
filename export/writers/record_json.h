// A record as JSON, nothing lost.
#pragma once

#include <string>

#include "export/dataset.h"

namespace nianbao::exporting {

// One line without its end. Numbers are written with the digits they have; loci count from 1.
std::string record_json(const Record& record);

}  // namespace nianbao::exporting
