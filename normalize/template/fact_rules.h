// The rules that read figures out of prose. Read from facts.xml.
#pragma once

#include <string>
#include <vector>

#include "normalize/template/vocabulary.h"
#include "normalize/text/pattern_set.h"

namespace nianbao::normalize {

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
  // Masks, in the order they are laid over a sentence before facts are sought: they hide words that speak of other
  // years or of no amount. Their group "year" says which year is spoken of: the report's own is not hidden.
  std::vector<Rule> masks;
  std::vector<FactRule> rules;
  PatternSet patterns;  // one for each rule
};

}  // namespace nianbao::normalize
