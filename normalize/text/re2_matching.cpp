#include "normalize/text/re2_matching.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

constexpr std::int64_t kPatternMemory = 64 << 20;  // RE2's default does not hold large sets of Han classes

std::string_view to_view(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

}  // namespace

re2::RE2::Options pattern_options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kPatternMemory);
  return options;
}

std::optional<Match> match_from(const re2::RE2& expression, std::string_view text, std::size_t start) {
  std::vector<re2::StringPiece> pieces(expression.NumberOfCapturingGroups() + 1);
  if (!expression.Match(to_piece(text), start, text.size(), re2::RE2::UNANCHORED, pieces.data(),
                        static_cast<int>(pieces.size()))) {
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
