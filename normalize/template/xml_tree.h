// A template file as a tree. Template files are small and trusted to be so; documents never pass here.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"

namespace nianbao::normalize {

struct XmlNode {
  std::string name;
  std::map<std::string, std::string, std::less<>> attributes;
  std::string text;  // of this element alone, white space at the ends removed
  std::vector<XmlNode> children;

  // The attribute's value, or an empty view.
  std::string_view attribute(std::string_view attribute_name) const;
  // The first child of that name, or nullptr.
  const XmlNode* child(std::string_view child_name) const;
  // The text of the first child of that name, or an empty view.
  std::string_view child_text(std::string_view child_name) const;
};

// The root element. `place` names the file for errors.
Result<XmlNode> read_xml_tree(std::string_view bytes, std::string_view place);

// A list of words separated by white space.
std::vector<std::string> split_words(std::string_view text);

}  // namespace nianbao::normalize
