// Whether a dump prints the values of a block before their labels.
#pragma once

#include <vector>

#include "normalize/bind/block_binder.h"
#include "normalize/bind/lines/run_rows.h"

namespace nianbao::normalize {

// Runs [first, last) that hold the rows of one block.
struct BlockRuns {
  int table = -1;
  int block = -1;
  std::size_t first = 0;
  std::size_t last = 0;
};

class ValuesFirst {
 public:
  ValuesFirst(const ObservedTable& table, const Template& form, const std::vector<ValueRun>& runs,
              const std::vector<RunRow>& rows)
      : table_(table), form_(form), runs_(runs), rows_(rows) {}

  // Then the first values stand below the head alone and the last label has none, though it may be of a row the form
  // does not know. `free`: the first run no row before has claimed.
  bool stand_before(const BlockRuns& runs, std::size_t free, const BoundHead& head) const;

 private:
  bool all_fit(const BlockRuns& runs, const BoundHead& head) const;
  bool fits(const ValueRun& run, const BlockRuns& runs, const BoundHead& head) const;
  std::size_t first_below(const BoundHead& head, std::size_t free, std::size_t last) const;
  bool has_values_in_head(std::size_t free, std::size_t first) const;

  const ObservedTable& table_;
  const Template& form_;
  const std::vector<ValueRun>& runs_;
  const std::vector<RunRow>& rows_;
};

}  // namespace nianbao::normalize
