// How a report prints its figures.
#pragma once

#include <map>
#include <set>
#include <string>

#include "normalize/model/report.h"
#include "tests/generator/random.h"
#include "tests/generator/values.h"

namespace nianbao::generator {

// What stands in a cell, and what it says.
struct PrintedFigure {
  std::string text;
  normalize::State state = normalize::State::blank;
  std::string value;  // of numbers, without separators and units
};

using PrintedFigures = std::map<std::string, PrintedFigure>;  // by field

class Printer {
 public:
  // Some text formats lose blank cells without a trace: for those, no cell is left blank.
  Printer(const normalize::TemplateSet& templates, const normalize::Template& form, bool blanks);

  // In a manner drawn once for the whole report.
  PrintedFigures print(const Values& values, Random& random) const;

 private:
  struct Manner;
  Manner draw_manner(Random& random) const;
  PrintedFigure print_one(const normalize::FieldSpec& field, normalize::Decimal value, const Manner& manner) const;
  PrintedFigure with_ornaments(PrintedFigure figure, const normalize::FieldSpec& field, const Manner& manner,
                               Random& random) const;

  const normalize::Schema& schema_;
  bool blanks_;
  std::set<int> parts_of_rows_;  // fields that a total in their own row adds up
};

}  // namespace nianbao::generator
