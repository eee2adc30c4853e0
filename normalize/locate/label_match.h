// How well a printed label names a label of the form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalize/model/report.h"
#include "normalize/template/template.h"
#include "normalize/template/vocabulary.h"
#include "normalize/text/label_key.h"

namespace nianbao::normalize {

struct LabelMatch {
  LabelId label = kNoLabel;
  double score = 0;  // 0: no match; 1: the official name
  Method method = Method::none;

  explicit operator bool() const { return score > 0; }
};

// A label as printed, prepared for many comparisons.
struct PrintedLabel {
  LabelKey key;
  std::u32string wide;  // key.key by characters
  std::uint64_t characters = 0;
  std::string this_year;  // the key with the report's year as "this year"; empty where it names no year

  PrintedLabel() = default;
  explicit PrintedLabel(LabelKey label);

  bool empty() const { return key.key.empty(); }
  // Where the mark behind its number is lost: the label with that number. Nothing where it begins with none.
  std::optional<PrintedLabel> numbered() const;
  // This label with another one printed below it.
  PrintedLabel joined_with(const PrintedLabel& below) const;
};

// The official name, an alias, or either with characters lost or mistaken: never a label that differs in
// one of the vocabulary's distinctive characters, and never a damaged one that may be another label of the form.
LabelMatch match_label(const PrintedLabel& printed, LabelId label, const Template& form, const Vocabulary& vocabulary);

// All labels of the form it may be, best first.
std::vector<LabelMatch> match_labels(const PrintedLabel& printed, const Template& form, const Vocabulary& vocabulary);

// Whether the print is what damage has left of a name of the label: characters lost or mistaken, none replaced, half of
// them there. It says too little to find the label by, but enough where its place is known.
bool is_rest_of(const PrintedLabel& printed, LabelId label, const Template& form, const Vocabulary& vocabulary);

// Whether the print is a name of the label with one character another one, and others mistaken for what they look like:
// half of them as they should be, none of them one that would make it the name of something else. It says too little to
// find the label by, but enough where all other labels around it are known and its place is left. Names shorter than
// `shortest` count only where they are the official one and one character shorter at most.
bool is_like(const PrintedLabel& printed, LabelId label, const Template& form, const Vocabulary& vocabulary,
             std::size_t shortest);

// What a match by this method and score is worth as a probability.
double confidence_of(const LabelMatch& match);

}  // namespace nianbao::normalize
