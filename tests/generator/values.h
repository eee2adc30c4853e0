// What a report's figures are, before they are printed.
#pragma once

#include <map>
#include <set>

#include "normalize/model/decimal.h"
#include "normalize/template/template_set.h"
#include "tests/generator/random.h"

namespace nianbao::generator {

struct Values {
  std::map<int, normalize::Decimal> of;  // by index into Schema::fields
  std::set<int> altered;                 // set to what their identities do not give
};

// Figures as an agency might have them: the parts are drawn, the totals follow from the form's identities. In some
// reports one or two totals are then made wrong.
Values draw_values(const normalize::TemplateSet& templates, const normalize::Template& form, Random& random);

}  // namespace nianbao::generator
