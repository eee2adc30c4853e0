// What happens to reports between the agency and the reader. A new kind is one function and one row in
// damage_table.cpp.
#pragma once

#include <span>
#include <string_view>

#include "normalize/template/vocabulary.h"
#include "tests/generator/dialects/dialect.h"
#include "tests/generator/draft.h"
#include "tests/generator/random.h"

namespace nianbao::generator {

// What a damage knows and draws from.
struct Accident {
  const normalize::Vocabulary& vocabulary;
  Random& random;
};

struct Damage {
  std::string_view id;
  void (*on_draft)(Draft& draft, const Accident& accident) = nullptr;  // or null
  void (*on_lines)(Lines& lines, Random& random) = nullptr;            // or null
};

std::span<const Damage> damage_table();
const Damage* find_damage(std::string_view id);  // null where there is none

// Each character of title, headings, labels and figures is hit with this probability.
void confuse_characters(Draft& draft, const Accident& accident, double probability);
// Each digit of a figure becomes another one with this probability: nobody can see it.
void change_digits(Draft& draft, Random& random, double probability);

void split_tables(Draft& draft, Random& random);
void lose_numbering(Draft& draft, Random& random);
void add_noise(Draft& draft, Random& random);
void lose_lines(Lines& lines, Random& random);

}  // namespace nianbao::generator
