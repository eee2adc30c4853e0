// The accounting identities of a form checked against what was read. Nothing is ever repaired by them.
#pragma once

#include <span>
#include <vector>

#include "normalize/model/report.h"
#include "normalize/template/template.h"

namespace nianbao::normalize {

// One finding for each instance of each identity, in the form's order. `fields` is one for each of the
// schema's.
std::vector<Finding> check_identities(const Template& form, std::span<const Field> fields);

}  // namespace nianbao::normalize
