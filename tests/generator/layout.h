// An official form laid out as grids of cells with figures in them. What it says is known, so what is read from it
// can be compared cell by cell, damaged or not.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "normalize/template/template_set.h"

namespace nianbao::generator {

struct FormCell {
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  std::string text;
  std::string field;  // empty for labels
  bool head = false;  // names columns or a block
};

// The cells of one table of a form in reading order, with the figures in them.
struct FormTable {
  int rows = 0;
  int columns = 0;
  std::vector<FormCell> cells;
};

using Figures = std::map<std::string, std::string>;  // by field; blank where there is none

// The labels as the official form prints them, by LabelId.
std::vector<std::string> official_labels(const normalize::Template& form);

std::vector<FormTable> lay_out(const normalize::TemplateSet& templates, const normalize::Template& form,
                               const Figures& figures, const std::vector<std::string>& labels);
std::vector<FormTable> lay_out(const normalize::TemplateSet& templates, const normalize::Template& form,
                               const Figures& figures);

// The cells that begin in a row.
std::vector<const FormCell*> cells_from(const FormTable& table, int row);
// The cells that begin in a row or reach into it, from left to right.
std::vector<const FormCell*> cells_through(const FormTable& table, int row);
// The text at each place of a row, blank where merged cells go on.
std::vector<std::string> texts_of_row(const FormTable& table, int row);

// Back into reading order, after cells have moved.
void sort_cells(FormTable& table);

}  // namespace nianbao::generator
