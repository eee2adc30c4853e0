#include "normalize/text/trimmed.h"

namespace nianbao::normalize {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\f\v";

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto blank_size = [](std::string_view at) -> std::size_t {
    if (kWhiteSpace.find(at.front()) != std::string_view::npos) return 1;
    for (const std::string_view wide : {"\u00A0", "\u3000", "\u200B", "\uFEFF", "\u2002", "\u2003"}) {
      if (at.starts_with(wide)) return wide.size();
    }
    return 0;
  };
  while (!text.empty()) {
    const auto size = blank_size(text);
    if (size == 0) break;
    text.remove_prefix(size);
  }
  while (!text.empty()) {
    auto start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) --start;
    if (blank_size(text.substr(start)) != text.size() - start) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

}  // namespace nianbao::normalize
