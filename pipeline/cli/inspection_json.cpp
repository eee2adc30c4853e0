#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string_view>

#include "export/clean_text.h"
#include "export/writers/record_json.h"
#include "pipeline/cli/inspection.h"

namespace nianbao::cli {
namespace {

class TablesWriter {
 public:
  explicit TablesWriter(rapidjson::Writer<rapidjson::StringBuffer>& json) : json_(json) {}

  void write(const extract::Document& document) {
    json_.StartArray();
    for (const auto* table : extract::tables_of(document)) one(*table);
    json_.EndArray();
  }

 private:
  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void number(std::string_view name, int value) {
    key(name);
    json_.Int(value);
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    const auto clean = exporting::clean_text(value);
    json_.String(clean.data(), static_cast<rapidjson::SizeType>(clean.size()));
  }

  void one(const extract::Table& table) {
    json_.StartObject();
    number("table", table.locus.table + 1);
    number("rows", table.rows);
    number("columns", table.columns);
    text("geometry", to_string(table.geometry));
    text("dialect", table.dialect);
    key("cells");
    json_.StartArray();
    for (const auto& cell : table.cells) {
      json_.StartObject();
      number("row", cell.row + 1);
      number("column", cell.column + 1);
      number("row_span", cell.row_span);
      number("column_span", cell.column_span);
      text("text", cell.text);
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
  }

  rapidjson::Writer<rapidjson::StringBuffer>& json_;
};

}  // namespace

std::string inspection_json(const pipeline::Reading& reading) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.StartObject();
  json.Key("record");
  const auto record = exporting::record_json(reading.record);
  json.RawValue(record.data(), record.size(), rapidjson::kObjectType);
  json.Key("tables");
  TablesWriter(json).write(reading.document);
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace nianbao::cli
