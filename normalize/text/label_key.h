// A label reduced to what identifies it, for a heading, a row or a column alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "normalize/template/vocabulary.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {

struct LabelKey {
  std::string number;  // leading numbering as normal text: "(", numeral, ")" or numeral and mark; may be empty
  std::string key;     // letters, digits and ideographs only, numbering removed
  std::string core;    // the key without what stands in brackets; equals key where there are none
};

LabelKey label_key(const NormalText& text);
LabelKey label_key(std::string_view raw, Script script = Script::simplified);

// The value of a numbering as label_key found it: 0 when it has none that counts. A dash before the enumeration comma
// or in brackets stands for "one", and so does a letter l or I, or a bar.
int number_value(std::string_view number);

// A bit for each character, shared with others: texts that have few bits in common have few characters in common.
std::uint64_t character_set(std::u32string_view text);

// 1 for equal keys down to 0: one minus the edit distance over the longer length, counted in characters.
// Returns 0 as soon as the result must be below `least`.
double similarity(std::u32string_view left, std::u32string_view right, double least);

// The same for a label in print; a character mistaken for one it looks like counts a quarter.
double similarity(std::u32string_view printed, std::u32string_view meant, double least, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
