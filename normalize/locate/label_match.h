// How well a printed label names a label of the form.
#pragma once

#include <string>
#include <string_view>

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

  PrintedLabel() = default;
  explicit PrintedLabel(LabelKey label);

  bool empty() const { return key.key.empty(); }
  // This label with another one printed below it.
  PrintedLabel joined_with(const PrintedLabel& below) const;
};

// Whether the label is called so, undamaged.
bool is_called(const PrintedLabel& printed, const Label& label);

// The official name, an alias, or either with characters lost or mistaken: never a label that differs in
// one of the vocabulary's distinctive characters.
LabelMatch match_label(const PrintedLabel& printed, const Label& label, const Vocabulary& vocabulary);

// What a match by this method and score is worth as a probability.
double confidence_of(const LabelMatch& match);

}  // namespace nianbao::normalize
