#include "export/writers/xlsx_text.h"

#include <algorithm>
#include <charconv>

#include "export/clean_text.h"
#include "extract/base/utf8.h"

namespace nianbao::exporting::xlsx {
namespace {

constexpr std::string_view kEscapedLowLine = "_x005F_";
constexpr std::size_t kEscape = kEscapedLowLine.size();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Whether "_xHHHH_" stands here, which Excel would take for one character.
bool is_escape(std::string_view text) {
  return text.size() >= kEscape && text.starts_with("_x") && text[kEscape - 1] == '_' &&
         std::ranges::all_of(text.substr(2, 4), is_hex);
}

struct Unit {
  std::string_view bytes;  // to be written
  std::size_t size = 0;    // bytes of the source
  std::size_t units = 0;   // of UTF-16
};

Unit unit_at(std::string_view text, std::size_t at) {
  if (text[at] == '_' && is_escape(text.substr(at))) return {kEscapedLowLine, 1, kEscape};
  const auto [value, size] = code_point_at(text, at);
  return {text.substr(at, size), size, value > 0xFFFF ? 2U : 1U};
}

constexpr std::size_t kMarkUnits = kCutMark.size() - 2;  // its first character is one unit of three bytes

// Appends the text, or as much of it as leaves room for the mark, and the mark.
void append_within_limit(std::string_view text, std::string& written) {
  std::size_t units = 0;
  std::size_t room_for_mark = 0;  // where it would stand
  for (std::size_t at = 0; at < text.size();) {
    const auto unit = unit_at(text, at);
    units += unit.units;
    if (units > kLongestText) {
      written.resize(room_for_mark);
      written += kCutMark;
      return;
    }
    written += unit.bytes;
    at += unit.size;
    if (units <= kLongestText - kMarkUnits) room_for_mark = written.size();
  }
}

}  // namespace

const std::string& sheet_text(std::string_view text, std::string& buffer) {
  std::string copy;
  const auto clean = clean_text(text, copy);
  buffer.clear();
  append_within_limit(clean, buffer);
  return buffer;
}

std::optional<SheetNumber> sheet_number(std::string_view text) {
  constexpr std::size_t kExactDigits = 15;
  const auto unsigned_text = text.substr(text.starts_with('-') ? 1 : 0);
  const auto point = std::min(unsigned_text.find('.'), unsigned_text.size());
  const auto whole = unsigned_text.substr(0, point);
  const auto rest = unsigned_text.substr(std::min(point + 1, unsigned_text.size()));
  const bool plain = !whole.empty() && std::ranges::all_of(whole, is_digit) && std::ranges::all_of(rest, is_digit) &&
                     rest.empty() == (point == unsigned_text.size());
  // A number with zeros in front is a code.
  if (!plain || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  std::string digits(whole);
  digits += rest;
  const auto first = std::min(digits.find_first_not_of('0'), digits.size());
  const auto last = digits.find_last_not_of('0');
  if (first < digits.size() && last - first + 1 > kExactDigits) return std::nullopt;
  SheetNumber number{.decimals = static_cast<int>(rest.size())};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::chrono::year_month_day> sheet_date(std::string_view text) {
  constexpr int kFirstYear = 1901;
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kShape[i] == 'd' ? !is_digit(text[i]) : text[i] != kShape[i]) return std::nullopt;
  }
  const auto part = [&](std::size_t at, std::size_t size) {
    unsigned value = 0;
    std::from_chars(text.data() + at, text.data() + at + size, value);
    return value;
  };
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(part(0, 4))),
                                         std::chrono::month(part(5, 2)), std::chrono::day(part(8, 2)));
  if (!date.ok() || static_cast<int>(date.year()) < kFirstYear) return std::nullopt;
  return date;
}

}  // namespace nianbao::exporting::xlsx
