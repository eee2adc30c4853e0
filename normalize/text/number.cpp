#include "normalize/text/number.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "extract/base/utf8.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {
namespace {

constexpr char32_t kIdeographOne = 0x4E00;

bool is_blank(char32_t code_point) {
  return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0 || code_point == 0xFEFF ||
         u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

std::u32string trimmed(std::string_view raw) {
  auto text = to_utf32(raw);
  while (!text.empty() && is_blank(text.back())) text.pop_back();
  text.erase(text.begin(), std::ranges::find_if_not(text, is_blank));
  return text;
}

bool is_ideograph(char32_t code_point) {
  return u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_IDEOGRAPHIC) != 0;
}

bool is_digit(char32_t code_point) { return code_point >= U'0' && code_point <= U'9'; }

// Full-width digits and the marks of numbers become ASCII; nothing else changes.
char32_t to_ascii(char32_t code_point) {
  if (code_point >= 0xFF10 && code_point <= 0xFF19) return code_point - 0xFF10 + U'0';
  switch (code_point) {
    case 0xFF0E:
      return U'.';
    case 0xFF0C:
      return U',';
    case 0xFF0B:
      return U'+';
    case 0xFF0D:
    case 0x2212:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return U'-';
    default:
      return code_point;
  }
}

// Circled, superscript and the like: digits to the eye, but marks of another kind.
bool is_disguised_digit(char32_t code_point) {
  const auto type = u_charType(static_cast<UChar32>(code_point));
  return type == U_OTHER_NUMBER || (type == U_LETTER_NUMBER && code_point != 0x3007);
}

// The end of "digits" or "ddd,ddd,ddd" from `at`; npos when the grouping is broken.
std::size_t end_of_whole(std::u32string_view text, std::size_t at, std::string& digits) {
  const auto start = at;
  while (at < text.size() && is_digit(text[at])) digits.push_back(static_cast<char>(text[at++]));
  const bool grouped = at < text.size() && text[at] == U',';
  if (grouped && (at - start > 3 || at == start)) return std::u32string_view::npos;
  while (at < text.size() && text[at] == U',') {
    for (int i = 0; i < 3; ++i) {
      ++at;
      if (at >= text.size() || !is_digit(text[at])) return std::u32string_view::npos;
      digits.push_back(static_cast<char>(text[at]));
    }
    ++at;
    if (at < text.size() && is_digit(text[at])) return std::u32string_view::npos;
  }
  return at;
}

struct Numeral {
  Decimal value;
  std::size_t end = 0;
};

// The number a text starts with, or why it is none.
std::expected<Numeral, std::string_view> leading_number(std::u32string_view text) {
  std::string digits;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == U'+' || text[at] == U'-')) digits.push_back(static_cast<char>(text[at++]));
  const auto sign = digits.size();
  at = end_of_whole(text, at, digits);
  if (at == std::u32string_view::npos) return std::unexpected("digits grouped irregularly");
  if (digits.size() == sign) return std::unexpected("no digits where a number starts");
  if (digits.size() > sign + 1 && digits[sign] == '0') return std::unexpected("leading zero: cells may be glued");
  if (at < text.size() && text[at] == U'.') {
    digits.push_back('.');
    const auto fraction = ++at;
    while (at < text.size() && is_digit(text[at])) digits.push_back(static_cast<char>(text[at++]));
    if (at == fraction) return std::unexpected("point without digits after it");
  }
  const auto value = Decimal::parse(digits);
  if (!value) return std::unexpected("more digits than can be held");
  return Numeral{*value, at};
}

std::string normal(std::u32string_view text) {
  std::string utf8;
  for (const auto code_point : text) append_utf8(utf8, code_point);
  return std::string(NormalText(utf8).view());
}

std::string_view without_brackets(std::string_view text) {
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') return text.substr(1, text.size() - 2);
  return text;
}

// +1, -1 for a leading sign word, which is taken off the text; 0 when there is none.
int take_sign_word(std::u32string& text, const Vocabulary& vocabulary) {
  const auto starts = [&text](const std::string& word) { return text.starts_with(to_utf32(word)); };
  for (const auto* words : {&vocabulary.plus_words, &vocabulary.minus_words}) {
    const auto found = std::ranges::find_if(*words, starts);
    if (found == words->end()) continue;
    text.erase(0, to_utf32(*found).size());
    return words == &vocabulary.plus_words ? 1 : -1;
  }
  return 0;
}

