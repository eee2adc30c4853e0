#include "extract/formats/html/references.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "extract/base/utf8.h"
#include "extract/formats/html/ascii.h"

namespace nianbao::extract::html_page {
namespace {

// Of the names that HTML lets end without a semicolon (13.5) those that pages hold.
constexpr std::array<std::string_view, 11> kOpenNames{"nbsp", "lt",    "gt",  "amp",  "quot",  "copy",
                                                      "reg",  "times", "yen", "sup2", "middot"};

constexpr char32_t kFirstWindows = 0x80;
// HTML 13.2.5.80, "numeric character reference end state".
constexpr std::array<char32_t, 32> kWindows{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                            0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// The length of "&#151;" at the beginning, resolved into `markup`; 0 for any other text.
std::size_t resolve_number(std::string& markup, std::string_view text) {
  if (!text.starts_with("&#") || text.size() < 3) return 0;
  const bool hexadecimal = to_lower(text[2]) == 'x';
  const auto* first = text.data() + (hexadecimal ? 3 : 2);
  const auto* last = text.data() + text.size();
  unsigned number = 0;
  const auto [end, error] = std::from_chars(first, last, number, hexadecimal ? 16 : 10);
  if (error != std::errc{} || number < kFirstWindows || number - kFirstWindows >= kWindows.size()) return 0;
  append_utf8(markup, kWindows[number - kFirstWindows]);
  const bool closed = end != last && *end == ';';
  return static_cast<std::size_t>(end - text.data()) + (closed ? 1 : 0);
}

// The length of "&nbsp" at the beginning when its semicolon is missing; 0 otherwise. What goes on with a
// letter or "=" is a parameter of an address.
std::size_t open_name(std::string_view text) {
  const auto name =
      std::ranges::find_if(kOpenNames, [&](std::string_view each) { return text.substr(1).starts_with(each); });
  if (name == kOpenNames.end()) return 0;
  const auto length = 1 + name->size();
  if (length == text.size()) return length;
  const char next = text[length];
  return next == ';' || next == '=' || is_letter(next) ? 0 : length;
}

}  // namespace

void append_with_references(std::string& markup, std::string_view text) {
  while (!text.empty()) {
    const auto sign = std::min(text.find('&'), text.size());
    markup += text.substr(0, sign);
    text.remove_prefix(sign);
    if (text.empty()) return;
    if (const auto number = resolve_number(markup, text); number > 0) {
      text.remove_prefix(number);
    } else if (const auto name = open_name(text); name > 0) {
      markup.append(text.substr(0, name)).append(";");
      text.remove_prefix(name);
    } else {
      markup += '&';
      text.remove_prefix(1);
    }
  }
}

}  // namespace nianbao::extract::html_page
