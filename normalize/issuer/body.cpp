#include "normalize/issuer/body.h"

namespace nianbao::normalize {
namespace {

// Without the words in which the characters of a kind say nothing.
std::string without_mere_words(std::string_view text, const IssuerWords& words) {
  std::string left(text);
  for (const auto& [word, value] : words.of("no_kind")) {
    for (auto at = left.find(word); at != std::string::npos; at = left.find(word, at))
      left.replace(at, word.size(), " ");
  }
  return left;
}

// The deepest level a kind says that stands in the text, but not at its beginning.
const std::string_view* level_of_part(std::string_view text, const IssuerWords& words) {
  const auto left = without_mere_words(text, words);
  const std::string_view* found = nullptr;
  for (const auto& kind : words.of("kind")) {
    const auto at = left.find(kind.first);
    if (at == std::string::npos || at == 0) continue;
    if (found == nullptr || kind.second == "township" || *found == "prefecture") found = &kind.second;
  }
  return found;
}

bool is_well_known(const Body& body, std::string_view text, BodyAfter after, const IssuerWords& words) {
  if (words.find("department", text) != nullptr || words.find("department", body.name) != nullptr) return true;
  return after == BodyAfter::system_stem && words.find("branch", text) != nullptr;
}

void find_whose(Body& body, std::string_view text, const IssuerWords& words) {
  if (words.tail("beyond", text) != nullptr) {
    body.of = BodyOf::beyond;
  } else if (words.find("zone_body", text) != nullptr || words.within("zone", text)) {
    body.of = BodyOf::zone;
    body.level = "zone";
  } else if (const auto* level = level_of_part(text, words); level != nullptr) {
    body.of = *level == "township" ? BodyOf::township : BodyOf::part;
    body.level = *level;
  } else if (words.within("government", text) && words.head("government", text) == nullptr) {
    body.of = BodyOf::part;
  }
}

// The one name for a body. Departments are named with and without the government they belong to, its office is not.
std::string_view one_name(std::string_view text, const IssuerWords& words) {
  const auto* government = words.head("government", text);
  if (government != nullptr && words.find("alias", text) == nullptr && words.find("department", text) == nullptr) {
    text.remove_prefix(government->first.size());
  }
  const auto* alias = words.find("alias", text);
  return alias != nullptr ? *alias : text;
}

}  // namespace

std::optional<Body> read_body(std::string_view text, BodyAfter after, const IssuerWords& words) {
  const bool of_township = after == BodyAfter::township || after == BodyAfter::lone_township;
  const bool after_stem = after == BodyAfter::stem || after == BodyAfter::system_stem;
  Body body;
  if (text.empty()) return after_stem ? std::nullopt : std::optional(body);
  body.name = one_name(text, words);
  const auto* ending = words.tail("ending", body.name);
  if (ending != nullptr) body.type = ending->second;
  if (of_township) {
    const bool plain = words.find("joiner", text) != nullptr || body.type == "street_office";
    if (plain) body.name.clear();
    const bool stated = plain || (body.type == "office" && words.within("government", body.name));
    return stated || (after == BodyAfter::township && ending != nullptr) ? std::optional(body) : std::nullopt;
  }
  if (after_stem) return is_well_known(body, text, after, words) ? std::optional(body) : std::nullopt;
  if (words.head("not_body", text) != nullptr && words.head("no_kind", text) == nullptr) return std::nullopt;
  find_whose(body, text, words);
  if (body.type.empty() && body.of != BodyOf::zone) return std::nullopt;
  if (body.type == "street_office") return body.of == BodyOf::division ? std::nullopt : std::optional(body);
  return body;
}

}  // namespace nianbao::normalize
