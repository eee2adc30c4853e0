// The sections of the quality report, in their order on the page.
#pragma once

#include <span>

#include "export/quality/summary.h"
#include "export/writers/quality/page.h"

namespace nianbao::exporting::report {

struct SectionRow {
  std::string_view group;  // of its texts; its address on the page
  void (*write)(Page& page, const quality::Summary& summary);
};

std::span<const SectionRow> section_table();

// The figures at the head of the page.
void write_tiles(Page& page, const quality::Summary& summary);

void write_inputs(Page& page, const quality::Summary& summary);
void write_output(Page& page, const quality::Summary& summary);
void write_coverage(Page& page, const quality::Summary& summary);
void write_confidence(Page& page, const quality::Summary& summary);
void write_identities(Page& page, const quality::Summary& summary);
void write_variables(Page& page, const quality::Summary& summary);
void write_use(Page& page, const quality::Summary& summary);

}  // namespace nianbao::exporting::report
