// What stands in a value cell. Works on the raw text: compatibility folding would turn a footnote mark
// or an exponent into a digit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalize/model/decimal.h"
#include "normalize/model/report.h"
#include "normalize/template/vocabulary.h"
#include "normalize/text/number_repair.h"

namespace nianbao::normalize {

struct CellReading {
  State state = State::blank;
  std::optional<Decimal> value;  // set exactly when state is number; in the unit printed, not converted
  std::string unit;              // the unit printed after the number, normal text
  std::string note;              // why a cell with digits is no number
  std::string repair;            // the rule that repaired a damaged number; empty where it is as printed
};

// Reads a whole cell. Numbers are an optional sign, digits of one width with optional separators in
// groups of three, an optional fraction and an optional unit; or a Chinese numeral. Everything that has
// digits but is none of these is a number where a rule repairs it, unreadable, or text when words surround them.
CellReading read_cell(std::string_view raw, CellBorders borders, const Vocabulary& vocabulary);

// A Chinese numeral that fills the text, such as "three hundred and five" or a sequence of digits.
std::optional<std::int64_t> read_chinese_numeral(std::u32string_view text, const Vocabulary& vocabulary);

// The value in the field's unit, given the unit printed in the cell or, failing that, the one stated by its row or
// its column. Sets the field's value, unit, note and repair, which lowers its confidence; a unit of another kind makes
// it text. A field without a unit keeps the value as printed.
void convert_unit(const CellReading& cell, std::string_view stated_unit, const Vocabulary& vocabulary, Field& field);

}  // namespace nianbao::normalize
