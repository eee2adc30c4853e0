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

// A heading of the form in the flow. A heading may share its line with the text that follows it.
struct Heading {
  std::size_t item = 0;     // index into Flow::items
  std::size_t section = 0;  // index into Template::sections
  std::size_t begin = 0;    // bytes of the item's text: [begin, end) is the heading without its number
  std::size_t end = 0;
  std::string printed;  // its number as printed
  double confidence = 0;
};

// What is known of the flow before headings are sought.
struct FlowFacts {
  std::vector<int> table_sections;  // for each item the section its table belongs to; 0: none or no table
  std::size_t body_begin = 0;       // the first item after the title
};

// The ordered set of headings that explains the document best: by their words first, then by the tables
// that follow them, then by their numbers.
std::vector<Heading> locate_headings(const Flow& flow, const FlowFacts& facts, const Template& form,
                                     const Vocabulary& vocabulary);

// One section for each heading, after the preamble where there is one.
std::vector<Section> cut_sections(const Flow& flow, const FlowFacts& facts, std::span<const Heading> headings,
                                  const Template& form, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
