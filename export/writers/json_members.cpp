#include "export/writers/json_members.h"

#include <string>

#include "export/clean_text.h"

namespace nianbao::exporting {

void JsonMembers::key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }

void JsonMembers::string(std::string_view value) {
  std::string buffer;
  const auto clean = clean_text(value, buffer);
  json_.String(clean.data(), static_cast<rapidjson::SizeType>(clean.size()));
}

void JsonMembers::text(std::string_view name, std::string_view value) {
  key(name);
  string(value);
}

void JsonMembers::integer(std::string_view name, std::int64_t value) {
  key(name);
  json_.Int64(value);
}

void JsonMembers::raw_number(std::string_view name, std::string_view digits) {
  key(name);
  if (digits.empty())
    json_.Null();
  else
    json_.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

}  // namespace nianbao::exporting
