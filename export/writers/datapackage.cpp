#include "export/writers/datapackage.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

namespace nianbao::exporting {
namespace {

using JsonWriter = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

class PackageWriter {
 public:
  explicit PackageWriter(JsonWriter& json) : json_(json) {}

  void write(std::span<const Table> tables) {
    json_.StartObject();
    text("profile", "tabular-data-package");
    text("name", "nianbao");
    text("title", "Chinese annual reports on open government information");
    key("resources");
    json_.StartArray();
    for (const auto& table : tables) resource(table);
    json_.EndArray();
    json_.EndObject();
  }

 private:
  void string(std::string_view value) { json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }
  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    string(value);
  }

  void resource(const Table& table) {
    json_.StartObject();
    text("profile", "tabular-data-resource");
    text("name", table.name);
    text("path", table.name + ".csv");
    text("title", table.title_en);
    text("title_zh", table.title_zh);
    text("format", "csv");
    text("mediatype", "text/csv");
    text("encoding", "utf-8");
    key("dialect");
    json_.StartObject();
    text("delimiter", ",");
    text("lineTerminator", "\n");
    text("quoteChar", "\"");
    key("doubleQuote");
    json_.Bool(true);
    key("header");
    json_.Bool(true);
    json_.EndObject();
    schema(table);
    json_.EndObject();
  }

  void schema(const Table& table) {
    key("schema");
    json_.StartObject();
    key("fields");
    json_.StartArray();
    for (const auto& column : table.columns) field(column);
    json_.EndArray();
    key("primaryKey");
    json_.StartArray();
    for (const auto& name : table.primary_key) string(name);
    json_.EndArray();
    key("missingValues");
    json_.StartArray();
    string("");
    json_.EndArray();
    json_.EndObject();
  }

  void field(const Column& column) {
    json_.StartObject();
    text("name", column.name);
    text("type", to_string(column.type));
    text("title", column.title_en);
    text("title_zh", column.title_zh);
    text("unit", column.unit);
    text("description", column.description_en);
    text("description_zh", column.description_zh);
    if (column.required) constraints();
    json_.EndObject();
  }

  void constraints() {
    key("constraints");
    json_.StartObject();
    key("required");
    json_.Bool(true);
    json_.EndObject();
  }

  JsonWriter& json_;
};

}  // namespace

std::string data_package(std::span<const Table> tables) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  json.SetIndent(' ', 2);
  PackageWriter(json).write(tables);
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace nianbao::exporting
