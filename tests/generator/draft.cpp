#include "tests/generator/draft.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace nianbao::generator {
namespace {

constexpr std::array<std::string_view, 10> kNumerals{"一、", "二、", "三、", "四、", "五、",
                                                     "六、", "七、", "八、", "九、", "十、"};
constexpr std::string_view kAnnex = "附：统计表";
constexpr std::array<std::string_view, 5> kLocalLabels{"其他主动公开文件", "其中：网络渠道", "乡镇填报数",
                                                       "另行登记事项", "涉农信息公开数"};

bool is_label(const FormCell& cell) { return cell.field.empty() && !cell.head; }

bool reaches_over(const FormCell& cell, int row) { return cell.row < row && row < cell.row + cell.row_span; }

}  // namespace

Draft compose(const normalize::Template& form, const std::vector<FormTable>& tables, const Wording& wording) {
  Draft draft{{.kind = PieceKind::title, .text = wording.title}};
  for (std::size_t at = 0; at < form.sections.size(); ++at) {
    const auto& section = form.sections[at];
    draft.push_back({.kind = PieceKind::heading,
                     .number = std::string(kNumerals[at]),
                     .text = wording.labels[static_cast<std::size_t>(section.label)],
                     .section = section.key});
    bool has_table = false;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (form.tables[i].section != section.key) continue;
      draft.push_back({.kind = PieceKind::table, .table = tables[i]});
      has_table = true;
    }
    if (has_table) continue;
    for (const auto& paragraph : wording.prose[at]) draft.push_back({.text = paragraph});
  }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (!form.tables[i].section.empty()) continue;
    draft.push_back({.text = std::string(kAnnex)});
    draft.push_back({.kind = PieceKind::table, .table = tables[i]});
  }
  return draft;
}

bool is_plain_row(const FormTable& table, int row) {
  const auto cells = cells_from(table, row);
  const auto holds = [&](auto test) { return std::ranges::any_of(cells, test); };
  return holds([](const FormCell* cell) { return !cell->field.empty(); }) &&
         holds([](const FormCell* cell) { return is_label(*cell); }) &&
         !holds([](const FormCell* cell) { return cell->head || cell->row_span > 1; });
}

void add_local_row(FormTable& table, int row, Random& random) {
  std::vector<FormCell> added;
  for (auto& cell : table.cells) {
    if (cell.row == row) added.push_back(cell);
    if (reaches_over(cell, row)) ++cell.row_span;
    if (cell.row > row) ++cell.row;
  }
  std::ranges::find_if(added, is_label)->text = random.pick(kLocalLabels);
  for (auto& cell : added) {
    ++cell.row;
    if (cell.field.empty()) continue;
    cell.field.clear();
    cell.text = std::to_string(random.below(1000));
  }
  table.cells.insert(table.cells.end(), added.begin(), added.end());
  ++table.rows;
  sort_cells(table);
}

std::vector<std::string> leave_out_row(FormTable& table, int row) {
  std::vector<std::string> fields;
  for (const auto* cell : cells_from(table, row)) {
    if (!cell->field.empty()) fields.push_back(cell->field);
  }
  std::erase_if(table.cells, [&](const FormCell& cell) { return cell.row == row; });
  for (auto& cell : table.cells) {
    if (reaches_over(cell, row)) --cell.row_span;
    if (cell.row > row) --cell.row;
  }
  --table.rows;
  return fields;
}

}  // namespace nianbao::generator
