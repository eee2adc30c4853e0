#include "export/writers/dta_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "export/clean_text.h"
#include "export/field_columns.h"
#include "extract/base/utf8.h"

namespace nianbao::exporting {
namespace {

using normalize::State;

// By state; a number has none.
constexpr std::array<char, 7> kLetters{0, 'b', 'd', 'n', 't', 'u', 'a'};
static_assert(kLetters.size() == std::to_underlying(State::absent) + 1);

constexpr char kTooLong = 'x';
constexpr std::array kMissing{
    DtaMissing{'a', "absent: not in the document"},
    DtaMissing{'b', "blank cell"},
    DtaMissing{'d', "dash"},
    DtaMissing{'n', "a word for none"},
    DtaMissing{'t', "text that is no number"},
    DtaMissing{'u', "unreadable"},
    DtaMissing{kTooLong, "too many digits: see CSV"},
};

constexpr std::array<std::string_view, 20> kReserved{"_all",  "_b",  "_coef", "_cons", "_n",     "_N",    "_pi",
                                                     "_pred", "_rc", "_skip", "byte",  "double", "float", "if",
                                                     "in",    "int", "long",  "strL",  "using",  "with"};

bool is_reserved(std::string_view name) {
  if (std::ranges::find(kReserved, name) != kReserved.end()) return true;
  // str1, str2 ... are types, and ReadStat refuses whatever begins with one.
  return name.size() > 3 && name.starts_with("str") && name[3] >= '0' && name[3] <= '9';
}

std::string variable_name(const std::string& name) {
  constexpr std::size_t kLongest = 32;
  return is_reserved(name) ? ("_" + name).substr(0, kLongest) : name;
}

std::string label(std::string_view text) {
  constexpr std::size_t kMostCharacters = 80;
  const auto clean = clean_text(text);
  std::size_t at = 0;
  for (std::size_t count = 0; count < kMostCharacters && at < clean.size(); ++count)
    at += code_point_at(clean, at).size;
  return clean.substr(0, at);
}

DtaKind kind_of(ColumnType type) {
  if (type == ColumnType::text) return DtaKind::string;
  return type == ColumnType::date ? DtaKind::date : DtaKind::number;
}

template <class Number>
bool read_number(std::string_view digits, Number& into) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
  return error == std::errc() && end == digits.data() + digits.size();
}

}  // namespace

std::vector<DtaVariable> dta_variables(const Table& reports, const normalize::Schema& schema) {
  std::vector<DtaVariable> variables;
  for (const auto& column : columns_before_fields(reports, schema)) {
    variables.push_back(
        {variable_name(column.name), kind_of(column.type), label(column.title_en), label(column.title_zh)});
  }
  for (const auto& field : schema.fields) {
    variables.push_back(
        {variable_name(field.name), DtaKind::number, label(field.label_en), label(field.label_zh), true});
  }
  return variables;
}

std::span<const DtaMissing> dta_missing_values() { return kMissing; }

DtaNumber dta_number(const normalize::Decimal& value) {
  // Whole numbers up to 2^53 are doubles; of fractions, any 15 digits come back from one.
  constexpr std::int64_t kMostWhole = std::int64_t{1} << 53;
  constexpr std::int64_t kMostDigits = 999'999'999'999'999;
  const auto most = value.is_whole() ? kMostWhole : kMostDigits;
  if (value.unscaled() > most || value.unscaled() < -most) return {.missing = kTooLong};
  DtaNumber number;
  read_number(value.to_string(), number.value);
  return number;
}

DtaNumber dta_number(const normalize::Field* field) {
  if (field == nullptr) return {.missing = kDtaSystemMissing};
  if (field->value) return dta_number(*field->value);
  return {.missing = kLetters[std::to_underlying(field->state)]};
}

DtaNumber dta_number(std::string_view word) {
  if (word.empty()) return {.missing = kDtaSystemMissing};
  if (word == "true" || word == "false") return {.value = word == "true" ? 1.0 : 0.0};
  const auto number = normalize::Decimal::parse(word);
  return number ? dta_number(*number) : DtaNumber{.missing = kLetters[std::to_underlying(State::text)]};
}

DtaNumber dta_date(std::string_view date) {
  constexpr DtaNumber kNone{.missing = kDtaSystemMissing};
  constexpr std::string_view kForm = "2024-01-15";
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const bool read = date.size() == kForm.size() && date[4] == '-' && date[7] == '-' &&
                    read_number(date.substr(0, 4), year) && read_number(date.substr(5, 2), month) &&
                    read_number(date.substr(8, 2), day);
  const std::chrono::year_month_day known{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!read || !known.ok()) return kNone;
  constexpr std::chrono::sys_days kFirst = std::chrono::year(1960) / 1 / 1;
  return {.value = static_cast<double>((std::chrono::sys_days(known) - kFirst).count())};
}

std::string_view dta_text(std::string_view text, std::string& buffer) {
  constexpr std::string_view kCut = "...";
  const auto clean = clean_text(text, buffer);
  if (clean.size() <= kDtaLongest) return clean;
  auto end = kDtaLongest - kCut.size();
  while ((static_cast<unsigned char>(clean[end]) & 0xC0U) == 0x80U) --end;
  std::string cut(clean.substr(0, end));
  return buffer = cut += kCut;
}

}  // namespace nianbao::exporting
