#include "normalize/locate/label_match.h"

#include <algorithm>

#include "extract/base/utf8.h"

namespace nianbao::normalize {
namespace {

constexpr double kAliasScore = 0.97;
constexpr double kCoreScore = 0.95;  // the same but for what stands in brackets
constexpr double kFuzzyWeight = 0.9;
constexpr double kMisreadScore = 0.88;
constexpr double kSameNumber = 0.03;
constexpr double kOtherNumber = -0.05;

constexpr std::size_t kShortestFuzzy = 4;  // shorter labels differ from each other by a single character
constexpr double kLeastAfterLoss = 0.6;    // characters lost, none mistaken
constexpr double kLeastMistaken = 0.8;

bool is_subsequence(std::u32string_view part, std::u32string_view whole) {
  std::size_t at = 0;
  for (const auto c : whole) at += at < part.size() && part[at] == c ? 1 : 0;
  return at == part.size();
}

bool differ_distinctively(std::u32string_view left, std::u32string_view right, std::u32string_view distinctive) {
  return std::ranges::any_of(distinctive,
                             [&](char32_t c) { return std::ranges::count(left, c) != std::ranges::count(right, c); });
}

// The same but for characters a scanner takes for each other.
bool is_misread(std::u32string_view printed, std::u32string_view name, const Vocabulary& vocabulary) {
  return name.size() >= kShortestFuzzy && std::ranges::equal(printed, name, [&](char32_t left, char32_t right) {
           return vocabulary.may_be(left, right);
         });
}

double fuzzy_score(const PrintedLabel& printed, const LabelName& name, const Vocabulary& vocabulary) {
  if (name.wide.size() < kShortestFuzzy || printed.wide.size() + 1 < kShortestFuzzy) return 0;
  const auto [shorter, longer] = std::minmax({printed.wide.size(), name.wide.size()});
  if (static_cast<double>(shorter) < kLeastAfterLoss * static_cast<double>(longer)) return 0;
  if (is_misread(printed.wide, name.wide, vocabulary)) return kMisreadScore;
  const bool only_lost = is_subsequence(printed.wide, name.wide);
  const auto alike = similarity(printed.wide, name.wide, only_lost ? kLeastAfterLoss : kLeastMistaken);
  if (alike == 0 || differ_distinctively(printed.wide, name.wide, vocabulary.distinctive)) return 0;
  return alike * kFuzzyWeight;
}

LabelMatch match_name(const PrintedLabel& printed, const LabelName& name, const Vocabulary& vocabulary) {
  if (printed.key.key == name.key) {
    return {.score = name.alias ? kAliasScore : 1, .method = name.alias ? Method::alias : Method::label};
  }
  if (printed.key.core == name.key) return {.score = kCoreScore, .method = Method::alias};
  return {.score = fuzzy_score(printed, name, vocabulary), .method = Method::fuzzy};
}

}  // namespace

PrintedLabel::PrintedLabel(LabelKey label) : key(std::move(label)), wide(to_utf32(key.key)) {}

PrintedLabel PrintedLabel::joined_with(const PrintedLabel& below) const {
  PrintedLabel joined;
  joined.key = {.number = key.number.empty() ? below.key.number : key.number,
                .key = key.key + below.key.key,
                .core = key.core + below.key.core};
  joined.wide = wide + below.wide;
  return joined;
}

bool is_called(const PrintedLabel& printed, const Label& label) {
  return std::ranges::any_of(label.names, [&](const LabelName& name) { return printed.key.key == name.key; });
}

LabelMatch match_label(const PrintedLabel& printed, const Label& label, const Vocabulary& vocabulary) {
  LabelMatch best;
  if (printed.empty()) return best;
  for (const auto& name : label.names) {
    const auto match = match_name(printed, name, vocabulary);
    if (match.score > best.score) best = match;
  }
  const auto number = number_value(printed.key.number);
  if (best && number != 0 && label.number != 0) best.score += number == label.number ? kSameNumber : kOtherNumber;
  return best;
}

double confidence_of(const LabelMatch& match) {
  constexpr double kLabel = 0.999;
  constexpr double kAlias = 0.995;
  constexpr double kFuzzyBase = 0.9;
  constexpr double kFuzzyGain = 0.08;
  switch (match.method) {
    case Method::label:
      return kLabel;
    case Method::alias:
      return kAlias;
    case Method::fuzzy:
      return kFuzzyBase + kFuzzyGain * std::min(match.score / kFuzzyWeight, 1.0);
    default:
      return 0;
  }
}

}  // namespace nianbao::normalize
