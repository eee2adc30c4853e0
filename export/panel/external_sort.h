// Any number of items brought into order in a fixed amount of memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "export/panel/spool_file.h"
#include "extract/base/error.h"

namespace nianbao::exporting {

// Items are texts of bytes and come out in the order of their bytes, equal ones each. What does not fit in memory
// stands in sorted runs in a SpoolFile.
class ExternalSort {
 public:
  using Visit = std::function<Result<void>(std::string_view)>;

  explicit ExternalSort(SpoolSpace space);

  Result<void> add(std::string_view item);

  // In order, as often as asked; nothing may be added any more. An item is valid during its visit. Stops at the first
  // error of a visit and gives it.
  Result<void> for_each(const Visit& visit);

 private:
  struct Item {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
  };
  struct Run {
    std::int64_t begin = 0;
    std::int64_t end = 0;
  };
  class RunReader;

  std::string_view text(const Item& item) const;
  void sort_waiting();
  Result<void> spill();
  Result<void> merge(const Visit& visit);

  SpoolSpace space_;
  std::string waiting_;  // the bytes of the items not yet in a run
  std::vector<Item> items_;
  SpoolFile file_;
  std::vector<Run> runs_;
};

}  // namespace nianbao::exporting
