// That two records are the same in every member, down to the bits of floating-point numbers and to what they point to.
#pragma once

#include "export/dataset.h"

namespace nianbao::test {

void check_same(const exporting::Record& left, const exporting::Record& right);

}  // namespace nianbao::test
