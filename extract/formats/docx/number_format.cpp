#include "extract/formats/docx/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "extract/base/utf8.h"

namespace nianbao::extract::docx {
namespace {

// One row of the table below. A way reads those of the fields it needs.
struct Format {
  std::string_view name;
  std::string (*write)(const Format& format, std::int64_t number);
  std::u32string_view signs;  // digits, letters or the members of a series
  std::u32string_view units;  // ten, hundred, thousand, ten thousand
  bool bare_units = false;    // a unit that stands for one of itself carries no digit
};

std::string decimal(const Format&, std::int64_t number) { return fmt::to_string(number); }
std::string nothing(const Format&, std::int64_t) { return {}; }
std::string padded(const Format&, std::int64_t number) { return fmt::format("{:02}", number); }
std::string in_dashes(const Format&, std::int64_t number) { return fmt::format("- {} -", number); }

std::string ordinal(const Format&, std::int64_t number) {
  constexpr std::array<std::string_view, 4> kEndings{"th", "st", "nd", "rd"};
  const auto tens = number / 10 % 10;
  const auto ones = static_cast<std::size_t>(number % 10);
  return fmt::format("{}{}", number, tens == 1 || ones > 3 ? kEndings[0] : kEndings[ones]);
}

char32_t sign(const Format& format, std::int64_t index) { return format.signs[static_cast<std::size_t>(index)]; }

std::string digit_by_digit(const Format& format, std::int64_t number) {
  std::string text;
  for (const char digit : fmt::to_string(number)) append_utf8(text, sign(format, digit - '0'));
  return text;
}

// The members of a series in turn; past its end plain numbers.
std::string member(const Format& format, std::int64_t number) {
  if (number < 1 || number > std::ssize(format.signs)) return decimal(format, number);
  std::string text;
  append_utf8(text, sign(format, number - 1));
  return text;
}

// a ... z, aa, bb ... zz, aaa: the letter is repeated, not counted on.
std::string letter(const Format& format, std::int64_t number) {
  constexpr std::int64_t kMostRepeats = 30;
  const auto size = std::ssize(format.signs);
  const auto repeats = (number - 1) / size + 1;
  if (number < 1 || repeats > kMostRepeats) return decimal(format, number);
  std::string text;
  for (std::int64_t i = 0; i < repeats; ++i) append_utf8(text, sign(format, (number - 1) % size));
  return text;
}

// Signs are one, five, ten, fifty ... a thousand.
std::string roman(const Format& format, std::int64_t number) {
  constexpr std::int64_t kLargest = 3999;
  constexpr std::array<std::string_view, 10> kPatterns{"", "0", "00", "000", "01", "1", "10", "100", "1000", "02"};
  if (number < 1 || number > kLargest) return decimal(format, number);
  std::string text;
  std::size_t place = 6;  // index of the sign for a thousand
  for (std::int64_t unit = 1000; unit > 0; unit /= 10, place -= 2) {
    for (const char sign : kPatterns[static_cast<std::size_t>(number / unit % 10)]) {
      append_utf8(text, format.signs[place + static_cast<std::size_t>(sign - '0')]);
    }
  }
  return text;
}

// With units for ten to ten thousand. One zero stands for any gap inside the number.
std::string with_units(const Format& format, std::int64_t number) {
  constexpr std::int64_t kPastTheUnits = 100'000;
  if (number < 1 || number >= kPastTheUnits) return digit_by_digit(format, number);
  std::string text;
  const auto digits = fmt::to_string(number);
  bool gap = false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto digit = static_cast<std::size_t>(digits[i] - '0');
    const auto place = digits.size() - 1 - i;
    if (digit == 0) {
      gap = true;
      continue;
    }
    if (gap && !format.bare_units) append_utf8(text, format.signs[0]);
    gap = false;
    const bool one_is_silent = format.bare_units && (place == 1 || place == 2 || place == 3);
    if (place == 0 || digit != 1 || !one_is_silent) append_utf8(text, format.signs[digit]);
    if (place > 0) append_utf8(text, format.units[place - 1]);
  }
  return text;
}

// As spoken: from ten to nineteen the one is silent.
std::string counting(const Format& format, std::int64_t number) {
  auto text = with_units(format, number);
  if (number >= 10 && number < 20 && !format.bare_units) text.erase(0, code_point_at(text, 0).size);
  return text;
}

// As spoken below a hundred, digit by digit from there on.
std::string counting_to_99(const Format& format, std::int64_t number) {
  return number >= 1 && number < 100 ? counting(format, number) : digit_by_digit(format, number);
}

// The sixty pairs of a stem and a branch; units are the twelve branches.
std::string stem_and_branch(const Format& format, std::int64_t number) {
  if (number < 1) return decimal(format, number);
  std::string text;
  append_utf8(text, sign(format, (number - 1) % std::ssize(format.signs)));
  append_utf8(text, format.units[static_cast<std::size_t>((number - 1) % std::ssize(format.units))]);
  return text;
}

constexpr std::u32string_view kLower = U"abcdefghijklmnopqrstuvwxyz";
constexpr std::u32string_view kUpper = U"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
// Full-width digits.
constexpr std::u32string_view kFullWidth = U"\uFF10\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18\uFF19";
// One to nine, before them a zero: WHITE CIRCLE, IDEOGRAPHIC NUMBER ZERO, the word for zero.
constexpr std::u32string_view kCircleDigits = U"\u25CB\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";
constexpr std::u32string_view kZeroDigits = U"\u3007\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";
constexpr std::u32string_view kWordDigits = U"\u96F6\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";
// Ten, hundred, thousand; ten thousand in simplified and in traditional script.
constexpr std::u32string_view kSimpleUnits = U"\u5341\u767E\u5343\u4E07";
constexpr std::u32string_view kTraditionalUnits = U"\u5341\u767E\u5343\u842C";
// The digits and units of cheques: simplified and traditional.
constexpr std::u32string_view kLegalDigits = U"\u96F6\u58F9\u8D30\u53C1\u8086\u4F0D\u9646\u67D2\u634C\u7396";
constexpr std::u32string_view kLegalUnits = U"\u62FE\u4F70\u4EDF\u4E07";
constexpr std::u32string_view kOldLegalDigits = U"\u96F6\u58F9\u8CB3\u53C3\u8086\u4F0D\u9678\u67D2\u634C\u7396";
constexpr std::u32string_view kOldLegalUnits = U"\u62FE\u4F70\u4EDF\u842C";
// CIRCLED DIGIT ONE ... CIRCLED NUMBER TWENTY, DIGIT ONE FULL STOP ..., PARENTHESIZED DIGIT ONE ...
constexpr std::u32string_view kCircled =
    U"\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468\u2469"
    U"\u246A\u246B\u246C\u246D\u246E\u246F\u2470\u2471\u2472\u2473";
constexpr std::u32string_view kFullStop =
    U"\u2488\u2489\u248A\u248B\u248C\u248D\u248E\u248F\u2490\u2491"
    U"\u2492\u2493\u2494\u2495\u2496\u2497\u2498\u2499\u249A\u249B";
constexpr std::u32string_view kParenthesized =
    U"\u2474\u2475\u2476\u2477\u2478\u2479\u247A\u247B\u247C\u247D"
    U"\u247E\u247F\u2480\u2481\u2482\u2483\u2484\u2485\u2486\u2487";
// PARENTHESIZED IDEOGRAPH ONE ... TEN.
constexpr std::u32string_view kIdeographs = U"\u3220\u3221\u3222\u3223\u3224\u3225\u3226\u3227\u3228\u3229";
// The ten heavenly stems, the twelve earthly branches.
constexpr std::u32string_view kStems = U"\u7532\u4E59\u4E19\u4E01\u620A\u5DF1\u5E9A\u8F9B\u58EC\u7678";
constexpr std::u32string_view kBranches = U"\u5B50\u4E11\u5BC5\u536F\u8FB0\u5DF3\u5348\u672A\u7533\u9149\u620C\u4EA5";

// The first and second characters of chineseCounting and the like are those of [MS-DOCX] 2.4, which shows
// what Word writes where 17.18.59 is silent.
constexpr std::array kFormats{
    Format{"decimal", decimal},
    Format{"decimalHalfWidth", decimal},
    Format{"decimalZero", padded},
    Format{"decimalFullWidth", digit_by_digit, kFullWidth},
    Format{"decimalFullWidth2", digit_by_digit, kFullWidth},
    Format{"upperRoman", roman, U"IVXLCDM"},
    Format{"lowerRoman", roman, U"ivxlcdm"},
    Format{"upperLetter", letter, kUpper},
    Format{"lowerLetter", letter, kLower},
    Format{"ordinal", ordinal},
    Format{"numberInDash", in_dashes},
    Format{"decimalEnclosedCircle", member, kCircled},
    Format{"decimalEnclosedCircleChinese", member, kCircled},
    Format{"decimalEnclosedFullstop", member, kFullStop},
    Format{"decimalEnclosedParen", member, kParenthesized},
    // Word writes them in parentheses whatever the name says ([MS-OI29500] 2.1.540).
    Format{"ideographEnclosedCircle", member, kIdeographs},
    Format{"ideographTraditional", member, kStems},
    Format{"ideographZodiac", member, kBranches},
    Format{"ideographZodiacTraditional", stem_and_branch, kStems, kBranches},
    Format{"ideographDigital", digit_by_digit, kZeroDigits},
    Format{"japaneseDigitalTenThousand", digit_by_digit, kZeroDigits},
    Format{"taiwaneseDigital", digit_by_digit, kCircleDigits},
    Format{"chineseCounting", counting_to_99, kCircleDigits, kSimpleUnits},
    Format{"taiwaneseCounting", counting_to_99, kCircleDigits, kTraditionalUnits},
    Format{"chineseCountingThousand", counting, kWordDigits, kSimpleUnits},
    Format{"taiwaneseCountingThousand", counting, kWordDigits, kTraditionalUnits},
    Format{"japaneseCounting", counting, kZeroDigits, kSimpleUnits, true},
    Format{"chineseLegalSimplified", with_units, kLegalDigits, kLegalUnits},
    Format{"ideographLegalTraditional", with_units, kOldLegalDigits, kOldLegalUnits},
    Format{"none", nothing},
};

}  // namespace

FormattedNumber format_number(std::string_view format, std::int64_t number) {
  const auto found = std::ranges::find(kFormats, format, &Format::name);
  if (found == kFormats.end() || number < 0) return {fmt::to_string(number), found != kFormats.end()};
  return {found->write(*found, number), true};
}

}  // namespace nianbao::extract::docx
