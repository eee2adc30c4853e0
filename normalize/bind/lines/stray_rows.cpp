#include "normalize/bind/lines/stray_rows.h"

#include <map>

namespace nianbao::normalize {
namespace {

constexpr std::size_t kMostPieces = 4;  // of one label

// The labels that pieces printed after each other make, each where it stands first.
std::map<LabelId, std::vector<int>> labels_among(const ObservedTable& table, const std::vector<int>& words,
                                                 const Template& form) {
  std::map<LabelId, std::vector<int>> labels;
  for (std::size_t first = 0; first < words.size(); ++first) {
    PrintedLabel printed;
    std::vector<int> cells;
    for (auto at = first; at < words.size() && cells.size() < kMostPieces; ++at) {
      const auto& piece = table.cell(words[at]).printed;
      printed = cells.empty() ? piece : printed.joined_with(piece);
      cells.push_back(words[at]);
      for (const auto* key : {&printed.key.key, &printed.key.core}) {
        const auto called = form.called.find(*key);
        if (called == form.called.end()) continue;
        for (const auto label : called->second) labels.try_emplace(label, cells);
      }
    }
  }
  return labels;
}

}  // namespace

std::vector<StrayRow> stray_rows(const ObservedTable& table, const std::vector<int>& words, const BlockSpec& block,
                                 const std::set<int>& bound, const Template& form) {
  const auto labels = labels_among(table, words, form);
  std::vector<StrayRow> rows;
  for (int row = 0; row < std::ssize(block.rows); ++row) {
    const auto label = labels.find(block.rows[row].label);
    if (!bound.contains(row) && label != labels.end()) rows.push_back({row, label->second});
  }
  return rows;
}

}  // namespace nianbao::normalize
