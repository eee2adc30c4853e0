#include "normalize/template/label_reader.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "extract/base/utf8.h"
#include "normalize/text/label_key.h"

namespace nianbao::normalize {
namespace {

void add_name(Label& label, std::string key, bool alias) {
  const bool known = std::ranges::find(label.names, key, &LabelName::key) != label.names.end();
  if (key.empty() || known) return;
  auto wide = to_utf32(key);
  const auto characters = character_set(wide);
  label.names.push_back({std::move(key), std::move(wide), characters, alias});
}

// Leaves are also found under their groups' names run together, as one cell may print them.
void add_composed_names(std::vector<Label>& labels, LabelId leaf, const std::vector<LabelId>& groups) {
  std::string prefix;
  for (const auto group : groups | std::views::reverse) {
    prefix.insert(0, labels[group].names.front().key);
    add_name(labels[leaf], prefix + labels[leaf].names.front().key, true);
  }
}

struct Leaf {
  std::string key;
  LabelId label = kNoLabel;
  std::vector<LabelId> groups;
  LeafInfo info;
  ColumnRole role = ColumnRole::value;
};

ColumnRole role_of(const xml::Node& node) {
  if (node.name == "unit-column") return ColumnRole::unit;
  return node.name == "aside-column" ? ColumnRole::aside : ColumnRole::value;
}

struct Tree {
  std::vector<Leaf> leaves;
  std::vector<std::vector<LabelId>> lines;  // labels by depth
};

// Walks a tree of <group> and leaf elements in document order. A leaf with leaves inside is their group too.
class TreeReader {
 public:
  explicit TreeReader(std::vector<Label>& labels) : labels_(labels) {}

  Tree read(const xml::Node& root) {
    descend(root, measured(root, {}));
    for (const auto& leaf : tree_.leaves) add_composed_names(labels_, leaf.label, leaf.groups);
    return std::move(tree_);
  }

 private:
  static LeafInfo measured(const xml::Node& node, LeafInfo inherited) {
    if (!node.attribute("unit").empty()) inherited.unit = node.attribute("unit");
    if (!node.attribute("type").empty()) inherited.type = node.attribute("type");
    if (const auto* law = node.child("law")) {
      inherited.law_zh = law->child_text("zh");
      inherited.law_en = law->child_text("en");
    }
    return inherited;
  }

  void descend(const xml::Node& node, const LeafInfo& inherited) {
    for (const auto& child : node.children) {
      if (child.child("name") == nullptr) continue;
      const auto label = add_label(child, labels_);
      if (tree_.lines.size() <= groups_.size()) tree_.lines.emplace_back();
      tree_.lines[groups_.size()].push_back(label);
      auto info = measured(child, inherited);
      if (!info.path.empty()) info.path += " › ";
      info.path += labels_[label].shown;
      if (child.name != "group") {
        info.label_en = child.child_text("en");
        tree_.leaves.push_back({std::string(child.attribute("key")), label, groups_, info, role_of(child)});
      }
      groups_.push_back(label);
      descend(child, info);
      groups_.pop_back();
    }
  }

  std::vector<Label>& labels_;
  std::vector<LabelId> groups_;
  Tree tree_;
};

// Beyond half the distance to the nearest other label, a mistaken name is as likely the other one's, or a local
// label nobody knows: the reasoning of error-correcting codes.
int slack_of(const LabelName& name, const std::vector<const LabelName*>& all) {
  constexpr double kMostMistaken = 0.2;  // of its characters
  const auto most = static_cast<int>(kMostMistaken * static_cast<double>(name.wide.size()));
  auto slack = most;
  for (const auto* other : all) {
    if (slack == 0) break;
    const auto longest = static_cast<double>(std::max(name.wide.size(), other->wide.size()));
    const auto alike = similarity(name.wide, other->wide, 1 - 2 * most / longest);
    if (alike == 0 || alike == 1) continue;  // far away, or another label of the same name
    const auto distance = static_cast<int>(std::lround((1 - alike) * longest));
    slack = std::min(slack, (distance - 1) / 2);
  }
  return slack;
}

}  // namespace

LabelId add_label(const xml::Node& node, std::vector<Label>& labels) {
  Label label;
  for (const auto& child : node.children) {
    const bool alias = child.name == "alias" || child.name == "note";
    if (child.name != "name" && !alias) continue;
    auto key = label_key(child.text);
    if (label.names.empty()) {
      label.shown = child.text;
      label.number = number_value(key.number);
    }
    add_name(label, std::move(key.key), alias);
    add_name(label, std::move(key.core), true);  // notes in brackets are often left out
  }
  labels.push_back(std::move(label));
  return static_cast<LabelId>(labels.size()) - 1;
}

void settle_labels(Template& form) {
  for (std::size_t id = 0; id < form.labels.size(); ++id) {
    std::vector<const LabelName*> others;
    for (const auto& other : form.labels) {
      if (&other == &form.labels[id]) continue;
      for (const auto& name : other.names) others.push_back(&name);
    }
    for (auto& name : form.labels[id].names) {
      name.slack = slack_of(name, others);
      form.called[name.key].push_back(static_cast<LabelId>(id));
    }
  }
}

std::vector<LeafInfo> read_columns(const xml::Node& node, std::vector<Label>& labels, BlockSpec& block) {
  auto tree = TreeReader(labels).read(node);
  std::vector<LeafInfo> infos;
  for (auto& leaf : tree.leaves) {
    block.columns.push_back({std::move(leaf.key), leaf.label, std::move(leaf.groups), leaf.role});
    infos.push_back(std::move(leaf.info));
  }
  for (const auto& line : tree.lines) block.printed_order.insert(block.printed_order.end(), line.begin(), line.end());
  return infos;
}

std::vector<LeafInfo> read_rows(const xml::Node& node, std::vector<Label>& labels, BlockSpec& block) {
  if (const auto* unlabelled = node.child("unlabelled-row")) {
    block.rows.push_back({.key = std::string(unlabelled->attribute("key"))});
    if (!unlabelled->children.empty()) block.row_notes.push_back(add_label(*unlabelled, labels));
    return {LeafInfo{}};
  }
  auto tree = TreeReader(labels).read(node);
  std::vector<LeafInfo> infos;
  for (auto& leaf : tree.leaves) {
    block.rows.push_back({std::move(leaf.key), leaf.label, std::move(leaf.groups)});
    infos.push_back(std::move(leaf.info));
  }
  return infos;
}

}  // namespace nianbao::normalize
