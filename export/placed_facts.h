// The facts of a report with their places in the text as it is written.
#pragma once

#include <cstdint>
#include <vector>

#include "normalize/model/report.h"

namespace nianbao::exporting {

struct PlacedFact {
  const normalize::Fact* fact = nullptr;
  const normalize::Section* section = nullptr;
  std::int64_t section_order = 0;  // from 1
  std::int64_t offset = 0;         // of the number, in bytes of the section's clean text
  std::int64_t sentence_offset = 0;
};

// In the report's order. The report must outlive them.
std::vector<PlacedFact> placed_facts(const normalize::Report& report);

}  // namespace nianbao::exporting
