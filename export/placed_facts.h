// The facts of a report with their places in the text as it is written, and the findings about them.
#pragma once

#include <cstdint>
#include <string>
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

struct PlacedFinding {
  const normalize::Finding* finding = nullptr;
  std::string places;  // "section2@61 table1:r3c8": order and offset of the figure in prose, then its cells; or empty
};

// In the report's order. The report must outlive them.
std::vector<PlacedFact> placed_facts(const normalize::Report& report);
std::vector<PlacedFinding> placed_findings(const normalize::Report& report);

}  // namespace nianbao::exporting
