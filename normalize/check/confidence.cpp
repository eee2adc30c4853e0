#include "normalize/check/confidence.h"

#include <algorithm>
#include <map>

namespace nianbao::normalize {
namespace {

// A rule of logic proves no number, and neither does a sum of zeros or a part that is merely smaller than its whole.
Sums said_by(const Finding& finding) {
  if (finding.soft) return Sums::none;
  switch (finding.verdict) {
    case Verdict::pass:
    case Verdict::pass_if_blank_zero:
      return *finding.left == *finding.right && *finding.left != Decimal{} ? Sums::holds : Sums::none;
    case Verdict::fail:
    case Verdict::fail_blank_total:
      return Sums::fails;
    case Verdict::unknown:
      return Sums::none;
  }
  return Sums::none;
}

}  // namespace

void weigh(std::span<Field> fields, const ConfidenceTable& table) {
  for (auto& field : fields) {
    field.confidence = field.state == State::unreadable ? 0 : table.of(class_of(field));
  }
}

void weigh_sums(std::span<const Finding> findings, std::span<Field> fields) {
  std::map<std::string_view, Sums> sums;
  for (const auto& finding : findings) {
    const auto said = said_by(finding);
    for (const auto& name : finding.fields) sums[name] = std::max(sums[name], said);
  }
  for (auto& field : fields) {
    if (const auto found = sums.find(field.spec->name); found != sums.end()) field.evidence.sums = found->second;
  }
}

}  // namespace nianbao::normalize
