#include <string_view>

#include "export/writers/json_members.h"
#include "export/writers/record_json.h"
#include "pipeline/cli/inspection.h"

namespace nianbao::cli {
namespace {

class TablesWriter : private exporting::JsonMembers {
 public:
  explicit TablesWriter(exporting::JsonWriter& json) : JsonMembers(json) {}

  void write(const extract::Document& document) {
    json_.StartArray();
    for (const auto* table : extract::tables_of(document)) one(*table);
    json_.EndArray();
  }

 private:
  void one(const extract::Table& table) {
    json_.StartObject();
    integer("table", table.locus.table + 1);
    integer("rows", table.rows);
    integer("columns", table.columns);
    text("geometry", to_string(table.geometry));
    text("dialect", table.dialect);
    key("cells");
    json_.StartArray();
    for (const auto& cell : table.cells) {
      json_.StartObject();
      integer("row", cell.row + 1);
      integer("column", cell.column + 1);
      integer("row_span", cell.row_span);
      integer("column_span", cell.column_span);
      text("text", cell.text);
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
  }
};

}  // namespace

std::string inspection_json(const pipeline::Reading& reading) {
  rapidjson::StringBuffer buffer;
  exporting::JsonWriter json(buffer);
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
