// The panel: all reports together, issuer by issuer and year by year, and what shows only there.
#pragma once

#include <functional>
#include <optional>

#include "export/dataset.h"
#include "export/output_file.h"
#include "export/panel/common_shingles.h"
#include "export/panel/external_sort.h"
#include "export/panel/finding_sort.h"
#include "export/panel/hierarchy.h"
#include "export/panel/like_texts.h"
#include "export/panel/panel_rows.h"

namespace nianbao::exporting {

// Takes records in any order and memory of a fixed size: the reports wait on the disk of the folder.
class Panel {
 public:
  // The dataset must outlive it.
  Panel(const Dataset& dataset, const SpoolSpace& space);

  // Records that have no place in the panel are passed over.
  Result<void> add(const Record& record);
  Result<void> add(const PanelReport& report);

  // The rows of both tables, as CSV without heads. Errors of the files are told by their finish().
  Result<void> write(OutputFile& panel, OutputFile& findings);

 private:
  using Visit = std::function<Result<void>(History&)>;

  Result<void> for_each_history(const Visit& visit);
  Result<void> count_shingles();
  Result<void> look_at(History& history);
  Result<void> compare_years(const PanelReport& before, const PanelReport& report);
  Result<void> note(const std::optional<PanelFinding>& finding);

  const Dataset& dataset_;
  ExternalSort reports_;
  CommonShingles shingles_;
  LikeTexts texts_;
  Hierarchy hierarchy_;
  FindingSort findings_;
};

}  // namespace nianbao::exporting
