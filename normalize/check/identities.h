// The accounting identities of a form checked against what was read. Nothing is ever repaired by them.
#pragma once

#include <span>
#include <vector>

#include "normalize/model/report.h"
#include "normalize/template/template.h"

namespace nianbao::normalize {

// One finding for each instance of each identity of these tables, in their order and the form's. `fields` is one
// for each of the schema's. An identity that two tables share is checked once.
std::vector<Finding> check_identities(std::span<const FormTable> tables, std::span<const Field> fields);

}  // namespace nianbao::normalize
