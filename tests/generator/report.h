// A report and the truth about it, from a template and a seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "normalize/template/template_set.h"
#include "tests/generator/damage/damage.h"
#include "tests/generator/dialects/dialect.h"
#include "tests/generator/printing.h"

namespace nianbao::generator {

struct Combination {
  const normalize::Template* form = nullptr;
  const Dialect* dialect = nullptr;
  const Damage* damage = nullptr;
};

// What a cell was meant to say, whatever has become of it.
struct CellTruth {
  std::string field;
  normalize::State state = normalize::State::absent;
  std::string value;  // of numbers
};

// A heading as it stands in print, without its number.
struct SectionTruth {
  std::string section;
  std::string heading;
};

struct Report {
  std::string name;  // of its file
  std::string bytes;
  std::vector<CellTruth> cells;        // in the order of the form
  std::vector<SectionTruth> sections;  // in the order of the report
};

// Depends on its arguments alone: the other reports of a run have no part in it.
Report make_report(const normalize::TemplateSet& templates, const Combination& combination, std::uint64_t seed,
                   std::uint64_t index);

}  // namespace nianbao::generator
