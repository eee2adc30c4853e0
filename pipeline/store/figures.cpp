// What makes two reports the same report, published twice.
#include "extract/base/sha256.h"
#include "pipeline/store/record_codec.h"

namespace nianbao::pipeline {

std::string figures_digest(const exporting::Record& record) {
  if (!record.report) return {};
  const auto& report = *record.report;
  const auto& issuer = report.identity.issuer.value;
  const auto& year = report.identity.report_year.value;
  if (issuer.empty() || year.empty()) return {};

  // NUL parts what is hashed: it stands in no text.
  std::string text = issuer + '\0' + year + '\0';
  bool has_number = false;
  for (const auto& field : report.fields) {
    has_number = has_number || field.value.has_value();
    text.append(field.spec->name).append(1, '\0');
    text.append(field.value ? field.value->to_string() : std::string(to_string(field.state))).append(1, '\0');
  }
  return has_number ? sha256_hex(text) : std::string();
}

}  // namespace nianbao::pipeline
