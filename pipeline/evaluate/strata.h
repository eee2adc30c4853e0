// Documents put together by template, format, dialect and damage.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"
#include "pipeline/evaluate/tally.h"
#include "pipeline/evaluate/truth.h"

namespace nianbao::evaluate {

using DimensionSet = std::uint8_t;  // bit i is dimension i
constexpr DimensionSet kNoDimension = 0;
constexpr DimensionSet kAllDimensions = (1U << kDimensions.size()) - 1;

constexpr bool has_dimension(DimensionSet set, std::size_t dimension) { return (set >> dimension & 1U) != 0; }

struct Stratum {
  DimensionSet by = kNoDimension;
  Kind kind;  // empty in the dimensions that `by` has not
  Tally tally;
};

// "all", or the names of the dimensions with "+" between them.
std::string name_of(DimensionSet by);

// Everything together, then what a list says: "template,format+damage" is by template, then by format and damage
// together. Errors: bad_usage.
Result<std::vector<DimensionSet>> dimensions_named(std::string_view list);

// Everything together, then by each dimension that tells documents apart.
std::vector<DimensionSet> usual_dimensions(const Truth& truth);

// The documents of the truth and their tallies, by one set of dimensions after the other; within one, in byte order.
std::vector<Stratum> strata_by(std::span<const DimensionSet> sets, const Truth& truth, std::span<const Tally> tallies);

}  // namespace nianbao::evaluate
