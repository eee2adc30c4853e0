#include "export/issuer.h"

namespace nianbao::exporting {

normalize::Issuer issuer_of(const Record& record, const normalize::IssuerRegistry& registry) {
  if (!record.report) return {};
  const auto& identity = record.report->identity;
  normalize::IssuerClues clues{
      .name = identity.issuer.value, .url = record.url, .path = record.path, .year = year_of(identity)};
  if (!record.report->sections.empty()) clues.preamble = record.report->sections.front().text;
  return registry.resolve(clues);
}

}  // namespace nianbao::exporting
