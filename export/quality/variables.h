// How the main variables are distributed, by year, and which values stand out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "export/quality/bounded.h"
#include "export/quality/source.h"
#include "export/quality/texts.h"
#include "export/series.h"

namespace nianbao::exporting::quality {

// A value with the cell it stands in; of a sum, its largest part.
struct PlacedValue {
  std::int64_t value = 0;
  SourcePointer source;
  Locus locus;
  double confidence = 0;
};

// The largest value of an issuer, and the largest of its other years.
struct Peak {
  PlacedValue best;
  std::int64_t other = 0;
  int other_year = 0;  // 0: there is no other year
};

struct Outlier {
  std::size_t variable = 0;  // index into Texts::variables
  PlacedValue placed;
  std::int64_t usual = 0;  // the largest of the issuer's other years, or what one in a thousand of the level reaches
  int usual_year = 0;      // 0: it is the level's
  std::string level;
};

class Variables {
 public:
  static constexpr std::size_t kMostOutliers = 20;
  static constexpr std::int64_t kTimes = 20;         // as many times the other years stands out,
  static constexpr std::int64_t kLeast = 100;        // from this value on
  static constexpr std::int64_t kLeastLevel = 1000;  // values of a level before one in a thousand can be told

  // Both outlive it.
  Variables(const normalize::Schema& schema, const std::vector<VariableSpec>& specs);

  // Reports that repeat another are left out.
  void add(const Arrival& arrival);

  // By year; shares are in per cent. Year 0: unknown.
  const std::map<int, Histogram>& by_year(std::size_t variable) const { return by_year_[variable]; }
  // What stands out of the issuer's own years first, most times first; then what does of its level.
  std::vector<Outlier> outliers() const;

 private:
  struct Larger {
    bool operator()(const PlacedValue& left, const PlacedValue& right) const;
  };
  struct OfLevel {
    Histogram values;
    TopList<PlacedValue, Larger> largest{kMostOutliers};
  };

  std::optional<std::int64_t> sum(const std::vector<std::string>& keys, const std::vector<SeriesValue>& values) const;
  PlacedValue place(const VariableSpec& spec, const std::vector<SeriesValue>& values, const Arrival& arrival) const;
  void note(std::size_t variable, PlacedValue placed, const Arrival& arrival);
  std::vector<Outlier> of_issuers() const;
  std::vector<Outlier> of_levels() const;

  const normalize::Schema& schema_;
  const std::vector<VariableSpec>& specs_;
  std::vector<std::map<int, Histogram>> by_year_;
  std::map<std::string, std::vector<Peak>> issuers_;  // at most kMostIssuers
  std::map<std::string, std::vector<OfLevel>> levels_;
};

}  // namespace nianbao::exporting::quality
