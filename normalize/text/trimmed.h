// Text without the white space at its ends.
#pragma once

#include <string_view>

namespace nianbao::normalize {

// Cuts ASCII, no-break, zero-width and ideographic white space from both ends.
std::string_view trimmed(std::string_view text);

}  // namespace nianbao::normalize
