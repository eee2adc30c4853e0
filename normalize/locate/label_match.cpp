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
constexpr double kClearlyBetter = 0.18;    // than any other label it may be

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
  const auto shorter = static_cast<double>(std::min(printed.wide.size(), name.wide.size()));
  const auto longer = static_cast<double>(std::max(printed.wide.size(), name.wide.size()));
  if (shorter < kLeastAfterLoss * longer) return 0;
  if (is_misread(printed.wide, name.wide, vocabulary)) return kMisreadScore;
  const bool only_lost = is_subsequence(printed.wide, name.wide);
  if (!only_lost && name.slack == 0) return 0;
  const auto alike = similarity(printed.wide, name.wide, only_lost ? kLeastAfterLoss : 1 - name.slack / longer);
  if (alike == 0 || differ_distinctively(printed.wide, name.wide, vocabulary.distinctive)) return 0;
  return alike * kFuzzyWeight;
}

LabelMatch match_name(const PrintedLabel& printed, const LabelName& name, const Vocabulary& vocabulary) {
  if (printed.key.key == name.key) {
    return {.score = name.alias ? kAliasScore : 1, .method = name.alias ? Method::alias : Method::label};
  }
  if (printed.key.core == name.key || printed.this_year == name.key) {
    return {.score = kCoreScore, .method = Method::alias};
  }
  return {.score = fuzzy_score(printed, name, vocabulary), .method = Method::fuzzy};
}

LabelMatch best_name(const PrintedLabel& printed, const Label& label, const Vocabulary& vocabulary) {
  LabelMatch best;
  for (const auto& name : label.names) {
    const auto match = match_name(printed, name, vocabulary);
    if (match.score > best.score) best = match;
  }
  const auto number = number_value(printed.key.number);
  if (best && number != 0 && label.number != 0) best.score += number == label.number ? kSameNumber : kOtherNumber;
  return best;
}

// A damaged label must point to one label: labels of the same name count as one.
bool has_rival(const PrintedLabel& printed, const LabelMatch& match, const Template& form,
               const Vocabulary& vocabulary) {
  const auto& own = form.labels[match.label].names.front().key;
  return std::ranges::any_of(form.labels, [&](const Label& other) {
    return other.names.front().key != own && best_name(printed, other, vocabulary).score > match.score - kClearlyBetter;
  });
}

}  // namespace

PrintedLabel::PrintedLabel(LabelKey label) : key(std::move(label)), wide(to_utf32(key.key)) {}

PrintedLabel PrintedLabel::joined_with(const PrintedLabel& below) const {
  if (below.empty()) return *this;
  PrintedLabel joined;
  joined.key = {.number = key.number.empty() ? below.key.number : key.number,
                .key = key.key + below.key.key,
                .core = key.core + below.key.core};
  joined.wide = wide + below.wide;
  return joined;
}

LabelMatch match_label(const PrintedLabel& printed, LabelId label, const Template& form, const Vocabulary& vocabulary) {
  if (printed.empty()) return {};
  auto match = best_name(printed, form.labels[label], vocabulary);
  match.label = label;
  if (match && match.method == Method::fuzzy && has_rival(printed, match, form, vocabulary)) return {};
  return match;
}

std::vector<LabelMatch> match_labels(const PrintedLabel& printed, const Template& form, const Vocabulary& vocabulary) {
  std::vector<LabelMatch> matches;
  if (printed.empty()) return matches;
  const auto add = [&](LabelId label) {
    if (const auto match = match_label(printed, label, form, vocabulary)) matches.push_back(match);
  };
  // Most labels are undamaged: what is called by a name of the form is not sought among the damaged ones.
  if (const auto called = form.called.find(printed.key.key); called != form.called.end()) {
    std::ranges::for_each(called->second, add);
  } else {
    for (std::size_t id = 0; id < form.labels.size(); ++id) add(static_cast<LabelId>(id));
  }
  std::ranges::stable_sort(matches, std::greater{}, &LabelMatch::score);
  return matches;
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
