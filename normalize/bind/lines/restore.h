// Finds the tables that lost their grids among the lines of a text.
#pragma once

#include "normalize/locate/flow.h"
#include "normalize/template/template_set.h"

namespace nianbao::normalize {

// Puts a table of lines in the place of every run of lines in which the labels of a form stand with values.
void restore_line_tables(Flow& flow, const TemplateSet& templates);

}  // namespace nianbao::normalize
