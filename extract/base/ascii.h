// ASCII only, whatever the locale: HTML (Standard 4.2, "ASCII case-insensitive") and MIME (RFC 2045 2) compare names
// so.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace nianbao::ascii {

inline constexpr std::string_view kSpaces = " \t\n\r\f";

constexpr char to_lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}

constexpr bool is_letter(char letter) {
  const char lower = to_lower(letter);
  return lower >= 'a' && lower <= 'z';
}

constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

inline std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char letter) { return to_lower(letter); });
  return lower;
}

constexpr bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) { return to_lower(a) == to_lower(b); });
}

constexpr bool starts_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

constexpr bool ends_ignoring_case(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && equals_ignoring_case(text.substr(text.size() - suffix.size()), suffix);
}

// The position of `wanted` at or after `from`, or npos.
inline std::size_t find_ignoring_case(std::string_view text, std::string_view wanted, std::size_t from = 0) {
  if (from > text.size()) return std::string_view::npos;
  const auto found =
      std::ranges::search(text.substr(from), wanted, [](char a, char b) { return to_lower(a) == to_lower(b); });
  return found.empty() && !wanted.empty() ? std::string_view::npos
                                          : static_cast<std::size_t>(found.begin() - text.begin());
}

constexpr std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

}  // namespace nianbao::ascii
