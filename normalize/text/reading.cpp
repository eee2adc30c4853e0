#include "normalize/text/reading.h"

#include "extract/base/utf8.h"

namespace nianbao::normalize {
namespace {

// What carries a syllable, with one of the four tones: the vowels, and n and m where they stand alone.
constexpr std::u32string_view kToned =
    U"\u0101\u00E1\u01CE\u00E0\u0113\u00E9\u011B\u00E8\u012B\u00ED\u01D0\u00EC\u014D\u00F3\u01D2\u00F2"
    U"\u016B\u00FA\u01D4\u00F9\u01D6\u01D8\u01DA\u01DC\u0144\u0148\u01F9\u1E3F";
constexpr std::u32string_view kToneMarks = U"\u0304\u0301\u030C\u0300";  // combining
constexpr std::u32string_view kVowels = U"aeiou\u00FC\u0251";            // the last as textbooks print an a
constexpr char32_t kUmlaut = 0x0308;                                     // combining
constexpr char32_t kTextbookG = 0x0261;

bool opens(char32_t value) { return value == U'(' || value == 0xFF08; }
bool closes(char32_t value) { return value == U')' || value == 0xFF09; }

bool is_in(std::u32string_view letters, char32_t value) { return letters.find(value) != std::u32string_view::npos; }

// One syllable, letter by letter: consonants, vowels, consonants, and one tone.
class Syllable {
 public:
  bool add(char32_t value) {
    const bool toned = is_in(kToned, value);
    if (is_in(kToneMarks, value) || value == kUmlaut) {
      tones_ += value == kUmlaut ? 0 : 1;
      return vowels_ > 0;
    }
    if (toned || is_in(kVowels, value)) {
      tones_ += toned ? 1 : 0;
      return final_ == 0 && ++vowels_ <= kMostVowels;
    }
    const bool consonant = (value >= U'a' && value <= U'z') || value == kTextbookG;
    return consonant && ++(vowels_ == 0 ? initial_ : final_) <= kMostConsonants;
  }

  bool whole() const { return vowels_ > 0 && tones_ == 1; }

 private:
  static constexpr int kMostVowels = 3;      // "iao"
  static constexpr int kMostConsonants = 2;  // "zh", "ng"

  int initial_ = 0;
  int vowels_ = 0;
  int final_ = 0;
  int tones_ = 0;
};

}  // namespace

std::size_t reading_size(std::string_view text) {
  if (text.empty()) return 0;
  const auto first = code_point_at(text, 0);
  if (!opens(first.value)) return 0;
  Syllable syllable;
  for (std::size_t at = first.size; at < text.size();) {
    const auto [value, size] = code_point_at(text, at);
    at += size;
    if (closes(value)) return syllable.whole() ? at : 0;
    if (!syllable.add(value)) return 0;
  }
  return 0;
}

}  // namespace nianbao::normalize
