// The findings of all reports on their way into one file, in its order.
#pragma once

#include <cstdint>
#include <string>

#include "export/output_file.h"
#include "export/panel/external_sort.h"
#include "export/panel/panel_finding.h"

namespace nianbao::exporting {

class FindingSort {
 public:
  explicit FindingSort(const SpoolSpace& space) : sort_(space) {}

  Result<void> add(const PanelFinding& finding);

  // As rows of CSV, by issuer, year and identity; of one identity in the order in which they came.
  Result<void> write(OutputFile& file);

 private:
  ExternalSort sort_;
  std::uint64_t count_ = 0;
  std::string item_;  // its memory is used again
};

}  // namespace nianbao::exporting