CellReading unreadable(std::string_view note) { return {.state = State::unreadable, .note = std::string(note)}; }

CellReading read_arabic(std::u32string text, const Vocabulary& vocabulary) {
  const int sign = take_sign_word(text, vocabulary);
  const auto number = leading_number(text);
  const auto has_words = std::ranges::any_of(text, is_ideograph);
  if (!number) return has_words ? CellReading{.state = State::text} : unreadable(number.error());
  const auto rest = normal(std::u32string_view(text).substr(number->end));
  const auto unit = vocabulary.read_unit(without_brackets(rest));
  if (!unit) {
    const bool fraction_of_cells = rest.starts_with('/');
    if (has_words || fraction_of_cells) return {.state = State::text};
    return unreadable("digits mixed with other characters");
  }
  CellReading cell{.state = State::number, .value = number->value, .unit = std::string(without_brackets(rest))};
  if (sign < 0) cell.value = Decimal{}.minus(number->value);
  return cell;
}

bool is_dash(std::string_view text) { return text.find_first_not_of("-/\\") == std::string_view::npos; }

CellReading read_words(std::u32string_view text, const Vocabulary& vocabulary) {
  if (text == std::u32string_view(&kIdeographOne, 1)) return unreadable("one, or a dash mistyped as one");
  if (const auto value = read_chinese_numeral(text, vocabulary)) {
    return {.state = State::number, .value = Decimal(*value)};
  }
  const bool has_digits = std::ranges::any_of(text, is_digit);
  const bool has_words = std::ranges::any_of(text, is_ideograph);
  constexpr std::size_t kLongestLoneLetters = 2;  // an O or an l where a digit should stand
  if (!has_words && (has_digits || text.size() <= kLongestLoneLetters)) {
    return unreadable("characters that are no number");
  }
  return {.state = State::text};
}

// Adds up a numeral written with powers, refusing any order of them that is no number.
class NumeralSum {
 public:
  bool add_digit(int digit) {
    if (digit_ > 0) return false;  // two digits without a power between them
    digit_ = digit;
    return true;
  }

  bool add_power(int power) {
    const bool large = power >= kLargePower;
    const int bound = large ? last_large_ : last_small_;
    // Only "ten" may go without a digit before it, and only at the head.
    const bool bare = digit_ <= 0;
    const bool bare_allowed = large ? section_ > 0 : power == 1 && section_ == 0;
    if (power >= bound || (bare && !bare_allowed)) return false;
    std::int64_t factor = 1;
    for (int i = 0; i < power; ++i) factor *= 10;
    if (large) {
      total_ += (section_ + std::max<std::int64_t>(digit_, 0)) * factor;
      section_ = 0;
      last_small_ = kLargePower;
      last_large_ = power;
    } else {
      section_ += (bare ? 1 : digit_) * factor;
      last_small_ = power;
    }
    digit_ = kNoDigit;
    return true;
  }

  std::int64_t result() const { return total_ + section_ + std::max<std::int64_t>(digit_, 0); }

 private:
  static constexpr std::int64_t kNoDigit = -1;
  static constexpr int kLargePower = 4;  // from ten thousand on, powers multiply all that stands before

  std::int64_t total_ = 0;
  std::int64_t section_ = 0;
  std::int64_t digit_ = kNoDigit;
  int last_small_ = kLargePower;
  int last_large_ = 99;
};

// A form may leave an amount's unit open; it is money all the same.
std::optional<UnitReading> target_unit(const FieldSpec& spec, const Vocabulary& vocabulary) {
  auto target = vocabulary.read_unit(spec.unit);
  if (target && spec.unit.empty() && spec.type == FieldType::amount) {
    target->has_kind = true;
    target->kind = UnitKind::money;
  }
  return target;
}

bool may_be(std::u32string_view printed, std::u32string_view meant, const Vocabulary& vocabulary) {
  return std::ranges::equal(printed, meant,
                            [&](char32_t left, char32_t right) { return vocabulary.may_be(left, right); });
}

// Whether a unit that is none is the field's with characters mistaken, and could be no other that measures otherwise.
bool resembles_only(std::string_view printed, std::string_view meant, const Vocabulary& vocabulary) {
  const auto characters = to_utf32(printed);
  const auto unit = vocabulary.read_unit(meant);
  if (printed.empty() || !unit || !may_be(characters, to_utf32(meant), vocabulary)) return false;
  const auto is_other = [&](const std::string& word) {
    const auto other = vocabulary.read_unit(word);
    const bool alike = other && other->kind == unit->kind && other->exponent == unit->exponent;
    return !alike && may_be(characters, to_utf32(word), vocabulary);
  };
  return std::ranges::none_of(vocabulary.units, [&](const UnitWord& word) {
    return is_other(word.word) || std::ranges::any_of(vocabulary.multipliers, [&](const auto& multiplier) {
             return is_other(multiplier.word + word.word);
           });
  });
}

