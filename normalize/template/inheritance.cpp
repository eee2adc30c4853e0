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

class Inheritance {
 public:
  Inheritance(std::span<const xml::Node> forms, std::string_view place) : forms_(forms), place_(place) {}

  // A part with what it takes from other forms written out, however long the way to it.
  Result<xml::Node> whole(const xml::Node& part, int depth = 0) const {
    constexpr int kDeepest = 8;
    const std::string id(part.attribute("like"));
    if (id.empty()) return part;
    if (depth == kDeepest) return complain("like=\"" + id + "\": forms inherit from each other");
    const auto form = std::ranges::find_if(forms_, [&](const xml::Node& each) { return each.attribute("id") == id; });
    const auto* other = form == forms_.end() ? nullptr : part_of(*form, part);
    if (other == nullptr) return complain("like=\"" + id + "\": no template has this <" + part.name + ">");
    auto inherited = whole(*other, depth + 1);
    if (!inherited) return inherited;
    for (const auto& replacement : part.children) {
      if (replace(*inherited, replacement)) continue;
      return complain("nothing to replace by " + std::string(replacement.child_text("name")));
    }
    return inherited;
  }

 private:
  std::unexpected<Error> complain(std::string detail) const {
    return fail(ErrorCode::bad_template, std::string(place_), std::move(detail));
  }

  std::span<const xml::Node> forms_;
  std::string_view place_;
};

}  // namespace

Result<xml::Node> with_inherited_parts(xml::Node root, std::span<const xml::Node> forms, std::string_view place) {
  const Inheritance inheritance(forms, place);
  for (auto& child : root.children) {
    auto part = inheritance.whole(child);
    if (!part) return part;
    child = std::move(*part);
  }
  return root;
}

}  // namespace nianbao::normalize
