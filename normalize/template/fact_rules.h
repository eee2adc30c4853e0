// The rules that read figures out of prose. Read from facts.xml.
#pragma once

#include <string>
#include <vector>

#include "normalize/text/pattern.h"
#include "normalize/text/pattern_set.h"

namespace nianbao::normalize {

// What takes out of a sentence, before facts are sought, words that speak of other years or of no amount. Its group
// "year" says which year it speaks of: of the report's own year it takes nothing.
struct FactMask {
  std::string id;
  Pattern pattern;
  std::vector<std::string> matching;  // examples, as a person would write them
  std::vector<std::string> rejected;
};

struct FactExample {
  std::string sentence;
  std::string value;  // empty for ranges
  std::string hedge;  // "about", "range" or nothing
};

// Groups: n the number, u its unit, scale what stands between them, about, odd and more what hedges it, range where
// a second number follows; or zero, the words that say there were none.
struct FactRule {
  std::string id;
  int fact = 0;  // index into Schema::facts
  std::vector<FactExample> matching;
  std::vector<std::string> rejected;
};

struct FactRules {
  std::vector<FactMask> masks;  // in the order they are laid over a sentence
  std::vector<FactRule> rules;
  PatternSet patterns;  // one for each rule
};

}  // namespace nianbao::normalize
