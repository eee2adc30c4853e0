// Text fit for any file format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao::exporting {

// Well-formed UTF-8 without control characters other than line feed and tab; carriage returns that belong
// to a line end go with them. Bytes that are not UTF-8 become U+FFFD.
std::string clean_text(std::string_view text);

// Where a byte of the text stands once the text is clean.
std::int64_t clean_offset(std::string_view text, std::size_t offset);

}  // namespace nianbao::exporting
