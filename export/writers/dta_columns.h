// The variables of reports.dta, and the rows that wait for them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"

namespace nianbao::exporting {

enum class DtaKind : std::uint8_t { string, number, date };

struct DtaVariable {
  std::string name;  // ASCII, at most 32 characters, no word that Stata keeps for itself
  DtaKind kind = DtaKind::number;
  std::string label_en;  // at most 80 characters
  std::string label_zh;  // ditto
  bool is_field = false;
};

// Those of the table `reports`: its own columns, then a field each. Columns of states have none: a missing value says
// which state it stands for.
std::vector<DtaVariable> dta_variables(const Table& reports, const normalize::Schema& schema);

// Why there is no number: the letters of Stata's extended missing values.
struct DtaMissing {
  char letter;
  std::string_view label;
};
std::span<const DtaMissing> dta_missing_values();

// A number of Stata's: a double, or a letter of dta_missing_values(), or kDtaSystemMissing where nothing is missing
// but a report's forms do not have the field.
constexpr char kDtaSystemMissing = '.';
struct DtaNumber {
  double value = 0;
  char missing = 0;  // 0: there is a value
};

// A decimal with more digits than a double holds is `x`: none is rounded.
DtaNumber dta_number(const normalize::Decimal& value);
DtaNumber dta_number(const normalize::Field* field);
// Of a cell that is not of a field: digits, true or false.
DtaNumber dta_number(std::string_view word);
// Days since 1960 of a date as ISO 8601 has it, missing where it is none.
DtaNumber dta_date(std::string_view date);

// What a variable of texts holds of a text: at most 2045 bytes, whole characters, "..." at the end where it was cut.
constexpr std::size_t kDtaLongest = 2045;
std::string_view dta_text(std::string_view text, std::string& buffer);

}  // namespace nianbao::exporting
