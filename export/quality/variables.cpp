#include "export/quality/variables.h"

#include <tuple>

#include "export/quality/coverage.h"

namespace nianbao::exporting::quality {
namespace {

const SeriesValue* find_series(std::string_view key, const std::vector<SeriesValue>& values) {
  const auto found =
      std::ranges::find_if(values, [&](const SeriesValue& each) { return each.series->key == key && each.value; });
  return found == values.end() ? nullptr : &*found;
}

// Keeps of the values of one year the largest, and of the other years the largest.
void raise(Peak& peak, const PlacedValue& placed) {
  const int year = placed.source->year;
  if (!peak.best.source) {
    peak.best = placed;
  } else if (year == peak.best.source->year) {
    if (placed.value > peak.best.value) peak.best = placed;
  } else if (placed.value > peak.best.value) {
    peak.other = peak.best.value;
    peak.other_year = peak.best.source->year;
    peak.best = placed;
  } else if (peak.other_year == 0 || placed.value > peak.other) {
    peak.other = placed.value;
    peak.other_year = year;
  }
}

double times_usual(const Outlier& outlier) {
  return static_cast<double>(outlier.placed.value) / static_cast<double>(std::max<std::int64_t>(outlier.usual, 1));
}

bool stands_out_more(const Outlier& left, const Outlier& right) {
  const double more = times_usual(left);
  const double less = times_usual(right);
  return std::tie(less, right.placed.value, left.placed.source->path, left.variable) <
         std::tie(more, left.placed.value, right.placed.source->path, right.variable);
}

}  // namespace

bool Variables::Larger::operator()(const PlacedValue& left, const PlacedValue& right) const {
  return std::tie(right.value, left.source->path) < std::tie(left.value, right.source->path);
}

Variables::Variables(const normalize::Schema& schema, const std::vector<VariableSpec>& specs)
    : schema_(schema), specs_(specs), by_year_(specs.size()) {}

std::optional<std::int64_t> Variables::sum(const std::vector<std::string>& keys,
                                           const std::vector<SeriesValue>& values) const {
  std::optional<normalize::Decimal> total = normalize::Decimal{};
  for (const auto& key : keys) {
    const auto* found = find_series(key, values);
    if (found == nullptr) return std::nullopt;
    total = total->plus(*found->value);
    if (!total) return std::nullopt;
  }
  return whole_part(*total);
}

PlacedValue Variables::place(const VariableSpec& spec, const std::vector<SeriesValue>& values,
                             const Arrival& arrival) const {
  const normalize::Field* largest = nullptr;
  for (const auto& key : spec.parts) {
    for (const auto& name : find_series(key, values)->member->fields) {
      const auto field = std::ranges::find_if(arrival.report.fields,
                                              [&](const normalize::Field& each) { return each.spec->name == name; });
      if (field == arrival.report.fields.end() || !field->value) continue;
      if (largest == nullptr || *field->value > *largest->value) largest = &*field;
    }
  }
  if (largest == nullptr) return {.source = arrival.source};
  return {.source = arrival.source, .locus = largest->locus, .confidence = largest->confidence};
}

void Variables::add(const Arrival& arrival) {
  if (arrival.repeats) return;
  const auto values = series_of(arrival.report, schema_);
  for (std::size_t variable = 0; variable < specs_.size(); ++variable) {
    const auto& spec = specs_[variable];
    const auto part = sum(spec.parts, values);
    if (!part) continue;
    if (!spec.is_share()) {
      by_year_[variable][arrival.source->year].add(*part);
      auto placed = place(spec, values, arrival);
      placed.value = *part;
      note(variable, std::move(placed), arrival);
      continue;
    }
    const auto whole = sum(spec.whole, values);
    // A share above the whole is a failed identity and counted there.
    if (!whole || *whole <= 0 || *part < 0 || *part > *whole) continue;
    constexpr double kPerCent = 100;
    by_year_[variable][arrival.source->year].add(
        static_cast<std::int64_t>(static_cast<double>(*part) / static_cast<double>(*whole) * kPerCent));
  }
}

void Variables::note(std::size_t variable, PlacedValue placed, const Arrival& arrival) {
  auto& of_level = levels_.try_emplace(bounded_key(arrival.issuer.level), specs_.size()).first->second[variable];
  of_level.values.add(placed.value);
  of_level.largest.add(placed);
  // What is usual is what the same issuer reports in other years, not a namesake of it.
  if (arrival.issuer.id.empty() || arrival.issuer.shared || placed.source->year == 0) return;
  const auto key = bounded_key(arrival.issuer.id);
  if (issuers_.size() == kMostIssuers && !issuers_.contains(key)) return;
  raise(issuers_.try_emplace(key, specs_.size()).first->second[variable], placed);
}

std::vector<Outlier> Variables::of_issuers() const {
  std::vector<Outlier> found;
  for (const auto& [id, peaks] : issuers_) {
    for (std::size_t variable = 0; variable < peaks.size(); ++variable) {
      const auto& peak = peaks[variable];
      if (peak.other_year == 0 || peak.best.value < kLeast) continue;
      if (peak.best.value / kTimes < std::max<std::int64_t>(peak.other, 1)) continue;
      found.push_back({.variable = variable, .placed = peak.best, .usual = peak.other, .usual_year = peak.other_year});
    }
  }
  return found;
}

std::vector<Outlier> Variables::of_levels() const {
  constexpr double kAllButOneInThousand = 0.999;
  std::vector<Outlier> found;
  for (const auto& [level, variables] : levels_) {
    for (std::size_t variable = 0; variable < variables.size(); ++variable) {
      const auto& of_level = variables[variable];
      if (of_level.values.count() < kLeastLevel) continue;
      const auto usual = of_level.values.quantile(kAllButOneInThousand);
      for (const auto& placed : of_level.largest.items()) {
        if (Histogram::lower_edge(placed.value) < usual || placed.value < kLeast) continue;
        found.push_back({.variable = variable, .placed = placed, .usual = usual, .level = level});
      }
    }
  }
  return found;
}

std::vector<Outlier> Variables::outliers() const {
  auto found = of_issuers();
  std::ranges::sort(found, stands_out_more);
  auto more = of_levels();
  std::ranges::sort(more, stands_out_more);
  for (auto& outlier : more) {
    const bool is_known = std::ranges::any_of(found, [&](const Outlier& known) {
      return known.variable == outlier.variable && known.placed.source == outlier.placed.source;
    });
    if (!is_known) found.push_back(std::move(outlier));
  }
  if (found.size() > kMostOutliers) found.resize(kMostOutliers);
  return found;
}

}  // namespace nianbao::exporting::quality
