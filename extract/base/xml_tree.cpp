#include "extract/base/xml_tree.h"

#include <algorithm>

#include "extract/base/limits.h"
#include "extract/base/xml.h"

namespace nianbao::xml {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

// Nodes under construction live on a stack of their own, so that growing a parent moves no open child.
class TreeHandler : public Handler {
 public:
  void start(const Element& element) override {
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

  Node take_root() { return std::move(root_); }

 private:
  std::vector<Node> open_;
  Node root_;
};

}  // namespace

std::string_view Node::attribute(std::string_view attribute_name) const {
  const auto found = attributes.find(attribute_name);
  return found == attributes.end() ? std::string_view{} : std::string_view(found->second);
}

const Node* Node::child(std::string_view child_name) const {
  const auto found = std::ranges::find(children, child_name, &Node::name);
  return found == children.end() ? nullptr : &*found;
}

std::string_view Node::child_text(std::string_view child_name) const {
  const auto* found = child(child_name);
  return found == nullptr ? std::string_view{} : std::string_view(found->text);
}

Result<Node> read_tree(std::string_view bytes, std::string_view place) {
  TreeHandler handler;
  if (auto parsed = parse(bytes, handler, Limits{}, place); !parsed) {
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

}  // namespace nianbao::xml
