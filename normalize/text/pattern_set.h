// Many regular expressions over the same texts. What literal words each needs is known, so that a text is given only
// to the few expressions that may match it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/base/error.h"
#include "normalize/text/pattern.h"

namespace re2 {
class FilteredRE2;
}

namespace nianbao::normalize {

class PatternSet {
 public:
  PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;
  ~PatternSet();

  // The n-th expression added is number n. bad_template when it does not compile.
  Result<void> add(std::string_view expression, std::string_view place);
  // Once all are added.
  void compile();

  // The expressions whose words all stand in the text, in the order they were added: the others cannot match it, nor
  // any text made from it by hiding parts.
  std::vector<int> candidates(std::string_view text) const;
  std::vector<Match> find_all(int number, std::string_view text) const;

 private:
  std::unique_ptr<re2::FilteredRE2> expressions_;
  std::vector<std::string> words_;
  std::unordered_map<char32_t, std::vector<int>> words_by_first_;  // indices into words_, by first character
  std::vector<int> hiding_words_;  // words with the mark of hidden text, taken to stand in every text
  std::vector<int> wordless_;      // expressions that may match where no word stands
};

}  // namespace nianbao::normalize
