// A regular expression of the template data, compiled once. Wraps RE2 so that its headers, and its
// pre-absl string type, stay in one file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"

namespace re2 {
class RE2;
}

namespace nianbao::normalize {

// What a pattern found. The views point into the searched text.
struct Match {
  std::string_view whole;
  std::vector<std::pair<std::string, std::string_view>> groups;  // named groups that took part

  // The group's text, or an empty view.
  std::string_view group(std::string_view name) const;
};

class Pattern {
 public:
  // Syntax is RE2's; bad_template when it does not compile. `place` names the rule for the error.
  static Result<Pattern> compile(std::string_view expression, std::string_view place);

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  std::optional<Match> search(std::string_view text) const;
  std::vector<Match> find_all(std::string_view text) const;  // none overlaps another
  bool matches(std::string_view text) const;                 // anywhere; cheaper than search

 private:
  explicit Pattern(std::unique_ptr<re2::RE2> expression);

  std::unique_ptr<re2::RE2> expression_;
};

}  // namespace nianbao::normalize
