#include "export/writers/report_schema.h"

#include "export/codebook.h"

namespace nianbao::exporting {

// Field names are plain ASCII words, so they need no escaping.
std::string report_schema(const normalize::Schema& schema) {
  constexpr std::string_view kPlace = "\"@FIELDS@\"";
  std::string names;
  for (const auto& field : schema.fields) names += (names.empty() ? "\"" : ", \"") + field.name + "\"";
  std::string text(report_schema_file());
  return text.replace(text.find(kPlace), kPlace.size(), names);
}

}  // namespace nianbao::exporting
