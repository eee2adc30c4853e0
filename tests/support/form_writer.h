// An official form written out with figures, in the shapes reports come in. What it says is known, so what
// is read from it can be compared cell by cell, damaged or not.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "normalize/template/template_set.h"

namespace nianbao::test {

struct FormCell {
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  std::string text;
  std::string field;  // empty for labels
};

// The cells of one table of a form in reading order, with the figures in them.
struct FormTable {
  int rows = 0;
  int columns = 0;
  std::vector<FormCell> cells;
};

using Figures = std::map<std::string, std::string>;  // by field; blank where there is none

std::vector<FormTable> lay_out(const normalize::TemplateSet& templates, const normalize::Template& form,
                               const Figures& figures);

// The tables under their headings, with a title and some prose.
std::string as_html(const normalize::Template& form, const std::vector<FormTable>& tables);
// A tab before each cell, blank lines between rows; merged cells only once.
std::string as_tab_cells(const normalize::Template& form, const std::vector<FormTable>& tables);
// Rows between bars: merged cells once and blanks at the end of the row instead.
std::string as_padded_pipes(const normalize::Template& form, const std::vector<FormTable>& tables);
// Rows between bars: blanks where merged cells go on.
std::string as_pipes(const normalize::Template& form, const std::vector<FormTable>& tables);
// The same with a rule below the first row.
std::string as_markdown(const normalize::Template& form, const std::vector<FormTable>& tables);
// Drawn with rules, merged cells open.
std::string as_ruled(const normalize::Template& form, const std::vector<FormTable>& tables);

}  // namespace nianbao::test
