// The order of the fields, and so of the columns of every output: table by table, in each the newest form's
// fields first.
#pragma once

#include <vector>

#include "normalize/template/template.h"

namespace nianbao::normalize {

// Brings the fields of all templates, newest first, into their final order: those of one prefix together, an older
// form's after the newer ones', but a row that only the older form has where it stands among the rows both have.
// Renumbers the templates accordingly.
void order_fields(Schema& schema, std::vector<Template>& templates);

}  // namespace nianbao::normalize
