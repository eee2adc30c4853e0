// What was read, counted.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "export/dataset.h"

namespace nianbao::pipeline {

// By state, verdict and method, in the order of their enumerations.
struct CellCounts {
  std::array<std::int64_t, 7> states{};
  std::array<std::int64_t, 5> verdicts{};
  std::array<std::int64_t, 4> facts{};
  std::int64_t unmapped = 0;  // cells no field takes

  void count(const exporting::Record& record);

  // The numbers parted by spaces, and these added back; anything else adds nothing.
  std::string text() const;
  void add(std::string_view text);
};

}  // namespace nianbao::pipeline
