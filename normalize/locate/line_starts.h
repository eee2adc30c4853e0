// Pieces of print taken further apart where the lines around them show that columns begin.
#pragma once

#include <vector>

#include "normalize/locate/line_pieces.h"

namespace nianbao::normalize {

// Labels and names broken into the width of a column stand one space apart, as do figures that fill theirs. Words are
// parted where a line beside them has a word begin as well, or where they are too many to be one name. Values are
// parted where every row of the page then has as many, all in the same columns; where clear rows, parted by more, show
// the columns of a table without blanks; and in the only row of a table, where all then begin below a name of the head.
void part_at_columns(std::vector<std::vector<LinePiece>>& lines, Pitch pitch, const TemplateSet& templates);

}  // namespace nianbao::normalize
