#include "normalize/locate/subheadings.h"

#include <optional>

namespace nianbao::normalize {
namespace {

constexpr std::string_view kClauseEnds[] = {"\u3002", "\uFF1B", "\uFF1A", "\uFF0C", ";", ":", ","};

// The next byte behind a mark that ends a sentence or a clause; npos when there is none. Stops at the first mark of
// any kind: seeking each of them would read a long line again for every clause.
std::size_t next_start(std::string_view line, std::size_t from) {
  for (auto at = from; at < line.size(); ++at) {
    for (const auto mark : kClauseEnds) {
      if (line.substr(at).starts_with(mark)) return at + mark.size();
    }
  }
  return std::string_view::npos;
}

std::optional<Subheading> match_start(std::string_view text, Script script, const Vocabulary& vocabulary) {
  const NormalText normal(text, script);
  const auto raw = [&](std::string_view part) {
    const auto begin = static_cast<std::size_t>(part.data() - normal.view().data());
    const auto first = normal.raw_offset(begin);
    return text.substr(first, normal.raw_offset(begin + part.size()) - first);
  };
  for (const auto& rule : vocabulary.rules_for("subheading")) {
    const auto match = rule.pattern.search(normal.view());
    if (!match || match->group("text").empty()) continue;
    return Subheading{std::string(raw(match->group("number"))), std::string(raw(match->group("text")))};
  }
  return std::nullopt;
}

}  // namespace

void locate_subheadings(std::string_view line, std::size_t offset, Script script, const Vocabulary& vocabulary,
                        std::vector<Subheading>& subheadings) {
  constexpr std::size_t kHead = 600;  // bytes; a sub-heading is short
  for (std::size_t start = 0; start < line.size();) {
    if (auto found = match_start(line.substr(start, kHead), script, vocabulary)) {
      found->offset = offset + start;
      subheadings.push_back(std::move(*found));
    }
    const auto next = next_start(line, start);
    if (next == std::string_view::npos) break;
    start = next;
  }
}

}  // namespace nianbao::normalize
