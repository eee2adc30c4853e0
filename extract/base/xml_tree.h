// A small XML file as a tree: templates and code books, which are trusted. Documents never pass here.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"

namespace nianbao::xml {

struct Node {
  std::string name;
  std::map<std::string, std::string, std::less<>> attributes;
  std::string text;  // of this element alone, white space at the ends removed
  std::vector<Node> children;

  // The attribute's value, or an empty view.
  std::string_view attribute(std::string_view attribute_name) const;
  // The first child of that name, or nullptr.
  const Node* child(std::string_view child_name) const;
  // The text of the first child of that name, or an empty view.
  std::string_view child_text(std::string_view child_name) const;
};

// The root element. `place` names the file for errors.
Result<Node> read_tree(std::string_view bytes, std::string_view place);

// A list of words separated by white space.
std::vector<std::string> split_words(std::string_view text);

}  // namespace nianbao::xml
