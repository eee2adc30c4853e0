// Reports of different issuers whose texts are nearly the same, among all of one year.
#pragma once

#include <cstdint>
#include <functional>

#include "export/panel/external_sort.h"
#include "export/panel/panel_finding.h"
#include "export/panel/spool_file.h"

namespace nianbao::exporting {

// Candidates share a band of their sketches (locality-sensitive hashing) and are then compared sketch by sketch. Of
// many reports in one band each is compared with its nearest neighbours in the order in which they came, so the work
// grows with the number of reports, not of pairs: every copy is found with one of the others, not with each.
class LikeTexts {
 public:
  explicit LikeTexts(const SpoolSpace& space) : space_(space), bands_(space), pairs_(space) {}

  // The sketch without official phrases.
  Result<void> add(const PanelReport& report);

  // For each report the most alike of another issuer, where they are alike enough.
  Result<void> for_each(const std::function<Result<void>(const PanelFinding&)>& visit);

 private:
  Result<void> find_pairs();
  Result<void> add_pair(std::int64_t one, std::int64_t other);
  Result<PanelReport> read(std::int64_t place) const;

  SpoolSpace space_;
  SpoolFile reports_;
  ExternalSort bands_;  // year, band, its hash, the report's place
  ExternalSort pairs_;  // the places of a report and of its candidate, twice where two bands agree
};

}  // namespace nianbao::exporting
