#include "normalize/issuer/registry.h"

#include <algorithm>
#include <array>
#include <utility>

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

// A code the user gives settles what nothing had decided.
void apply(const KnownIssuer& known, Issuer& issuer) {
  const bool is_placed = !known.code.empty() || !known.township_code.empty();
  overwrite(issuer.level, known.level);
  overwrite(issuer.body_type, known.body_type);
  if (is_placed) {
    issuer.code = known.code;
    issuer.township_code = known.township_code;
    issuer.candidates.clear();
  }
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
  auto issuer = found(name, clues);
  if (const auto* known = this->known(name.view(), clues)) apply(*known, issuer);
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
