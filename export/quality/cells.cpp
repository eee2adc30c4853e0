#include "export/quality/cells.h"

#include <cmath>
#include <numeric>

namespace nianbao::exporting::quality {
namespace {

using normalize::State;

constexpr double kParts = 10'000;  // confidences have four places

}  // namespace

void CellCounts::add(const normalize::Report& report) {
  unmapped += std::ssize(report.unmapped);
  facts += std::ssize(report.facts);
  sections += std::ssize(report.sections);
  for (const auto& field : report.fields) {
    states.add(to_string(field.state));
    if (field.state == State::absent) continue;
    states_by_template[std::string(field.template_id)].add(to_string(field.state));
    methods.add(to_string(field.method));
    evidence.add(to_string(field.evidence));
    if (!field.repair.empty()) repairs.add(field.repair);
    if (field.state == State::unreadable) {
      unreadable.add(field.spec->name);
      continue;
    }
    const auto bin = std::ranges::find_if(kBins, [&](double least) { return field.confidence >= least; });
    auto& counted = bins[static_cast<std::size_t>(std::min(bin, kBins.end() - 1) - kBins.begin())];
    ++counted.cells;
    counted.doubt += std::llround((1 - field.confidence) * kParts);
  }
}

std::int64_t CellCounts::weighed() const {
  return std::accumulate(bins.begin(), bins.end(), std::int64_t{0},
                         [](std::int64_t sum, const Bin& bin) { return sum + bin.cells; });
}

std::int64_t CellCounts::doubt() const {
  return std::accumulate(bins.begin(), bins.end(), std::int64_t{0},
                         [](std::int64_t sum, const Bin& bin) { return sum + bin.doubt; });
}

std::int64_t CellCounts::certain() const { return bins[0].cells + bins[1].cells + bins[2].cells; }

}  // namespace nianbao::exporting::quality
