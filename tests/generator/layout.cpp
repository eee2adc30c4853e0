#include "tests/generator/layout.h"

#include <algorithm>

namespace nianbao::generator {
namespace {

using normalize::BlockSpec;
using normalize::LabelId;
using normalize::Template;

class Layout {
 public:
  Layout(const std::vector<std::string>& labels, const normalize::Schema& schema, const Figures& figures)
      : labels_(labels), schema_(schema), figures_(figures) {}

  FormTable lay_out(const normalize::TableSpec& spec) {
    outline_ = spec.outline;
    for (const auto& block : spec.blocks) {
      std::size_t depth = 0;
      for (const auto& row : block.rows) {
        depth = std::max(depth, row.label < 0 ? 0 : outline_ ? std::size_t{1} : row.groups.size() + 1);
      }
      label_columns_ = std::max(label_columns_, static_cast<int>(depth));
      value_columns_ = std::max(value_columns_, static_cast<int>(block.columns.size()));
    }
    table_.columns = label_columns_ + value_columns_;
    for (const auto& block : spec.blocks) add(block);
    sort_cells(table_);
    return std::move(table_);
  }

 private:
  void cell(FormCell added) { table_.cells.push_back(std::move(added)); }
  const std::string& shown(LabelId label) const { return labels_[static_cast<std::size_t>(label)]; }

  void add(const BlockSpec& block) {
    if (!block.titles.empty()) {
      cell({.row = table_.rows++, .column_span = table_.columns, .text = shown(block.titles.front()), .head = true});
    }
    add_head(block);
    for (std::size_t row = 0; row < block.rows.size(); ++row) {
      if (outline_) add_group_rows(block, row);
      add_row(block, row);
    }
  }

  // In an outline, groups that are no rows themselves stand in rows above theirs, with dashes for values.
  void add_group_rows(const BlockSpec& block, std::size_t at) {
    for (const auto group : block.rows[at].groups) {
      const auto is_group = [&](const normalize::RowSpec& row) {
        return row.label == group || std::ranges::find(row.groups, group) != row.groups.end();
      };
      if (std::any_of(block.rows.begin(), block.rows.begin() + static_cast<std::ptrdiff_t>(at), is_group)) continue;
      cell({.row = table_.rows, .text = shown(group)});
      for (int i = 0; i < std::ssize(block.columns); ++i) cell({.row = table_.rows, .column = 1 + i, .text = "——"});
      ++table_.rows;
    }
  }

  // A block with one column uses the room of all.
  int width_of_column(const BlockSpec& block) const { return block.columns.size() == 1 ? value_columns_ : 1; }

  void add_head(const BlockSpec& block) {
    std::size_t depth = 0;
    for (const auto& column : block.columns) depth = std::max(depth, column.groups.size() + 1);
    const auto top = table_.rows;
    if (label_columns_ > 0) {
      cell({.row = top,
            .row_span = static_cast<int>(depth),
            .column_span = label_columns_,
            .text = block.corners.empty() ? "" : shown(block.corners.front()),
            .head = true});
    }
    for (std::size_t i = 0; i < block.columns.size(); ++i) add_head_path(block, i, depth);
    table_.rows += static_cast<int>(depth);
  }

  static bool shares_group(const BlockSpec& block, std::size_t left, std::size_t right, std::size_t level) {
    const auto& a = block.columns[left].groups;
    const auto& b = block.columns[right].groups;
    return a.size() > level && b.size() > level && std::equal(a.begin(), a.begin() + level + 1, b.begin());
  }

  void add_head_path(const BlockSpec& block, std::size_t at, std::size_t depth) {
    const auto& column = block.columns[at];
    const auto place = label_columns_ + static_cast<int>(at);
    for (std::size_t level = 0; level < column.groups.size(); ++level) {
      if (at > 0 && shares_group(block, at - 1, at, level)) continue;
      auto end = at + 1;
      while (end < block.columns.size() && shares_group(block, at, end, level)) ++end;
      cell({.row = table_.rows + static_cast<int>(level),
            .column = place,
            .column_span = static_cast<int>(end - at),
            .text = shown(column.groups[level]),
            .head = true});
    }
    const auto level = static_cast<int>(column.groups.size());
    cell({.row = table_.rows + level,
          .column = place,
          .row_span = static_cast<int>(depth) - level,
          .column_span = width_of_column(block),
          .text = shown(column.label),
          .head = true});
  }

