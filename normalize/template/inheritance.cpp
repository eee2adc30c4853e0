#include "normalize/template/inheritance.h"

#include <algorithm>

namespace nianbao::normalize {
namespace {

const xml::Node* part_of(const xml::Node& root, const xml::Node& wanted) {
  const auto found = std::ranges::find_if(root.children, [&](const xml::Node& child) {
    return child.name == wanted.name && child.attribute("prefix") == wanted.attribute("prefix");
  });
  return found == root.children.end() ? nullptr : &*found;
}

// Replaces the first descendant that has the replacement's name.
bool replace(xml::Node& node, const xml::Node& replacement) {
  for (auto& child : node.children) {
    const auto name = child.child_text("name");
    if (!name.empty() && name == replacement.child_text("name")) {
      child = replacement;
      return true;
    }
    if (replace(child, replacement)) return true;
  }
  return false;
}

}  // namespace

Result<xml::Node> with_inherited_parts(xml::Node root, std::span<const xml::Node> others, std::string_view place) {
  for (auto& child : root.children) {
    const std::string id(child.attribute("like"));
    if (id.empty()) continue;
    const auto other = std::ranges::find_if(others, [&](const xml::Node& each) { return each.attribute("id") == id; });
    const auto* part = other == others.end() ? nullptr : part_of(*other, child);
    if (part == nullptr) {
      return fail(ErrorCode::bad_template, std::string(place),
                  "like=\"" + id + "\": no template before this one has this <" + child.name + ">");
    }
    auto inherited = *part;
    for (const auto& replacement : child.children) {
      if (replace(inherited, replacement)) continue;
      return fail(ErrorCode::bad_template, std::string(place),
                  "nothing to replace by " + std::string(replacement.child_text("name")));
    }
    child = std::move(inherited);
  }
  return root;
}

}  // namespace nianbao::normalize
