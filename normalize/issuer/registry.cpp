#include "normalize/issuer/registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "normalize/issuer/fields.h"
#include "normalize/issuer/issuer_files.h"
#include "normalize/issuer/places.h"
#include "normalize/issuer/resolver.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {
namespace {

struct Knowledge {
  DivisionTable table{divisions_file(), townships_file()};
  IssuerWords words{issuer_words_file()};
  Resolver resolver{table, words};
};

const Resolver& builtin_resolver() {
  static const Knowledge kKnowledge;
  return kKnowledge.resolver;
}

// Traditional script only where it was needed, as its tables take time to load.
Issuer found(const NormalText& name, const IssuerClues& clues) {
  auto issuer = builtin_resolver().resolve(name.view(), clues);
  if (!issuer.method.empty() || !issuer.candidates.empty()) return issuer;
  const NormalText simplified(clues.name, Script::traditional);
  return simplified.view() == name.view() ? issuer : builtin_resolver().resolve(simplified.view(), clues);
}

bool is_below(std::string_view host, std::string_view domain) {
  return host.ends_with(domain) && (host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.');
}

void overwrite(std::string& value, const std::string& known) {
  if (!known.empty()) value = known;
}

void apply(const KnownIssuer& known, std::string_view name, Issuer& issuer) {
  const auto& place = known.township_code.empty() ? known.code : known.township_code;
  if (!place.empty()) {
    if (issuer.id.starts_with("name:")) issuer.id = fmt::format("{}:{}", place, name);
    issuer.code = known.code;
    const bool fits = known.township_code.empty() && issuer.township_code.starts_with(known.code);
    if (!fits) issuer.township_code = known.township_code;
    issuer.candidates.clear();
  }
  if (!place.empty() || !known.id.empty()) issuer.shared = false;
  overwrite(issuer.level, known.level);
  overwrite(issuer.body_type, known.body_type);
  overwrite(issuer.id, known.id);
  issuer.method = "user";
}

}  // namespace

IssuerRegistry::IssuerRegistry(std::vector<KnownIssuer> known) : known_(std::move(known)) {
  std::ranges::stable_sort(known_, {}, [](const KnownIssuer& issuer) { return issuer.host.empty(); });
  for (std::size_t i = 0; i < known_.size(); ++i) {
    by_name_[std::string(NormalText(known_[i].name).view())].push_back(i);
  }
}

const KnownIssuer* IssuerRegistry::known(std::string_view name, const IssuerClues& clues) const {
  const auto rows = by_name_.find(std::string(name));
  if (rows == by_name_.end()) return nullptr;
  const auto host = host_of(clues.url);
  for (const auto row : rows->second) {
    const auto& issuer = known_[row];
    const bool in_years = clues.year == 0 || (issuer.from <= clues.year && clues.year <= issuer.to);
    if (in_years && (issuer.host.empty() || is_below(host, issuer.host))) return &issuer;
  }
  return nullptr;
}

Issuer IssuerRegistry::resolve(const IssuerClues& clues) const {
  const NormalText name(clues.name);
  if (name.empty()) return {};
  const auto* known = this->known(name.view(), clues);
  if (known == nullptr) return found(name, clues);
  auto placed = clues;
  placed.code = number_of(known->township_code.empty() ? known->code : known->township_code, 0);
  auto issuer = found(name, placed);
  apply(*known, name.view(), issuer);
  return issuer;
}

const IssuerRegistry& builtin_issuers() {
  static const IssuerRegistry kBuiltin;
  return kBuiltin;
}

bool is_issuer_level(std::string_view level) {
  constexpr std::array<std::string_view, 6> kLevels{"central", "province", "prefecture", "county", "township", "zone"};
  return std::ranges::find(kLevels, level) != kLevels.end();
}

}  // namespace nianbao::normalize
