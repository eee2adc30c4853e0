// What a file is when it is in none of the formats of format_table.h, told by its first bytes or, of OLE2 files, by
// what stands in them.
#pragma once

#include <optional>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao::extract {

struct ForeignFormat {
  std::string_view id;    // as documents.csv names it; empty for those that no converter reads
  std::string_view what;  // for a person
  ErrorCode code = ErrorCode::unsupported_format;
};

// Nullopt where the bytes are not recognised.
std::optional<ForeignFormat> foreign_format(std::string_view bytes);

// The id of what needs_converter is said of: "doc", "wps" or "rtf". Empty for all else.
std::string_view convertible_format(std::string_view bytes);

}  // namespace nianbao::extract
