#include <algorithm>
#include <array>

#include "tests/generator/damage/damage.h"

namespace nianbao::generator {
namespace {

template <int percent>
void confuse(Draft& draft, const Accident& accident) {
  confuse_characters(draft, accident, percent / 100.0);
}

template <auto damage>
void on_draft(Draft& draft, const Accident& accident) {
  damage(draft, accident.random);
}

void change_some_digits(Draft& draft, const Accident& accident) { change_digits(draft, accident.random, 0.01); }

void mix(Draft& draft, const Accident& accident) {
  confuse<1>(draft, accident);
  split_tables(draft, accident.random);
  add_noise(draft, accident.random);
}

constexpr std::array kDamages{
    Damage{"none"},
    Damage{"chars_1", confuse<1>},
    Damage{"chars_5", confuse<5>},
    Damage{"lines_lost", nullptr, lose_lines},
    Damage{"split_tables", on_draft<split_tables>},
    Damage{"numbering_lost", on_draft<lose_numbering>},
    Damage{"noise", on_draft<add_noise>},
    Damage{"digits", change_some_digits},
    Damage{"mixed", mix},
};

}  // namespace

std::span<const Damage> damage_table() { return kDamages; }

const Damage* find_damage(std::string_view id) {
  const auto* found = std::ranges::find(kDamages, id, &Damage::id);
  return found == kDamages.end() ? nullptr : found;
}

}  // namespace nianbao::generator
