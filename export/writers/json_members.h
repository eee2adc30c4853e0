// The members of JSON objects, written the same way in every output.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string_view>

namespace nianbao::exporting {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

// A base for what writes objects to one stream.
class JsonMembers {
 protected:
  explicit JsonMembers(JsonWriter& json) : json_(json) {}

  void key(std::string_view name);
  void string(std::string_view value);  // made valid, see clean_text.h
  void text(std::string_view name, std::string_view value);
  void integer(std::string_view name, std::int64_t value);
  // The digits as they stand; null where there are none.
  void raw_number(std::string_view name, std::string_view digits);

  JsonWriter& json_;
};

}  // namespace nianbao::exporting
