// What the quality report tells of a run: counted record by record, in memory that does not grow with their number.
#pragma once

#include "export/quality/cells.h"
#include "export/quality/coverage.h"
#include "export/quality/identities.h"
#include "export/quality/inputs.h"
#include "export/quality/variables.h"

namespace nianbao::exporting::quality {

struct Summary {
  // Dataset and specifications outlive it.
  Summary(const Dataset& dataset, const std::vector<VariableSpec>& specs);

  // In the order of the outputs.
  void add(const Record& record);

  const Dataset& dataset;
  InputCounts inputs;
  CellCounts cells;
  Coverage coverage;
  Identities identities;
  Variables variables;
};

}  // namespace nianbao::exporting::quality
