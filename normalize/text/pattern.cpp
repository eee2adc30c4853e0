#include "normalize/text/pattern.h"

#include <algorithm>

#include "normalize/text/re2_matching.h"

namespace nianbao::normalize {

std::string_view Match::group(std::string_view name) const {
  const auto found = std::ranges::find(groups, name, [](const auto& entry) { return std::string_view(entry.first); });
  return found == groups.end() ? std::string_view{} : found->second;
}

Pattern::Pattern(std::unique_ptr<re2::RE2> expression) : expression_(std::move(expression)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(std::string_view expression, std::string_view place) {
  auto compiled = std::make_unique<re2::RE2>(to_piece(expression), pattern_options());
  if (!compiled->ok()) return fail(ErrorCode::bad_template, std::string(place), compiled->error());
  return Pattern(std::move(compiled));
}

bool Pattern::matches(std::string_view text) const { return re2::RE2::PartialMatch(to_piece(text), *expression_); }

std::optional<Match> Pattern::search(std::string_view text) const { return match_from(*expression_, text, 0); }

std::vector<Match> Pattern::find_all(std::string_view text) const { return matches_of(*expression_, text); }

}  // namespace nianbao::normalize
