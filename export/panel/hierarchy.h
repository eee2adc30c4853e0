// Reports held against the aggregated report of a government above them. Which bodies it adds up is never known, so
// that only a part greater than the whole is a contradiction.
#pragma once

#include <functional>
#include <vector>

#include "export/panel/external_sort.h"
#include "export/panel/panel_finding.h"

namespace nianbao::exporting {

class Hierarchy {
 public:
  Hierarchy(const SpoolSpace& space, const normalize::Schema& schema);

  // Reports whose division is unknown have nothing above them.
  Result<void> add(const PanelReport& report);

  // Against the nearest government above: of its own division, else of the one that division belongs to, and so on.
  Result<void> for_each(const std::function<Result<void>(const PanelFinding&)>& visit);

 private:
  const normalize::Schema& schema_;
  std::vector<const normalize::IdentitySpec*> identities_;
  ExternalSort reports_;  // by year and division, the aggregated one of a division first
};

}  // namespace nianbao::exporting
