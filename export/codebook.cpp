#include "export/codebook.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extract/base/xml_tree.h"

namespace nianbao::exporting {
namespace {

constexpr std::array<std::string_view, 5> kNames{"string", "integer", "number", "date", "boolean"};
static_assert(kNames.size() == std::to_underlying(ColumnType::boolean) + 1);

ColumnType type_of(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  return found == kNames.end() ? ColumnType::text : static_cast<ColumnType>(found - kNames.begin());
}

}  // namespace

std::string_view to_string(ColumnType type) { return kNames[std::to_underlying(type)]; }

Result<std::vector<Table>> read_codebook(std::string_view bytes) {
  const auto root = xml::read_tree(bytes, "columns.xml");
  if (!root) return std::unexpected(root.error());
  std::vector<Table> tables;
  for (const auto& node : root->children) {
    auto& table = tables.emplace_back();
    table.name = node.attribute("name");
    table.title_zh = node.attribute("zh");
    table.title_en = node.attribute("en");
    table.primary_key = xml::split_words(node.attribute("key"));
    for (const auto& column : node.children) {
      table.columns.push_back({.name = std::string(column.attribute("name")),
                               .type = type_of(column.attribute("type")),
                               .title_zh = std::string(column.attribute("zh")),
                               .title_en = std::string(column.attribute("en")),
                               .description_zh = std::string(column.child_text("zh")),
                               .description_en = std::string(column.child_text("en")),
                               .required = column.attribute("required") == "true"});
    }
  }
  return tables;
}

}  // namespace nianbao::exporting
