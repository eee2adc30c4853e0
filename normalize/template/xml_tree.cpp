#include "normalize/template/xml_tree.h"

#include <algorithm>

#include "extract/base/limits.h"
#include "extract/base/xml.h"

namespace nianbao::normalize {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

// Nodes under construction live on a stack of their own, so that growing a parent moves no open child.
class TreeHandler : public xml::Handler {
 public:
  void start(const xml::Element& element) override {
    auto& node = open_.emplace_back();
    node.name = element.name;
    for (const auto& attribute : element.attributes) {
      node.attributes.emplace(attribute.name, attribute.value);
    }
  }

  void end(std::string_view, std::string_view) override {
    auto node = std::move(open_.back());
    open_.pop_back();
    node.text = trimmed(node.text);
    (open_.empty() ? root_ : open_.back().children.emplace_back()) = std::move(node);
  }

  void text(std::string_view text) override {
    if (!open_.empty()) open_.back().text += text;
  }

  XmlNode take_root() { return std::move(root_); }

 private:
  std::vector<XmlNode> open_;
  XmlNode root_;
};

}  // namespace

std::string_view XmlNode::attribute(std::string_view attribute_name) const {
  const auto found = attributes.find(attribute_name);
  return found == attributes.end() ? std::string_view{} : std::string_view(found->second);
}

const XmlNode* XmlNode::child(std::string_view child_name) const {
  const auto found = std::ranges::find(children, child_name, &XmlNode::name);
  return found == children.end() ? nullptr : &*found;
}

std::string_view XmlNode::child_text(std::string_view child_name) const {
  const auto* found = child(child_name);
  return found == nullptr ? std::string_view{} : std::string_view(found->text);
}

Result<XmlNode> read_xml_tree(std::string_view bytes, std::string_view place) {
  TreeHandler handler;
  if (auto parsed = xml::parse(bytes, handler, Limits{}, place); !parsed) {
    return fail(ErrorCode::bad_template, std::move(parsed.error().place), std::move(parsed.error().detail));
  }
  return handler.take_root();
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = trimmed(text)).empty()) {
    const auto end = std::min(text.find_first_of(kWhiteSpace), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

}  // namespace nianbao::normalize
