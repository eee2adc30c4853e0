// The sections of a report: its headings located as one best whole, and the text between them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "normalize/locate/flow.h"
#include "normalize/model/report.h"
#include "normalize/template/template.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

inline constexpr int kNoSection = -1;

// A heading of the form in the flow. A heading may share its line with the text that follows it.
struct Heading {
  std::size_t item = 0;      // index into Flow::items
  int section = kNoSection;  // index into Template::sections; kNoSection: numbered, but of a name no form knows
  int number = 0;            // the value of its number as printed
  std::size_t begin = 0;     // bytes of the item's text: [begin, end) is the heading without its number
  std::size_t end = 0;
  std::string printed;  // its number as printed
  double confidence = 0;
};

// What is known of the flow before headings are sought.
struct FlowFacts {
  std::vector<std::string_view> table_sections;  // for each item the key of its table's section; empty: none
  std::size_t body_begin = 0;                    // the first item after the title
};

struct LocatedHeadings {
  std::vector<Heading> headings;
  double score = 0;  // how well they explain the document; comparable between forms
};

// The set of headings, in their order in the document, that explains it best: by their words first, then by the
// tables that follow them, then by their numbers.
LocatedHeadings locate_headings(const Flow& flow, const FlowFacts& facts, const Template& form,
                                const Vocabulary& vocabulary);

// One section for each heading, after the preamble where there is one.
std::vector<Section> cut_sections(const Flow& flow, const FlowFacts& facts, std::span<const Heading> headings,
                                  const Template& form, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
