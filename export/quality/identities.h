// Which sums hold, and the cases in which they fail most.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "export/quality/bounded.h"
#include "export/quality/source.h"

namespace nianbao::exporting::quality {

struct IdentityCounts {
  std::array<std::int64_t, 5> verdicts{};  // by Verdict
  std::int64_t source = 0;                 // failed, and the source is to blame
  std::int64_t reading = 0;                // or our reading may be
  bool soft = false;
};

// One cell of a failed identity.
struct Operand {
  std::string label_zh;
  std::string label_en;
  normalize::State state = normalize::State::absent;
  std::optional<normalize::Decimal> value;
  Locus locus;
};

struct FailedCase {
  bool soft = false;
  double share = 0;             // the difference as a share of the larger side
  normalize::Decimal distance;  // without its sign
  std::string path;
  std::int64_t order = 0;  // of the finding in its report, from 1

  std::string identity;
  std::string instance;
  std::string template_id;
  normalize::Decimal left;
  normalize::Decimal right;
  normalize::Decimal difference;
  std::vector<Operand> operands;
  std::string places;  // of prose against tables, as findings.csv has them
  SourcePointer source;
};

// Sums before rules of logic; then the largest share first, then the largest difference, then the first in the outputs.
struct MoreTelling {
  bool operator()(const FailedCase& left, const FailedCase& right) const;
};

struct Identities {
  static constexpr std::size_t kMostCases = 30;
  static constexpr std::size_t kMostOfIdentity = 6;

  void add(const Arrival& arrival);

  std::map<std::string, IdentityCounts, std::less<>> by_identity;
  IdentityCounts all;
  IdentityCounts sums;  // all but rules of logic
  // Of cells read with full confidence in reports that repeat no other: at most one an identity and report.
  std::vector<FailedCase> cases() const;

 private:
  using Worst = TopList<FailedCase, MoreTelling>;

  std::map<std::string, Worst, std::less<>> worst_;  // by identity
};

}  // namespace nianbao::exporting::quality
