#include "normalize/text/number_repair.h"

#include <algorithm>
#include <array>

namespace nianbao::normalize {
namespace {

using Repaired = std::optional<std::u32string>;

bool is_ascii_digit(char32_t code_point) { return code_point >= U'0' && code_point <= U'9'; }
bool is_wide_digit(char32_t code_point) { return code_point >= 0xFF10 && code_point <= 0xFF19; }
bool is_digit(char32_t code_point) { return is_ascii_digit(code_point) || is_wide_digit(code_point); }

// The spaces that typesetters and web editors put inside numbers. A tab, a line end or an ideographic space parts more
// than groups of digits.
bool is_inner_space(char32_t code_point) {
  return code_point == U' ' || code_point == 0x00A0 || code_point == 0x2009 || code_point == 0x202F;
}

// Letters and circles among digits.
Repaired without_lookalikes(std::u32string_view text, const Vocabulary& vocabulary) {
  std::u32string repaired(text);
  bool changed = false;
  for (auto& c : repaired) {
    const auto lookalike = vocabulary.lookalikes.find(c);
    if (lookalike == vocabulary.lookalikes.end()) continue;
    c = lookalike->second;
    changed = true;
  }
  return changed && std::ranges::any_of(text, is_digit) ? Repaired(repaired) : std::nullopt;
}

// A circle or a letter O alone in its cell. A stroke alone may as well be a bar, a slash or a dash.
Repaired lone_zero(std::u32string_view text, const Vocabulary& vocabulary) {
  if (text.size() != 1) return std::nullopt;
  const auto lookalike = vocabulary.lookalikes.find(text.front());
  const bool zero = lookalike != vocabulary.lookalikes.end() && lookalike->second == U'0';
  return zero ? Repaired(U"0") : std::nullopt;
}

// Spaces of one kind before each group of three digits.
Repaired without_spaces_of_thousands(std::u32string_view text, const Vocabulary& /*vocabulary*/) {
  constexpr std::ptrdiff_t kGroup = 3;
  const auto digits = [](auto from, auto end) { return std::find_if_not(from, end, is_ascii_digit) - from; };
  auto at = std::ranges::find_if(text, is_digit);
  auto size = digits(at, text.end());
  std::u32string repaired(text.begin(), at + size);
  at += size;
  if (at == text.end() || size < 1 || size > kGroup || !is_inner_space(*at)) return std::nullopt;
  const auto space = *at;
  while (at != text.end() && *at == space && digits(at + 1, text.end()) > 0) {
    size = digits(at + 1, text.end());
    if (size != kGroup) return std::nullopt;
    repaired.append(at + 1, at + 1 + size);
    at += 1 + size;
  }
  return repaired.append(at, text.end());
}

// Full-width digits with one space between each two: the gaps are as narrow as the digits' own margins.
Repaired without_spaces_of_wide_digits(std::u32string_view text, const Vocabulary& /*vocabulary*/) {
  std::u32string repaired;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = i % 2 == 0;
    if (digit ? !is_wide_digit(text[i]) : !is_inner_space(text[i])) return std::nullopt;
    if (digit) repaired.push_back(text[i]);
  }
  return text.size() > 1 ? Repaired(repaired) : std::nullopt;
}

struct RepairRule {
  std::string_view name;
  Repaired (*undo)(std::u32string_view, const Vocabulary&);
  bool needs_borders;
};

constexpr std::array kRules{RepairRule{"digit_lookalike", without_lookalikes, false},
                            RepairRule{"lone_zero_lookalike", lone_zero, false},
                            RepairRule{"spaced_thousands", without_spaces_of_thousands, true},
                            RepairRule{"spaced_digits", without_spaces_of_wide_digits, true}};

}  // namespace

std::vector<NumberRepair> number_repairs(std::u32string_view text, CellBorders borders, const Vocabulary& vocabulary) {
  std::vector<NumberRepair> repairs;
  for (const auto& rule : kRules) {
    if (rule.needs_borders && borders != CellBorders::certain) continue;
    if (auto repaired = rule.undo(text, vocabulary)) repairs.push_back({rule.name, std::move(*repaired)});
  }
  return repairs;
}

}  // namespace nianbao::normalize