  static bool row_shares_group(const BlockSpec& block, std::size_t upper, std::size_t lower, std::size_t level) {
    const auto& a = block.rows[upper].groups;
    const auto& b = block.rows[lower].groups;
    return a.size() > level && b.size() > level && std::equal(a.begin(), a.begin() + level + 1, b.begin());
  }

  void add_row(const BlockSpec& block, std::size_t at) {
    const auto& row = block.rows[at];
    const auto place = table_.rows++;
    for (std::size_t level = 0; level < row.groups.size() && !outline_; ++level) {
      if (at > 0 && row_shares_group(block, at - 1, at, level)) continue;
      auto end = at + 1;
      while (end < block.rows.size() && row_shares_group(block, at, end, level)) ++end;
      cell({.row = place,
            .column = static_cast<int>(level),
            .row_span = static_cast<int>(end - at),
            .text = shown(row.groups[level])});
    }
    if (row.label >= 0) {
      const auto level = outline_ ? 0 : static_cast<int>(row.groups.size());
      cell({.row = place, .column = level, .column_span = label_columns_ - level, .text = shown(row.label)});
    }
    for (std::size_t i = 0; i < block.columns.size(); ++i) add_value(block, at, i);
  }

  const std::string& unit_of_row(const BlockSpec& block, std::size_t row) const {
    const auto first = std::ranges::find_if(block.fields, [](int field) { return field >= 0; });
    const auto width = static_cast<std::ptrdiff_t>(block.columns.size());
    return schema_.fields[first[static_cast<std::ptrdiff_t>(row) * width]].unit;
  }

  // Numbers and codes of rows do; what stands behind is room for remarks.
  static bool stands_before_values(const BlockSpec& block, std::size_t column) {
    const auto behind = block.columns.begin() + static_cast<std::ptrdiff_t>(column);
    return std::find_if(block.columns.begin(), behind, [](const normalize::ColumnSpec& each) {
             return each.role == normalize::ColumnRole::value;
           }) == behind;
  }

  void add_value(const BlockSpec& block, std::size_t row, std::size_t column) {
    FormCell added{.row = table_.rows - 1, .column = label_columns_ + static_cast<int>(column)};
    const auto role = block.columns[column].role;
    if (role == normalize::ColumnRole::value) {
      added.field = schema_.fields[block.field(row, column)].name;
      added.column_span = width_of_column(block);
      const auto figure = figures_.find(added.field);
      if (figure != figures_.end()) added.text = figure->second;
    } else if (role == normalize::ColumnRole::unit) {
      added.text = unit_of_row(block, row);
    } else if (stands_before_values(block, column)) {
      added.text = std::to_string(row + 1);
    }
    cell(std::move(added));
  }

  const std::vector<std::string>& labels_;
  const normalize::Schema& schema_;
  const Figures& figures_;
  FormTable table_;
  bool outline_ = false;
  int label_columns_ = 0;
  int value_columns_ = 0;
};

}  // namespace

std::vector<std::string> official_labels(const Template& form) {
  std::vector<std::string> labels;
  for (const auto& label : form.labels) labels.push_back(label.shown);
  return labels;
}

std::vector<FormTable> lay_out(const normalize::TemplateSet& templates, const Template& form, const Figures& figures,
                               const std::vector<std::string>& labels) {
  std::vector<FormTable> tables;
  for (const auto& table : form.tables) tables.push_back(Layout(labels, templates.schema(), figures).lay_out(table));
  return tables;
}

std::vector<FormTable> lay_out(const normalize::TemplateSet& templates, const Template& form, const Figures& figures) {
  return lay_out(templates, form, figures, official_labels(form));
}

std::vector<const FormCell*> cells_from(const FormTable& table, int row) {
  std::vector<const FormCell*> cells;
  for (const auto& cell : table.cells) {
    if (cell.row == row) cells.push_back(&cell);
  }
  return cells;
}

std::vector<const FormCell*> cells_through(const FormTable& table, int row) {
  std::vector<const FormCell*> cells;
  for (const auto& cell : table.cells) {
    if (cell.row <= row && row < cell.row + cell.row_span) cells.push_back(&cell);
  }
  std::ranges::stable_sort(cells, {}, &FormCell::column);
  return cells;
}

std::vector<std::string> texts_of_row(const FormTable& table, int row) {
  std::vector<std::string> texts(static_cast<std::size_t>(table.columns));
  for (const auto* cell : cells_from(table, row)) texts[static_cast<std::size_t>(cell->column)] = cell->text;
  return texts;
}

void sort_cells(FormTable& table) {
  std::ranges::stable_sort(table.cells, {}, [](const FormCell& cell) { return std::pair(cell.row, cell.column); });
}

}  // namespace nianbao::generator
