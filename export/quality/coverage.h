// Which reports there are: by year, template, level, province and issuer.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "export/quality/bounded.h"
#include "export/quality/source.h"

namespace nianbao::exporting::quality {

// The years of one issuer.
struct IssuerYears {
  struct Year {
    std::int64_t reports = 0;
    bool failed = false;  // an identity of one of them does not hold
  };

  std::string name;  // as its first report has it
  std::map<int, Year> years;
  std::int64_t reports = 0;
};

struct Coverage {
  void add(const Arrival& arrival);

  // The issuers with most reports first, at most so many; equal ones by name and id.
  std::vector<const IssuerYears*> most_reports(std::size_t most) const;

  std::map<int, Tally> templates_by_year;  // "2021", "mixed", "none"; year 0: unknown
  Tally templates;
  Tally levels;     // empty: unknown
  Tally provinces;  // two digits; empty: unknown
  std::map<std::string, IssuerYears> issuers;
  std::int64_t unnamed = 0;        // reports that name no issuer
  std::int64_t beyond = 0;         // reports of issuers for which there was no place
  std::int64_t with_failures = 0;  // reports one of whose identities does not hold
};

inline constexpr std::size_t kMostIssuers = 20'000;

// Whether an identity of arithmetic does not hold.
bool has_failure(const normalize::Report& report);

}  // namespace nianbao::exporting::quality
