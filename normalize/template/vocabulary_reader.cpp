#include "normalize/template/vocabulary_reader.h"

#include <algorithm>
#include <functional>

#include "extract/base/utf8.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {
namespace {

std::string normal(std::string_view text) { return std::string(NormalText(text).view()); }

int number_attribute(const xml::Node& node, std::string_view name) {
  int value = 0;
  for (const char c : node.attribute(name)) value = value * 10 + (c - '0');
  return value;
}

// The longest word first, so that "increase by" is taken before "increase".
template <class Container, class Projection>
void longest_first(Container& words, Projection word) {
  std::ranges::stable_sort(words, std::greater{}, [&](const auto& entry) { return std::invoke(word, entry).size(); });
}

void read_units(const xml::Node& node, Vocabulary& vocabulary) {
  for (const auto& child : node.children) {
    auto word = normal(child.text);
    if (child.name == "multiplier") {
      vocabulary.multipliers.push_back({std::move(word), number_attribute(child, "exponent")});
    } else {
      const auto kind = child.attribute("kind") == "money" ? UnitKind::money : UnitKind::count;
      vocabulary.units.push_back({std::move(word), kind});
    }
  }
  longest_first(vocabulary.units, &UnitWord::word);
  longest_first(vocabulary.multipliers, &PowerWord::word);
}

void read_signs(const xml::Node& node, Vocabulary& vocabulary) {
  for (const auto& child : node.children) {
    (child.name == "plus" ? vocabulary.plus_words : vocabulary.minus_words).push_back(normal(child.text));
  }
  longest_first(vocabulary.plus_words, std::identity{});
  longest_first(vocabulary.minus_words, std::identity{});
}

Result<void> read_numerals(const xml::Node& node, Vocabulary& vocabulary, std::string_view place) {
  for (const auto& child : node.children) {
    const auto character = to_utf32(child.text);
    if (character.size() != 1) {
      return fail(ErrorCode::bad_template, std::string(place), "a numeral must be one character: " + child.text);
    }
    if (child.name == "digit")
      vocabulary.digits[character[0]] = number_attribute(child, "value");
    else
      vocabulary.digit_powers[character[0]] = number_attribute(child, "exponent");
  }
  return {};
}

Result<void> read_lookalikes(const xml::Node& node, Vocabulary& vocabulary, std::string_view place) {
  for (const auto& child : node.children) {
    const auto digit = static_cast<char32_t>(U'0' + number_attribute(child, "value"));
    for (const auto& word : xml::split_words(child.text)) {
      const auto character = to_utf32(word);
      if (character.size() != 1) {
        return fail(ErrorCode::bad_template, std::string(place), "a lookalike must be one character: " + word);
      }
      vocabulary.lookalikes[character[0]] = digit;
    }
  }
  return {};
}

Result<void> read_rule(const xml::Node& node, Vocabulary& vocabulary, std::string_view place) {
  const std::string id(node.attribute("id"));
  auto pattern = Pattern::compile(node.child_text("pattern"), std::string(place) + " rule " + id);
  if (!pattern) return std::unexpected(pattern.error());
  Rule rule{id, std::move(*pattern), {}, {}};
  for (const auto& child : node.children) {
    if (child.name == "match") rule.matching.push_back(child.text);
    if (child.name == "reject") rule.rejected.push_back(child.text);
  }
  vocabulary.rules[std::string(node.attribute("for"))].push_back(std::move(rule));
  return {};
}

void read_confusable(const xml::Node& node, Vocabulary& vocabulary) {
  for (const auto& word : xml::split_words(node.text)) {
    const auto group = to_utf32(word);
    for (const auto c : group) vocabulary.confusable[c] += group;
  }
}

}  // namespace

Result<Vocabulary> read_vocabulary(const xml::Node& root, std::string_view place) {
  Vocabulary vocabulary;
  for (const auto& child : root.children) {
    Result<void> done;
    if (child.name == "none") {
      for (const auto& word : child.children) vocabulary.none_words.push_back(normal(word.text));
    } else if (child.name == "units") {
      read_units(child, vocabulary);
    } else if (child.name == "signs") {
      read_signs(child, vocabulary);
    } else if (child.name == "numerals") {
      done = read_numerals(child, vocabulary, place);
    } else if (child.name == "lookalikes") {
      done = read_lookalikes(child, vocabulary, place);
    } else if (child.name == "this-year") {
      vocabulary.this_year = normal(child.text);
    } else if (child.name == "traditional") {
      vocabulary.traditional = to_utf32(child.text);
    } else if (child.name == "distinctive") {
      vocabulary.distinctive = to_utf32(child.text);
    } else if (child.name == "qualifying") {
      vocabulary.qualifying = to_utf32(child.text);
    } else if (child.name == "confusable") {
      read_confusable(child, vocabulary);
    } else if (child.name == "define") {
      vocabulary.definitions[std::string(child.attribute("name"))] = child.text;
    } else if (child.name == "rule") {
      done = read_rule(child, vocabulary, place);
    }
    if (!done) return std::unexpected(done.error());
  }
  return vocabulary;
}

}  // namespace nianbao::normalize
