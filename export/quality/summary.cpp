#include "export/quality/summary.h"

namespace nianbao::exporting::quality {

Summary::Summary(const Dataset& of, const std::vector<VariableSpec>& specs)
    : dataset(of), variables(*of.schema, specs) {}

void Summary::add(const Record& record) {
  inputs.add(record);
  if (!record.report) return;
  const auto arrival = arrival_of(record, *dataset.issuers);
  cells.add(*record.report);
  coverage.add(arrival);
  identities.add(arrival);
  variables.add(arrival);
}

}  // namespace nianbao::exporting::quality
