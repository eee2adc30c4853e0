// What a report says beside its figures: title, headings, labels and prose, officially or in local words.
#pragma once

#include <string>
#include <vector>

#include "normalize/template/template_set.h"
#include "tests/generator/random.h"

namespace nianbao::generator {

struct Wording {
  std::string issuer;
  int year = 0;
  std::string title;
  std::vector<std::string> labels;              // by LabelId
  std::vector<std::vector<std::string>> prose;  // paragraphs, by section of the form
};

Wording official_wording(const normalize::Template& form);

// Labels may stand under names seen in reports, where the name states the same.
Wording local_wording(const normalize::Template& form, const normalize::Vocabulary& vocabulary, Random& random);

// The numbering a label or heading begins with, taken off it.
std::string take_numbering(std::string& text);

}  // namespace nianbao::generator
