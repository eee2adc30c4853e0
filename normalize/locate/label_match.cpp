#include "normalize/locate/label_match.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "extract/base/utf8.h"

namespace nianbao::normalize {
namespace {

constexpr double kAliasScore = 0.97;
constexpr double kCoreScore = 0.95;  // the same but for what stands in brackets
constexpr double kFuzzyWeight = 0.9;
constexpr double kMisreadScore = 0.88;
constexpr double kSameNumber = 0.03;
constexpr double kOtherNumber = -0.05;

constexpr std::size_t kShortestFuzzy = 4;  // shorter labels differ by a single character; see is_misread
constexpr double kLeastAfterLoss = 0.6;    // characters lost, none replaced
constexpr double kClearlyBetter = 0.18;    // than any other label it may be

// What is left of the name in print, mistaken characters put right; nothing where anything else stands there. Where
// characters are lost besides, what a distinctive one says is taken for no mistake.
std::optional<std::u32string> rest_of_name(std::u32string_view printed, std::u32string_view name,
                                           const Vocabulary& vocabulary) {
  const auto stands_for = [&](char32_t left, char32_t right) {
    return left == right || (vocabulary.may_be(left, right) && !vocabulary.distinctive.contains(left));
  };
  std::u32string rest;
  for (const auto c : name) {
    if (rest.size() < printed.size() && stands_for(printed[rest.size()], c)) rest.push_back(c);
  }
  return rest.size() == printed.size() ? std::optional(rest) : std::nullopt;
}

bool differ_distinctively(std::u32string_view left, std::u32string_view right, std::u32string_view distinctive) {
  return std::ranges::any_of(distinctive,
                             [&](char32_t c) { return std::ranges::count(left, c) != std::ranges::count(right, c); });
}

// The same but for characters a scanner or typist takes for each other, and half of it as it should be.
bool is_misread(std::u32string_view printed, std::u32string_view name, const Vocabulary& vocabulary) {
  if (printed.size() != name.size()) return false;
  std::size_t exact = 0;
  for (std::size_t i = 0; i < name.size(); ++i) exact += printed[i] == name[i] ? 1 : 0;
  return 2 * exact >= name.size() && std::ranges::equal(printed, name, [&](char32_t left, char32_t right) {
           return vocabulary.may_be(left, right);
         });
}

// Whether the character tells a column from its like.
bool qualifies(char32_t c, const Vocabulary& vocabulary) {
  return vocabulary.distinctive.contains(c) || vocabulary.qualifying.contains(c);
}

// Whether what was meant may have been one that does.
bool may_qualify(char32_t c, const Vocabulary& vocabulary) {
  const auto is_it = [&](char32_t other) { return vocabulary.may_be(c, other); };
  return std::ranges::any_of(vocabulary.distinctive, is_it) || std::ranges::any_of(vocabulary.qualifying, is_it);
}

// The name with one character replaced by one that it does not look like.
bool has_one_other(std::u32string_view printed, std::u32string_view name, const Vocabulary& vocabulary) {
  if (printed.size() != name.size()) return false;
  std::size_t exact = 0;
  std::size_t other = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (printed[i] == name[i]) {
      ++exact;
    } else if (!vocabulary.may_be(printed[i], name[i])) {
      if (may_qualify(printed[i], vocabulary) || qualifies(name[i], vocabulary)) return false;
      ++other;
    }
  }
  return other <= 1 && 2 * exact >= name.size();
}

// Of a damaged label a third at least is as it should be.
bool may_be_alike(std::uint64_t printed, std::uint64_t name) {
  constexpr int kShare = 3;
  return kShare * std::popcount(printed & name) >= std::popcount(printed);
}

// Whether a label is sought, or what else the print may have been: a rival may have lost what tells it from the others,
// or have one character mistaken where the one sought may have none.
enum class Part : std::uint8_t { sought, rival };

double fuzzy_score(const PrintedLabel& printed, const LabelName& name, Part part, const Vocabulary& vocabulary) {
  if (!may_be_alike(printed.characters, name.characters)) return 0;
  if (is_misread(printed.wide, name.wide, vocabulary)) return kMisreadScore;
  if (name.wide.size() < kShortestFuzzy || printed.wide.size() + 1 < kShortestFuzzy) return 0;
  const auto shorter = static_cast<double>(std::min(printed.wide.size(), name.wide.size()));
  const auto longer = static_cast<double>(std::max(printed.wide.size(), name.wide.size()));
  if (shorter < kLeastAfterLoss * longer) return 0;
  const auto rest = rest_of_name(printed.wide, name.wide, vocabulary);
  const auto mistakes = part == Part::rival ? std::max(name.slack, 1) : name.slack;
  if (!rest && mistakes == 0) return 0;
  const auto alike = similarity(printed.wide, name.wide, rest ? kLeastAfterLoss : 1 - mistakes / longer, vocabulary);
  if (alike == 0) return 0;
  const auto& meant = rest ? *rest : printed.wide;
  const bool forbidden = part == Part::sought && differ_distinctively(meant, name.wide, vocabulary.distinctive);
  return forbidden ? 0 : alike * kFuzzyWeight;
}

struct NameMatch {
  LabelMatch match;
  const LabelName* name = nullptr;
};

LabelMatch match_name(const PrintedLabel& printed, const LabelName& name, Part part, const Vocabulary& vocabulary) {
  if (printed.key.key == name.key) {
    return {.score = name.alias ? kAliasScore : 1, .method = name.alias ? Method::alias : Method::label};
  }
  if (printed.key.core == name.key || printed.this_year == name.key) {
    return {.score = kCoreScore, .method = Method::alias};
  }
  return {.score = fuzzy_score(printed, name, part, vocabulary), .method = Method::fuzzy};
}

NameMatch best_name(const PrintedLabel& printed, const Label& label, Part part, const Vocabulary& vocabulary) {
  NameMatch best;
  for (const auto& name : label.names) {
    const auto match = match_name(printed, name, part, vocabulary);
    if (match.score > best.match.score) best = {match, &name};
  }
  const auto number = number_value(printed.key.number);
  if (best.match && number != 0 && label.number != 0) {
    best.match.score += number == label.number ? kSameNumber : kOtherNumber;
  }
  return best;
}

// A damaged label must point to one label: labels that share their name, or the one it points to, count as one.
bool has_rival(const PrintedLabel& printed, LabelId label, const NameMatch& best, const Template& form,
               const Vocabulary& vocabulary) {
  const auto& own = form.labels[label].names.front().key;
  return std::ranges::any_of(form.labels, [&](const Label& other) {
    const bool shares_name = std::ranges::find(other.names, best.name->key, &LabelName::key) != other.names.end();
    if (shares_name || other.names.front().key == own) return false;
    return best_name(printed, other, Part::rival, vocabulary).match.score > best.match.score - kClearlyBetter;
  });
}

}  // namespace

