#include "export/issuer.h"

#include <charconv>

namespace nianbao::exporting {

normalize::Issuer issuer_of(const Record& record, const normalize::IssuerRegistry& registry) {
  if (!record.report) return {};
  const auto& identity = record.report->identity;
  normalize::IssuerClues clues{.name = identity.issuer.value, .url = record.url, .path = record.path};
  if (!record.report->sections.empty()) clues.preamble = record.report->sections.front().text;
  const auto& year = identity.report_year.value;
  std::from_chars(year.data(), year.data() + year.size(), clues.year);
  return registry.resolve(clues);
}

}  // namespace nianbao::exporting
