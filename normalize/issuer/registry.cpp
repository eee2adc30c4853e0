#include "normalize/issuer/registry.h"

namespace nianbao::normalize {

const IssuerRegistry& builtin_issuers() {
  static const IssuerRegistry kBuiltin;
  return kBuiltin;
}

Issuer IssuerRegistry::resolve(const IssuerClues& clues) const {
  if (clues.name.empty()) return {};
  return {.id = "name:" + std::string(clues.name)};
}

}  // namespace nianbao::normalize