PrintedLabel::PrintedLabel(LabelKey label)
    : key(std::move(label)), wide(to_utf32(key.key)), characters(character_set(wide)) {}

std::optional<PrintedLabel> PrintedLabel::numbered() const {
  constexpr std::size_t kLongestNumber = 2;  // characters
  if (!key.number.empty()) return std::nullopt;
  std::size_t bytes = 0;
  for (std::size_t numerals = 0; bytes < key.key.size(); ++numerals) {
    const auto size = code_point_at(key.key, bytes).size;
    if (number_value(std::string_view(key.key).substr(bytes, size)) == 0) break;
    if (numerals == kLongestNumber) return std::nullopt;
    bytes += size;
  }
  if (bytes == 0 || bytes == key.key.size()) return std::nullopt;
  const auto rest = key.key.substr(bytes);
  return PrintedLabel(LabelKey{.number = key.key.substr(0, bytes), .key = rest, .core = rest});
}

PrintedLabel PrintedLabel::joined_with(const PrintedLabel& below) const {
  if (below.empty()) return *this;
  PrintedLabel joined;
  joined.key = {.number = key.number.empty() ? below.key.number : key.number,
                .key = key.key + below.key.key,
                .core = key.core + below.key.core};
  joined.wide = wide + below.wide;
  joined.characters = characters | below.characters;
  return joined;
}

LabelMatch match_label(const PrintedLabel& printed, LabelId label, const Template& form, const Vocabulary& vocabulary) {
  if (printed.empty()) return {};
  auto best = best_name(printed, form.labels[label], Part::sought, vocabulary);
  best.match.label = label;
  const bool damaged = best.match && best.match.method == Method::fuzzy;
  if (damaged && has_rival(printed, label, best, form, vocabulary)) return {};
  return best.match;
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

bool is_rest_of(const PrintedLabel& printed, LabelId label, const Template& form, const Vocabulary& vocabulary) {
  return std::ranges::any_of(form.labels[label].names, [&](const LabelName& name) {
    if (printed.empty() || 2 * printed.wide.size() < name.wide.size()) return false;
    const auto rest = rest_of_name(printed.wide, name.wide, vocabulary);
    return rest && !differ_distinctively(*rest, name.wide, vocabulary.distinctive);
  });
}

bool is_like(const PrintedLabel& printed, LabelId label, const Template& form, const Vocabulary& vocabulary,
             std::size_t shortest) {
  if (printed.empty() || form.called.contains(printed.key.key)) return false;
  return std::ranges::any_of(form.labels[label].names, [&](const LabelName& name) {
    return name.wide.size() + (name.alias ? 0 : 1) >= shortest && has_one_other(printed.wide, name.wide, vocabulary);
  });
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
