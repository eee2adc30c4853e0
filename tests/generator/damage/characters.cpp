#include <algorithm>
#include <string>
#include <vector>

#include "extract/base/utf8.h"
#include "tests/generator/damage/damage.h"

namespace nianbao::generator {
namespace {

constexpr std::u32string_view kCommon =
    U"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动";

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

void append(std::string& text, std::u32string_view characters) {
  for (const auto character : characters) append_utf8(text, character);
}

class Confusion {
 public:
  Confusion(const Accident& accident, double probability) : accident_(accident), probability_(probability) {
    for (const auto& multiplier : accident.vocabulary.multipliers) {
      for (const auto& unit : accident.vocabulary.units) {
        if (unit.kind == normalize::UnitKind::money) scaled_units_.push_back(to_utf32(multiplier.word + unit.word));
      }
    }
  }

  std::string of_words(std::string_view text) const {
    const auto characters = to_utf32(text);
    std::string confused;
    for (std::size_t i = 0; i < characters.size(); ++i) {
      if (!begins_scaled_unit(characters, i) && random().chance(probability_))
        append(confused, instead_of(characters[i], i + 1 == characters.size()));
      else
        append_utf8(confused, characters[i]);
    }
    return confused;
  }

  // A figure keeps its looks: what stands instead of a digit resembles it.
  std::string of_figure(std::string_view text) const {
    const auto characters = to_utf32(text);
    std::string confused;
    for (std::size_t i = 0; i < characters.size(); ++i) {
      if (!is_digit(characters[i]) || !random().chance(probability_)) {
        append_utf8(confused, characters[i]);
        continue;
      }
      const bool before_digit = i + 1 < characters.size() && is_digit(characters[i + 1]);
      append(confused, lookalike(characters[i], before_digit));
    }
    return confused;
  }

 private:
  Random& random() const { return accident_.random; }

  // "Ten thousand yuan" without its ten thousand is yuan: what would be left is as true a unit as what was there.
  bool begins_scaled_unit(std::u32string_view text, std::size_t at) const {
    return std::ranges::any_of(scaled_units_,
                               [&](const std::u32string& unit) { return text.substr(at).starts_with(unit); });
  }

  std::u32string instead_of(char32_t character, bool last) const {
    const auto alike = others_of_group(character);
    if (!alike.empty()) return {alike[random().below(alike.size())]};
    const auto drawn = random().below(10);
    if (drawn < 4) return {};
    if (drawn < 6) return last ? std::u32string{} : std::u32string{character, U' '};
    if (drawn < 8) return {random().chance(0.5) ? U'\uFFFD' : U'?'};
    return {random().pick(kCommon)};
  }

  std::u32string others_of_group(char32_t character) const {
    const auto& groups = accident_.vocabulary.confusable;
    const auto group = groups.find(character);
    std::u32string others;
    if (group == groups.end()) return others;
    for (const auto& [other, first] : groups) {
      if (first == group->second && other != character) others.push_back(other);
    }
    return others;
  }

  std::u32string lookalike(char32_t digit, bool before_digit) const {
    std::u32string choices{static_cast<char32_t>(digit - U'0' + U'０')};
    if (digit == U'0') choices += U"Oo〇○";
    if (digit == U'1') choices += U"lI|";
    if (before_digit) choices.push_back(U' ');
    const auto chosen = random().pick(choices);
    return chosen == U' ' ? std::u32string{digit, U' '} : std::u32string{chosen};
  }

  const Accident& accident_;
  double probability_;
  std::vector<std::u32string> scaled_units_;
};

template <class Change>
void change_figures(Draft& draft, Change change) {
  for (auto& piece : draft) {
    for (auto& cell : piece.table.cells) {
      if (!cell.field.empty()) cell.text = change(cell.text);
    }
  }
}

}  // namespace

void confuse_characters(Draft& draft, const Accident& accident, double probability) {
  const Confusion confusion(accident, probability);
  for (auto& piece : draft) {
    if (piece.kind == PieceKind::title || piece.kind == PieceKind::heading) {
      piece.number = confusion.of_words(piece.number);
      piece.text = confusion.of_words(piece.text);
    }
    for (auto& cell : piece.table.cells) {
      if (cell.field.empty()) cell.text = confusion.of_words(cell.text);
    }
  }
  change_figures(draft, [&](const std::string& text) { return confusion.of_figure(text); });
}

void change_digits(Draft& draft, Random& random, double probability) {
  change_figures(draft, [&](std::string text) {
    for (auto& c : text) {
      if (!is_digit(static_cast<unsigned char>(c)) || !random.chance(probability)) continue;
      constexpr int kDigits = 10;
      c = static_cast<char>('0' + (c - '0' + random.between(1, kDigits - 1)) % kDigits);
    }
    return text;
  });
}

}  // namespace nianbao::generator
