#include "export/quality/identities.h"

#include <cmath>
#include <tuple>
#include <utility>

#include "export/placed_facts.h"

namespace nianbao::exporting::quality {
namespace {

using normalize::Blame;
using normalize::Decimal;
using normalize::Finding;

double real(const Decimal& value) {
  return static_cast<double>(value.unscaled()) / std::pow(10.0, static_cast<double>(value.scale()));
}

void count(const Finding& finding, IdentityCounts& counts) {
  ++counts.verdicts[std::to_underlying(finding.verdict)];
  if (finding.blame == Blame::source) ++counts.source;
  if (finding.blame == Blame::reading) ++counts.reading;
  counts.soft = finding.soft;
}

bool can_be_case(const Finding& finding) {
  return finding.blame == Blame::source && finding.left && finding.right && finding.difference;
}

// Without what only the cases that are kept need.
FailedCase case_of(const Finding& finding, const Arrival& arrival) {
  const double larger = std::max(std::abs(real(*finding.left)), std::abs(real(*finding.right)));
  const double distance = std::abs(real(*finding.difference));
  const auto positive = Decimal{}.minus(*finding.difference);
  return {.soft = finding.soft,
          .share = larger > 0 ? distance / larger : 0,
          .distance = finding.difference->is_negative() && positive ? *positive : *finding.difference,
          .path = arrival.source->path,
          .order = &finding - arrival.report.findings.data() + 1,
          .identity = bounded_key(finding.identity),
          .instance = clipped(finding.instance, 100),
          .template_id = std::string(finding.template_id),
          .left = *finding.left,
          .right = *finding.right,
          .difference = *finding.difference,
          .source = arrival.source};
}

void add_operands(const Finding& finding, const normalize::Report& report, FailedCase& into) {
  for (const auto name : finding.fields) {
    const auto field =
        std::ranges::find_if(report.fields, [&](const normalize::Field& each) { return each.spec->name == name; });
    if (field == report.fields.end()) continue;
    into.operands.push_back({.label_zh = field->spec->label_zh,
                             .label_en = field->spec->label_en,
                             .state = field->state,
                             .value = field->value,
                             .locus = field->locus});
  }
  if (finding.fact < 0) return;
  for (const auto& placed : placed_findings(report)) {
    if (placed.finding == &finding) into.places = clipped(placed.places, 400);
  }
}

}  // namespace

bool MoreTelling::operator()(const FailedCase& left, const FailedCase& right) const {
  return std::tie(left.soft, right.share, right.distance, left.path, left.order) <
         std::tie(right.soft, left.share, left.distance, right.path, right.order);
}

void Identities::add(const Arrival& arrival) {
  std::map<std::string_view, FailedCase> worst;  // by identity
  for (const auto& finding : arrival.report.findings) {
    count(finding, by_identity[bounded_key(finding.identity)]);
    count(finding, all);
    if (!finding.soft) count(finding, sums);
    if (arrival.repeats || !can_be_case(finding)) continue;
    auto failed = case_of(finding, arrival);
    const auto [known, is_first] = worst.try_emplace(finding.identity, failed);
    if (!is_first && MoreTelling()(failed, known->second)) known->second = std::move(failed);
  }
  for (auto& [identity, failed] : worst) {
    auto& kept = worst_.try_emplace(failed.identity, kMostOfIdentity).first->second;
    if (!kept.would_take(failed)) continue;
    add_operands(arrival.report.findings[static_cast<std::size_t>(failed.order - 1)], arrival.report, failed);
    kept.add(std::move(failed));
  }
}

std::vector<FailedCase> Identities::cases() const {
  Worst all_worst{kMostCases};
  for (const auto& [identity, worst] : worst_) {
    for (const auto& failed : worst.items()) all_worst.add(failed);
  }
  return all_worst.items();
}

}  // namespace nianbao::exporting::quality
