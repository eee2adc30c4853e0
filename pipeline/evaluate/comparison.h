// The folder `nianbao extract` wrote, compared with the truth cell by cell. The result is read row by row; only the
// truth is held in memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"
#include "pipeline/evaluate/tally.h"
#include "pipeline/evaluate/truth.h"

namespace nianbao::evaluate {

// A number of the result that is not the truth's. Texts are valid only during the call.
struct WrongNumber {
  std::string_view path;  // of the result
  std::string_view field;
  std::string truth;  // the value, another state, or "unlisted"
  normalize::Decimal read;
  std::string_view confidence;
  std::string_view method;
  std::string_view raw;
};

struct ComparisonOptions {
  std::filesystem::path result;
  normalize::Decimal sure;  // a wrong number of this confidence or more is silent
  std::function<void(const WrongNumber&)> on_wrong;
};

struct Comparison {
  std::vector<Tally> tallies;          // one for each document of the truth
  std::vector<std::uint32_t> missing;  // documents of the truth that the result does not have
};

// A path of the truth names the document of the result whose path it is, or ends with "/" and it; where several paths
// of the truth do, the longest. Errors: unreadable_file, bad_usage, also when a path names two documents.
Result<Comparison> compare(const Truth& truth, const ComparisonOptions& options);

}  // namespace nianbao::evaluate
