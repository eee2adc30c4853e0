#include "extract/base/display_width.h"

#include <unicode/uchar.h>

#include "extract/base/utf8.h"

namespace nianbao {

int display_width(char32_t code_point, AmbiguousWidth ambiguous) {
  const auto c = static_cast<UChar32>(code_point);
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return 0;
    default:
      break;
  }
  switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_FULLWIDTH:
    case U_EA_WIDE:
      return 2;
    case U_EA_AMBIGUOUS:
      return static_cast<int>(ambiguous);
    default:
      return 1;
  }
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = code_point_at(text, at);
    width += static_cast<std::size_t>(display_width(value));
    at += size;
  }
  return width;
}

}  // namespace nianbao
