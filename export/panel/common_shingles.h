// The shingles of phrases that many issuers use: those of the law, of the notices, of the form.
#pragma once

#include <cstdint>
#include <vector>

#include "export/panel/sketch.h"

namespace nianbao::exporting {

// Counts in how many issuers' texts each shingle stands, in a table of fixed size. Shingles that fall into one place
// are counted as one: with n issuers of a few hundred kept shingles that adds less than n/1000 to a count, whatever n
// is.
class CommonShingles {
 public:
  CommonShingles();

  // All texts of one issuer come together.
  void begin_issuer() { ++issuers_; }
  void count(const Sketch& sketch);

  // In the texts of more than a tenth of the issuers, and of ten at least.
  bool is_common(std::uint64_t hash) const;

 private:
  struct Place {
    std::uint32_t issuers = 0;
    std::uint32_t last = 0;  // the number of the issuer counted last
  };

  std::vector<Place> places_;
  std::uint32_t issuers_ = 0;
};

}  // namespace nianbao::exporting
