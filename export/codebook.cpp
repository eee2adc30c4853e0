#include "export/codebook.h"

#include "extract/base/xml_tree.h"

namespace nianbao::exporting {

Result<std::vector<Table>> read_codebook(std::string_view bytes) {
  const auto root = xml::read_tree(bytes, "columns.xml");
  if (!root) return std::unexpected(root.error());
  std::vector<Table> tables;
  for (const auto& node : root->children) {
    auto& table = tables.emplace_back();
    table.name = node.attribute("name");
    table.title_zh = node.attribute("zh");
    table.title_en = node.attribute("en");
    table.joint = node.attribute("joint") == "true";
    table.primary_key = xml::split_words(node.attribute("key"));
    for (const auto& column : node.children) {
      table.columns.push_back({.name = std::string(column.attribute("name")),
                               .type = column_type(column.attribute("type")),
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
