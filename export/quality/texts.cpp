#include "export/quality/texts.h"

#include "extract/base/xml_tree.h"

namespace nianbao::exporting::quality {

Result<Texts> read_texts(std::string_view bytes) {
  const auto root = xml::read_tree(bytes, "quality.xml");
  if (!root) return std::unexpected(root.error());
  Texts texts;
  for (const auto& group : root->children) {
    const auto prefix = std::string(group.attribute("name")) + '.';
    for (const auto& node : group.children) {
      const auto key = std::string(node.attribute("key"));
      texts.words[prefix + key] = {std::string(node.child_text("zh")), std::string(node.child_text("en"))};
      if (node.name != "variable") continue;
      texts.variables.push_back({.key = key,
                                 .parts = xml::split_words(node.attribute("sum")),
                                 .whole = xml::split_words(node.attribute("of"))});
    }
  }
  return texts;
}

}  // namespace nianbao::exporting::quality
