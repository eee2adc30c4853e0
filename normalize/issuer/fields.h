// Cutting the lines of corpus/divisions, which quote nothing.
#pragma once

#include <algorithm>
#include <charconv>
#include <string_view>

namespace nianbao::normalize {

// The text before the first `separator`, which goes with it.
inline std::string_view take_field(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto field = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return field;
}

// The number the text is; `otherwise` where it is none.
inline int number_of(std::string_view text, int otherwise) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

}  // namespace nianbao::normalize
