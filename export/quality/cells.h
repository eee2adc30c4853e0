// What came out of the tables, and how far it can be trusted.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "export/quality/bounded.h"
#include "normalize/model/report.h"

namespace nianbao::exporting::quality {

struct CellCounts {
  // The lower bounds of the bins of confidence, highest first.
  static constexpr std::array<double, 8> kBins{0.9999, 0.999, 0.99, 0.95, 0.9, 0.8, 0.5, 0};

  struct Bin {
    std::int64_t cells = 0;
    std::int64_t doubt = 0;  // the sum of 1 - confidence, in 1/10,000: the number of cells expected to be wrong
  };

  void add(const normalize::Report& report);

  std::int64_t weighed() const;  // cells with a confidence: neither absent nor unreadable
  std::int64_t doubt() const;    // as of a bin, of all of them
  std::int64_t certain() const;  // those of at least 0.99

  Tally states;
  std::map<std::string, Tally, std::less<>> states_by_template;  // of cells that are there
  std::array<Bin, kBins.size()> bins{};
  Tally methods;
  Tally evidence;
  Tally repairs;
  Tally unreadable{2048};  // by field
  std::int64_t unmapped = 0;
  std::int64_t facts = 0;
  std::int64_t sections = 0;
};

}  // namespace nianbao::exporting::quality
