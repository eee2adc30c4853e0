#include "normalize/text/pattern.h"

#include <re2/re2.h>

#include <algorithm>

namespace nianbao::normalize {
namespace {

constexpr std::int64_t kPatternMemory = 64 << 20;  // RE2's default does not hold large sets of Han classes

std::string_view to_view(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

}  // namespace

std::string_view Match::group(std::string_view name) const {
  const auto found = std::ranges::find(groups, name, [](const auto& entry) { return std::string_view(entry.first); });
  return found == groups.end() ? std::string_view{} : found->second;
}

Pattern::Pattern(std::unique_ptr<re2::RE2> expression) : expression_(std::move(expression)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

Result<Pattern> Pattern::compile(std::string_view expression, std::string_view place) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kPatternMemory);
  auto compiled = std::make_unique<re2::RE2>(re2::StringPiece(expression.data(), expression.size()), options);
  if (!compiled->ok()) return fail(ErrorCode::bad_template, std::string(place), compiled->error());
  return Pattern(std::move(compiled));
}

bool Pattern::matches(std::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *expression_);
}

std::optional<Match> Pattern::search(std::string_view text) const { return match_from(*expression_, text, 0); }

std::vector<Match> Pattern::find_all(std::string_view text) const { return matches_of(*expression_, text); }

std::optional<Match> match_from(const re2::RE2& expression, std::string_view text, std::size_t start) {
  std::vector<re2::StringPiece> pieces(expression.NumberOfCapturingGroups() + 1);
  if (!expression.Match(re2::StringPiece(text.data(), text.size()), start, text.size(), re2::RE2::UNANCHORED,
                        pieces.data(), static_cast<int>(pieces.size()))) {
    return std::nullopt;
  }
  Match match{.whole = to_view(pieces.front())};
  for (const auto& [index, name] : expression.CapturingGroupNames()) {
    if (pieces[index].data() != nullptr) match.groups.emplace_back(name, to_view(pieces[index]));
  }
  return match;
}

std::vector<Match> matches_of(const re2::RE2& expression, std::string_view text) {
  std::vector<Match> matches;
  for (std::size_t start = 0; start < text.size();) {
    auto match = match_from(expression, text, start);
    if (!match) break;
    const auto end = static_cast<std::size_t>(match->whole.data() - text.data()) + match->whole.size();
    start = std::max(end, start + 1);
    if (!match->whole.empty()) matches.push_back(std::move(*match));
  }
  return matches;
}

}  // namespace nianbao::normalize
