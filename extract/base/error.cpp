#include "extract/base/error.h"

#include <array>
#include <utility>

namespace nianbao {
namespace {

constexpr std::array<std::string_view, 22> kNames{
    "empty_input",      "unreadable_file", "unsupported_format", "unknown_format", "damaged_archive",
    "encrypted",        "missing_part",    "malformed_xml",      "dtd_refused",    "limit_exceeded",
    "undecodable_text", "needs_converter", "conversion_failed",  "not_fetched",    "crashed",
    "timed_out",        "out_of_memory",   "no_process",         "bad_store",      "bad_template",
    "bad_usage",        "output_failed",
};
static_assert(kNames.size() == std::to_underlying(ErrorCode::output_failed) + 1);

}  // namespace

std::string_view to_string(ErrorCode code) { return kNames[std::to_underlying(code)]; }

}  // namespace nianbao
