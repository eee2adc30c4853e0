// Lines of a text that may be a table which lost its grid, and the table of lines they make.
#pragma once

#include <cstddef>
#include <vector>

#include "normalize/locate/flow.h"
#include "normalize/locate/line_pieces.h"
#include "normalize/template/template_set.h"

namespace nianbao::normalize {

// Items [begin, end) of a flow, all of them lines.
struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Runs of lines with values and the lines between them that are no prose; section headings part them.
std::vector<LineRange> find_line_ranges(const Flow& flow, const TemplateSet& templates);

// A table of geometry `lines`: a row for each line, a cell for each piece of it. A page's furniture leaves an
// empty row.
extract::Table make_line_table(const Flow& flow, LineRange range, Pitch pitch, const TemplateSet& templates);

// Puts a table in the place of its lines. The flow owns it from then on.
void set_line_table(Flow& flow, LineRange range, extract::Table table);

}  // namespace nianbao::normalize
