#include "normalize/bind/label_blanks.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace nianbao::normalize {
namespace {

// Whose the blanks behind a label are.
enum class Blanks : std::uint8_t { values, labels, unknown };

// Rows of one block whose labels are printed.
class LabelledRows {
 public:
  LabelledRows(const ObservedTable& table, std::span<const BoundRow> rows, const TableSpec& spec)
      : table_(table), rows_(rows), spec_(spec) {}

  void add(int row) {
    deepest_ = std::max(deepest_, groups(row));
    printed_.push_back(row);
  }

  // A label left of others takes their columns too. That its blanks are its own is shown by a row that has as many of
  // them as that makes, and is longer for it. Rows filled up at their ends are so long as well, but end in blanks: one
  // that begins and ends in blanks leaves it open.
  Blanks blanks() const {
    std::map<std::size_t, int> rows_by_size;
    for (const auto row : printed_) rows_by_size[behind(row).size()] += groups(row) == deepest_ ? 1 : 0;
    const auto most = std::ranges::max_element(rows_by_size, {}, [](const auto& entry) { return entry.second; });
    auto result = Blanks::values;
    for (const auto row : printed_) {
      const auto cells = behind(row);
      if (share(row) == 0 || cells.size() != most->first + share(row) || !begins_blank(row)) continue;
      if (!is_blank(cells.back())) return Blanks::labels;
      result = Blanks::unknown;
    }
    return result;
  }

  std::optional<int> own_blanks(int row, Blanks whose) const {
    if (share(row) == 0) return 0;
    if (begins_blank(row) != (whose == Blanks::labels)) return std::nullopt;
    return whose == Blanks::labels ? static_cast<int>(share(row)) : 0;
  }

 private:
  std::size_t share(int row) const { return static_cast<std::size_t>(deepest_ - groups(row)); }

  bool begins_blank(int row) const {
    const auto cells = behind(row);
    return cells.size() > share(row) &&
           std::ranges::all_of(cells.first(share(row)), [&](int cell) { return is_blank(cell); });
  }

  int groups(int row) const {
    const auto& at = rows_[row].form;
    return static_cast<int>(spec_.blocks[at.block].rows[at.row].groups.size());
  }

  std::span<const int> behind(int row) const {
    const auto cells = table_.row(row);
    const auto label = std::ranges::find(cells, rows_[row].label_cell);
    return cells.subspan(static_cast<std::size_t>(label - cells.begin()) + 1);
  }

  bool is_blank(int cell) const { return table_.cell(cell).reading.state == State::blank; }

  const ObservedTable& table_;
  std::span<const BoundRow> rows_;
  const TableSpec& spec_;
  std::vector<int> printed_;
  int deepest_ = 0;
};

}  // namespace

std::vector<std::optional<int>> label_blanks(const ObservedTable& table, std::span<const BoundRow> rows,
                                             const Template& form) {
  std::vector<std::optional<int>> blanks(rows.size(), 0);
  if (table.exact()) return blanks;
  std::map<std::pair<int, int>, LabelledRows> blocks;
  for (int row = 0; row < std::ssize(rows); ++row) {
    const auto& at = rows[row].form;
    // An outline has its groups above its labels, not left of them.
    if (!rows[row].bound() || rows[row].label_cell < 0 || form.tables[at.table].outline) continue;
    blocks.try_emplace({at.table, at.block}, table, rows, form.tables[at.table]).first->second.add(row);
  }
  for (const auto& [id, block] : blocks) {
    const auto whose = block.blanks();
    for (int row = 0; row < std::ssize(rows) && whose != Blanks::values; ++row) {
      const auto& at = rows[row].form;
      if (rows[row].bound() && std::pair(at.table, at.block) == id) {
        blanks[row] = rows[row].label_cell < 0 ? std::nullopt : block.own_blanks(row, whose);
      }
    }
  }
  return blanks;
}

}  // namespace nianbao::normalize
