// The label trees of a template file: names, rows and columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/base/xml_tree.h"
#include "normalize/template/template.h"

namespace nianbao::normalize {

// What a leaf of a label tree says beyond its key.
struct LeafInfo {
  std::string path;  // its labels from the outermost, as printed
  std::string label_en;
  std::string unit;  // stated for the leaf or above it; rows may state it as well as columns
  std::string type;
  std::string law_zh;
  std::string law_en;
};

// Adds the <name> and <alias> children as one label.
LabelId add_label(const xml::Node& node, std::vector<Label>& labels);

// Fill the block's columns, or rows, from the tree; one info for each leaf, in order.
std::vector<LeafInfo> read_columns(const xml::Node& node, std::vector<Label>& labels, BlockSpec& block);
std::vector<LeafInfo> read_rows(const xml::Node& node, std::vector<Label>& labels, BlockSpec& block);

// Once all labels of a form are read: says how far each may be damaged and indexes them by name.
void settle_labels(Template& form);

}  // namespace nianbao::normalize
