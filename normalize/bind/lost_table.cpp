#include "normalize/bind/lost_table.h"

#include <algorithm>
#include <set>
#include <string>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kFewestLabels = 3;
constexpr std::size_t kShare = 3;  // one label in so many must stand in the text

// A line of a flattened table holds a label, alone or with its values behind it.
std::set<std::string, std::less<>> line_labels(const Flow& flow) {
  std::set<std::string, std::less<>> labels;
  for (const auto& item : flow.items) {
    if (item.table != nullptr) continue;
    std::string_view key = item.key.key;
    while (!key.empty() && key.back() >= '0' && key.back() <= '9') key.remove_suffix(1);
    if (!key.empty()) labels.emplace(key);
  }
  return labels;
}

std::set<LabelId> identifying_labels(const TableSpec& table) {
  std::set<LabelId> labels;
  for (const auto& block : table.blocks) {
    for (const auto& row : block.rows) {
      if (row.label != kNoLabel) labels.insert(row.label);
    }
    for (const auto& column : block.columns) labels.insert(column.label);
  }
  return labels;
}

bool is_lost(const TableSpec& table, const Template& form, const std::set<std::string, std::less<>>& lines) {
  const auto labels = identifying_labels(table);
  const auto found = std::ranges::count_if(labels, [&](LabelId label) {
    return std::ranges::any_of(form.labels[label].names,
                               [&](const LabelName& name) { return lines.contains(name.key); });
  });
  return found >= std::ssize(labels) / static_cast<std::ptrdiff_t>(kShare) &&
         found >= static_cast<std::ptrdiff_t>(kFewestLabels);
}

}  // namespace

void mark_lost_tables(const Flow& flow, const Template& form, std::vector<Field>& fields,
                      std::vector<Diagnostic>& diagnostics) {
  const auto lines = line_labels(flow);
  for (const auto& table : form.tables) {
    const auto untouched = [&](const BlockSpec& block) {
      return std::ranges::all_of(block.fields, [&](int field) { return fields[field].state == State::absent; });
    };
    if (!std::ranges::all_of(table.blocks, untouched) || !is_lost(table, form, lines)) continue;
    diagnostics.push_back({"table_lost_its_grid", table.prefix, {}});
    for (const auto& block : table.blocks) {
      for (const auto field : block.fields) {
        fields[field].state = State::unreadable;
        fields[field].template_id = form.info.id;
        fields[field].note = "the labels of its table stand in the text without a grid";
      }
    }
  }
}

}  // namespace nianbao::normalize