CellReading read_printed(std::u32string text, const Vocabulary& vocabulary) {
  if (text.empty()) return {};
  const auto plain = normal(text);
  if (is_dash(plain)) return {.state = State::dash};
  if (std::ranges::find(vocabulary.none_words, plain) != vocabulary.none_words.end())
    return {.state = State::none_word};
  if (std::ranges::any_of(text, is_disguised_digit)) return unreadable("circled or raised digits");
  std::ranges::transform(text, text.begin(), to_ascii);
  // Sentences are text whatever digits they hold; a number with its unit starts with the number.
  const auto first_digit = std::ranges::find_if(text, is_digit) - text.begin();
  constexpr std::ptrdiff_t kLongestSign = 2;
  if (first_digit <= kLongestSign && first_digit < std::ssize(text)) return read_arabic(std::move(text), vocabulary);
  return read_words(text, vocabulary);
}

}  // namespace

CellReading read_cell(std::string_view raw, CellBorders borders, const Vocabulary& vocabulary) {
  const auto text = trimmed(raw);
  auto printed = read_printed(text, vocabulary);
  if (printed.state != State::unreadable && printed.state != State::text) return printed;
  for (auto& repair : number_repairs(text, borders, vocabulary)) {
    auto repaired = read_printed(std::move(repair.text), vocabulary);
    if (repaired.state != State::number) continue;
    repaired.repair = repair.rule;
    return repaired;
  }
  return printed;
}

std::optional<std::int64_t> read_chinese_numeral(std::u32string_view text, const Vocabulary& vocabulary) {
  constexpr std::size_t kLongest = 24;
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  const auto digit_of = [&](char32_t c) { return vocabulary.digits.find(c); };
  const bool sequence = std::ranges::all_of(text, [&](char32_t c) { return vocabulary.digits.contains(c); });
  if (sequence && text.size() > 1) {
    constexpr std::size_t kMostDigits = 18;
    if (text.size() > kMostDigits) return std::nullopt;
    std::int64_t value = 0;
    for (const auto c : text) value = value * 10 + digit_of(c)->second;
    return value;
  }
  NumeralSum sum;
  for (const auto c : text) {
    const auto digit = digit_of(c);
    const auto power = vocabulary.digit_powers.find(c);
    const bool known = digit != vocabulary.digits.end() || power != vocabulary.digit_powers.end();
    const bool added =
        known && (digit != vocabulary.digits.end() ? sum.add_digit(digit->second) : sum.add_power(power->second));
    if (!added) return std::nullopt;
  }
  return sum.result();
}

void convert_unit(const CellReading& cell, std::string_view stated_unit, const Vocabulary& vocabulary, Field& field) {
  field.state = cell.state;
  field.note = cell.note;
  if (cell.state != State::number) return;
  const bool in_cell = !cell.unit.empty();
  const auto unit = in_cell ? std::string_view(cell.unit) : stated_unit;
  auto printed = vocabulary.read_unit(unit);
  if (!printed && resembles_only(unit, field.spec->unit, vocabulary)) printed = vocabulary.read_unit(field.spec->unit);
  field.raw_unit = unit;
  const auto target = target_unit(*field.spec, vocabulary);
  if (!target || !printed || (printed->has_kind && target->has_kind && printed->kind != target->kind)) {
    field.state = State::text;
    field.note = "the unit printed is of another kind than the field's";
    return;
  }
  // Without a printed unit, or with a bare multiplier of the same size, the number is in the field's unit.
  const bool states_size = printed->has_kind || printed->exponent != 0;
  const bool as_printed = field.spec->unit.empty();
  const int shift = states_size && !as_printed ? printed->exponent - target->exponent : 0;
  field.value = cell.value->shifted(shift);
  if (!field.value) {
    field.state = State::unreadable;
    field.note = "more digits than can be held";
    return;
  }
  if (shift != 0) field.note = "converted from " + field.raw_unit + " to " + field.spec->unit;
  field.repair = cell.repair;
}

}  // namespace nianbao::normalize
