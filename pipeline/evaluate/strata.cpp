#include "pipeline/evaluate/strata.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace nianbao::evaluate {
namespace {

// What stands before the separator, which is taken off the list with it.
std::string_view take_until(char separator, std::string_view& list) {
  const auto part = list.substr(0, list.find(separator));
  list.remove_prefix(std::min(part.size() + 1, list.size()));
  return part;
}

Kind kind_within(const Kind& kind, DimensionSet by) {
  Kind within;
  for (std::size_t i = 0; i < kind.size(); ++i) {
    if (has_dimension(by, i)) within[i] = kind[i];
  }
  return within;
}

}  // namespace

std::string name_of(DimensionSet by) {
  std::string name;
  for (std::size_t i = 0; i < kDimensions.size(); ++i) {
    if (has_dimension(by, i)) name += (name.empty() ? "" : "+") + std::string(kDimensions[i]);
  }
  return name.empty() ? "all" : name;
}

Result<std::vector<DimensionSet>> dimensions_named(std::string_view list) {
  std::vector<DimensionSet> sets{kNoDimension};
  while (!list.empty()) {
    auto names = take_until(',', list);
    DimensionSet set = kNoDimension;
    do {
      const auto name = take_until('+', names);
      const auto found = std::ranges::find(kDimensions, name);
      if (found == kDimensions.end()) {
        return fail(ErrorCode::bad_usage, "--by",
                    fmt::format("no such dimension: \"{}\" (there are {})", name, fmt::join(kDimensions, ", ")));
      }
      set |= static_cast<DimensionSet>(1U << (found - kDimensions.begin()));
    } while (!names.empty());
    sets.push_back(set);
  }
  return sets;
}

std::vector<DimensionSet> usual_dimensions(const Truth& truth) {
  std::vector<DimensionSet> sets{kNoDimension};
  for (std::size_t i = 0; i < kDimensions.size(); ++i) {
    const bool told = std::ranges::any_of(truth.documents, [&](const auto& each) { return !each.kind[i].empty(); });
    if (told) sets.push_back(static_cast<DimensionSet>(1U << i));
  }
  return sets;
}

std::vector<Stratum> strata_by(std::span<const DimensionSet> sets, const Truth& truth, std::span<const Tally> tallies) {
  std::vector<Stratum> strata;
  for (const auto by : sets) {
    std::map<Kind, Tally> sums;
    for (std::size_t i = 0; i < tallies.size(); ++i) sums[kind_within(truth.documents[i].kind, by)].add(tallies[i]);
    for (const auto& [kind, tally] : sums) strata.push_back({by, kind, tally});
  }
  return strata;
}

}  // namespace nianbao::evaluate
