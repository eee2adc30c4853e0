// What is known of generated reports, as tables beside them.
#pragma once

#include <string>

#include "tests/generator/report.h"

namespace nianbao::generator {

// Three tables of RFC 4180, grown report by report.
struct TruthTables {
  std::string documents = "path,template,format,dialect,damage\n";
  std::string cells = "path,field,state,value\n";
  std::string sections = "path,order,section,heading\n";

  void add(const Report& report, const Combination& combination);
};

}  // namespace nianbao::generator
