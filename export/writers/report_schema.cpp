#include "export/writers/report_schema.h"

#include "export/codebook.h"

namespace nianbao::exporting {
namespace {

// Names are plain ASCII words, so they need no escaping.
template <class Items, class Name>
void put_names(std::string& text, std::string_view place, const Items& items, Name name) {
  std::string names;
  for (const auto& item : items) names += (names.empty() ? "\"" : ", \"") + item.*name + "\"";
  text.replace(text.find(place), place.size(), names);
}

}  // namespace

std::string report_schema(const normalize::Schema& schema) {
  std::string text(report_schema_file());
  put_names(text, "\"@FIELDS@\"", schema.fields, &normalize::FieldSpec::name);
  put_names(text, "\"@FACTS@\"", schema.facts, &normalize::FactSpec::key);
  return text;
}

}  // namespace nianbao::exporting
