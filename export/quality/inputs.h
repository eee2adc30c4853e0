// What came in: every input, whatever became of it.
#pragma once

#include <cstdint>
#include <string>

#include "export/dataset.h"
#include "export/quality/bounded.h"

namespace nianbao::exporting::quality {

struct InputCounts {
  void add(const Record& record);

  std::int64_t inputs = 0;
  std::int64_t bytes = 0;
  std::int64_t duplicates = 0;       // with the bytes of an earlier one
  std::int64_t near_duplicates = 0;  // reports with the figures of an earlier one
  Tally outcomes;
  Tally failures;  // error codes of what failed
  Tally refusals;  // why others are no report
  Tally formats;
  Tally charsets;
  Tally converters;
  std::string fingerprint;  // SHA-256 over those of all inputs in their order
};

}  // namespace nianbao::exporting::quality
