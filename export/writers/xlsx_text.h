// What values become in a sheet: the limits of Excel, and the rules that keep them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::exporting::xlsx {

// The longest text of a cell, in UTF-16 code units, and what stands at the end of one that was cut to it.
constexpr std::size_t kLongestText = 32'767;
constexpr std::string_view kCutMark = "\u2026 [cut]";

// The text of a cell as the file has it: clean, cut between two code points and marked where it is longer than the
// limit, and with "_x0041_" written as "_x005F_x0041_", since Excel reads the former as "A" (ECMA-376 22.9.2.19). It
// is `buffer`.
const std::string& sheet_text(std::string_view text, std::string& buffer);

struct SheetNumber {
  double value = 0;
  int decimals = 0;  // digits after the point, as written
};

// "[-]digits[.digits]" of at most 15 significant digits, which a double holds so that the same digits come back. Empty
// for any other text, which is to be written as text.
std::optional<SheetNumber> sheet_number(std::string_view text);

// "2024-03-01": a day Excel's calendar has, from 1901 on; before, spreadsheets disagree about the leap year 1900.
std::optional<std::chrono::year_month_day> sheet_date(std::string_view text);

}  // namespace nianbao::exporting::xlsx
