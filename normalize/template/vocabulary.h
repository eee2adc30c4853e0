// The words every template shares: what stands for nothing, units, numerals, and the rules that find the
// title, issuer, dates and kind of a document. Read from vocabulary.xml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "normalize/text/pattern.h"

namespace nianbao::normalize {

enum class UnitKind : std::uint8_t { count, money };

struct UnitWord {
  std::string word;  // normal text
  UnitKind kind = UnitKind::count;
};

struct PowerWord {
  std::string word;  // normal text
  int exponent = 0;
};

// A unit taken apart: "ten thousand yuan" is money with exponent 4. An empty word states nothing.
struct UnitReading {
  std::string_view word;  // the unit as it stood in the text
  bool has_kind = false;  // false when only a multiplier, or nothing, was printed
  UnitKind kind = UnitKind::count;
  int exponent = 0;
};

// A named regular expression over normal text. What its groups mean is said where it is used.
struct Rule {
  std::string id;
  Pattern pattern;
  std::vector<std::string> matching;  // examples, as a person would write them
  std::vector<std::string> rejected;
};

struct Vocabulary {
  std::vector<std::string> none_words;  // normal text
  std::vector<UnitWord> units;          // longest first
  std::vector<PowerWord> multipliers;   // may stand before a unit, or alone
  std::vector<std::string> plus_words;
  std::vector<std::string> minus_words;
  std::string this_year;                    // what labels call the report's year
  std::map<char32_t, int> digits;           // numeral characters
  std::map<char32_t, int> digit_powers;     // exponents of numeral characters such as "hundred"
  std::map<char32_t, char32_t> lookalikes;  // characters that are surely a digit where they stand among digits
  std::u32string traditional;               // frequent characters only traditional script uses
  std::u32string distinctive;               // characters that make alike labels different ones
  std::u32string qualifying;                // the same, in names of columns alone
  std::unordered_map<char32_t, std::u32string> confusable;      // the characters each is alike
  std::map<std::string, std::vector<Rule>, std::less<>> rules;  // by purpose: title, period, published ...
  std::map<std::string, std::string> definitions;               // parts of patterns, by name

  const std::vector<Rule>& rules_for(std::string_view purpose) const;

  // Whether the character printed is the one meant, or one mistaken for it.
  bool may_be(char32_t printed, char32_t meant) const;

  // Takes a whole text as a unit; nothing when it is not one.
  std::optional<UnitReading> read_unit(std::string_view normal_text) const;
};

}  // namespace nianbao::normalize
