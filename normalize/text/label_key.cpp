#include "normalize/text/label_key.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <vector>

#include "extract/base/utf8.h"

namespace nianbao::normalize {
namespace {

// The ideographs one to ten, in order (Unicode: CJK UNIFIED IDEOGRAPH of these code points).
constexpr std::array<char32_t, 10> kNumerals{0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                             0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
constexpr char32_t kIdeographicComma = 0x3001;
constexpr char32_t kIdeographicStop = 0x3002;
constexpr std::size_t kLongestNumber = 3;  // characters of a numbering's numeral

int numeral_value(char32_t code_point) {
  const auto found = std::ranges::find(kNumerals, code_point);
  return found == kNumerals.end() ? 0 : static_cast<int>(found - kNumerals.begin()) + 1;
}

// What scanners and typists put for the digit one.
bool is_stroke(char32_t code_point) { return code_point == U'l' || code_point == U'I' || code_point == U'|'; }

bool is_numeral(char32_t code_point) {
  return (code_point >= U'0' && code_point <= U'9') || numeral_value(code_point) != 0;
}

bool is_enumeration_mark(char32_t code_point) {
  return code_point == kIdeographicComma || code_point == U'.' || code_point == kIdeographicStop ||
         code_point == U',' || code_point == U':' || code_point == U')';
}

// Bytes of the numbering the text starts with: "(", numeral, ")" or numeral, mark; 0 when there is none.
std::size_t numbering_size(std::string_view text) {
  std::size_t at = 0;
  const bool bracketed = text.starts_with('(');
  if (bracketed) at = 1;
  std::size_t numerals = 0;
  std::size_t strokes = 0;
  while (at < text.size()) {
    const auto [value, size] = code_point_at(text, at);
    // A dash before the enumeration comma, or in brackets, is a mistyped "one".
    const bool dash_for_one = numerals == 0 && value == U'-' && !text.substr(at + 1).starts_with('-');
    const bool stroke_for_one = is_stroke(value) && strokes++ == 0;
    if (!is_numeral(value) && !dash_for_one && !stroke_for_one) break;
    if (++numerals > kLongestNumber) return 0;
    at += size;
  }
  if (at >= text.size()) return 0;
  const auto [mark, size] = code_point_at(text, at);
  if (bracketed) return numerals > 0 && mark == U')' ? at + size : 0;
  // The mark alone is left where a converter lost the numeral; only the ideographic comma is that specific.
  if (numerals == 0) return mark == kIdeographicComma ? size : 0;
  if (text.starts_with('-') && mark != kIdeographicComma) return 0;
  if (!is_enumeration_mark(mark)) return 0;
  // "1.5" is a number, not item one.
  const auto after = at + size;
  if (mark == U'.' && after < text.size() && text[after] >= '0' && text[after] <= '9') return 0;
  return after;
}

// A bracketed dash inside a label, as in the clause of an article.
bool is_dash_for_one(std::string_view text, std::size_t at) {
  return at > 0 && text[at - 1] == '(' && text.substr(at).starts_with("-)");
}

// `replacement` is the cost of one character for another one; losing or adding one costs 1.
template <class Replacement>
double similarity_at(std::u32string_view left, std::u32string_view right, double least, Replacement replacement) {
  if (left.empty() || right.empty()) return 0;
  const auto longest = static_cast<double>(std::max(left.size(), right.size()));
  const auto allowed = (1 - least) * longest + 1e-9;
  if (longest - static_cast<double>(std::min(left.size(), right.size())) > allowed) return 0;
  std::vector<double> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) row[j] = static_cast<double>(j);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    double diagonal = row[0];
    row[0] = static_cast<double>(i);
    double best = row[0];
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const auto from = left[i - 1];
      const auto to = right[j - 1];
      const auto replaced = diagonal + (from == to ? 0 : replacement(from, to));
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
      best = std::min(best, row[j]);
    }
    if (best > allowed) return 0;
  }
  const auto distance = row[right.size()];
  return distance > allowed ? 0 : 1 - distance / longest;
}

}  // namespace

LabelKey label_key(const NormalText& normal) {
  LabelKey label;
  std::string_view text = normal.view();
  const auto numbering = numbering_size(text);
  label.number = text.substr(0, numbering);
  text.remove_prefix(numbering);
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = code_point_at(text, at);
    if (value == U'(') ++depth;
    if (value == U')' && depth > 0) --depth;
    if (is_dash_for_one(text, at)) append_utf8(label.key, kNumerals.front());
    if (u_isalnum(static_cast<UChar32>(value)) != 0 || value == 0x3007) {
      label.key.append(text, at, size);
      if (depth == 0) label.core.append(text, at, size);
    }
    at += size;
  }
  if (label.core.empty()) label.core = label.key;
  return label;
}

LabelKey label_key(std::string_view raw, Script script) { return label_key(NormalText(raw, script)); }

int number_value(std::string_view number) {
  int value = 0;
  for (std::size_t at = 0; at < number.size();) {
    const auto [code_point, size] = code_point_at(number, at);
    const int numeral = numeral_value(code_point);
    if (code_point >= U'0' && code_point <= U'9')
      value = value * 10 + static_cast<int>(code_point - U'0');
    else if (numeral == 10)
      value = value == 0 ? 10 : value * 10;
    else if (numeral != 0)
      value = value >= 10 ? value + numeral : numeral;
    else if (is_stroke(code_point))
      value = value * 10 + 1;
    else if (code_point == U'-')
      return 1;
    at += size;
  }
  return value;
}

std::uint64_t character_set(std::u32string_view text) {
  constexpr char32_t kBits = 64;
  std::uint64_t set = 0;
  for (const auto c : text) set |= std::uint64_t{1} << (c % kBits);
  return set;
}

double similarity(std::u32string_view left, std::u32string_view right, double least) {
  return similarity_at(left, right, least, [](char32_t, char32_t) { return 1.0; });
}

double similarity(std::u32string_view printed, std::u32string_view meant, double least, const Vocabulary& vocabulary) {
  constexpr double kMistaken = 0.25;
  return similarity_at(printed, meant, least,
                       [&](char32_t left, char32_t right) { return vocabulary.may_be(left, right) ? kMistaken : 1.0; });
}

}  // namespace nianbao::normalize
