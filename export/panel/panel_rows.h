// What stands in the columns of panel.csv and panel_findings.csv.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"
#include "export/panel/panel_finding.h"
#include "export/panel/panel_report.h"

namespace nianbao::exporting {

// One year of an issuer.
struct PanelYear {
  int year = 0;
  std::optional<PanelReport> taken;  // none: a gap
  std::vector<std::string> others;   // paths of the reports not taken, at most kMostOthers
  std::int64_t versions = 0;         // all reports of the year
};

// More are only counted.
constexpr std::size_t kMostOthers = 100;

// An issuer's years from its first report to its last, without a year left out.
struct History {
  std::vector<PanelYear> years;
};

// The columns that do not depend on the templates, in order; none where the table is not one of the panel's.
std::vector<std::string_view> panel_column_names(std::string_view table);

// One row for each year.
void write_history(const History& history, const normalize::Schema& schema, RowSink& out);

// All columns but the last, which is the place of the finding in the file, and without an end of the row.
void write_panel_finding(const PanelFinding& finding, RowSink& out);

}  // namespace nianbao::exporting
