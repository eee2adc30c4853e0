#include "tests/support/form_writer.h"

#include <algorithm>

#include "extract/base/display_width.h"

namespace nianbao::test {
namespace {

using normalize::BlockSpec;
using normalize::LabelId;
using normalize::Template;

class Layout {
 public:
  Layout(const Template& form, const normalize::Schema& schema, const Figures& figures)
      : form_(form), schema_(schema), figures_(figures) {}

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
    std::ranges::stable_sort(table_.cells, {}, [](const FormCell& cell) { return std::pair(cell.row, cell.column); });
    return std::move(table_);
  }

 private:
  void cell(FormCell added) { table_.cells.push_back(std::move(added)); }
  const std::string& shown(LabelId label) const { return form_.labels[label].shown; }

  void add(const BlockSpec& block) {
    if (!block.titles.empty()) {
      cell({.row = table_.rows++, .column_span = table_.columns, .text = shown(block.titles.front())});
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
            .text = block.corners.empty() ? "" : shown(block.corners.front())});
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
            .text = shown(column.groups[level])});
    }
    const auto level = static_cast<int>(column.groups.size());
    cell({.row = table_.rows + level,
          .column = place,
          .row_span = static_cast<int>(depth) - level,
          .column_span = width_of_column(block),
          .text = shown(column.label)});
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
    const auto unit = [&] {
      const auto first = std::ranges::find_if(block.fields, [](int field) { return field >= 0; });
      const auto width = static_cast<std::ptrdiff_t>(block.columns.size());
      return schema_.fields[first[static_cast<std::ptrdiff_t>(at) * width]].unit;
    };
    for (std::size_t i = 0; i < block.columns.size(); ++i) {
      const auto role = block.columns[i].role;
      if (role != normalize::ColumnRole::value) {
        cell({.row = place,
              .column = label_columns_ + static_cast<int>(i),
              .text = role == normalize::ColumnRole::unit ? unit() : std::to_string(at + 1)});
        continue;
      }
      const auto& field = schema_.fields[block.field(at, i)].name;
      const auto figure = figures_.find(field);
      cell({.row = place,
            .column = label_columns_ + static_cast<int>(i),
            .column_span = width_of_column(block),
            .text = figure == figures_.end() ? "" : figure->second,
            .field = field});
    }
  }

  const Template& form_;
  const normalize::Schema& schema_;
  const Figures& figures_;
  FormTable table_;
  bool outline_ = false;
  int label_columns_ = 0;
  int value_columns_ = 0;
};

const std::string kTitle = "青禾县水务局2023年政府信息公开工作年度报告";
const std::string kProse = "本机关按照要求推进政府信息公开各项工作，全年公开内容准确及时，渠道保持畅通，没有发生差错。";
constexpr std::string_view kNumerals[] = {"一、", "二、", "三、", "四、", "五、",
                                          "六、", "七、", "八、", "九、", "十、"};
constexpr std::string_view kAnnex = "附：统计表";

// Calls write(heading, table or nullptr) for each section of the form.
template <class Write>
void for_each_section(const Template& form, const std::vector<FormTable>& tables, Write write) {
  for (std::size_t at = 0; at < form.sections.size() && at < std::size(kNumerals); ++at) {
    const auto& section = form.sections[at];
    const FormTable* table = nullptr;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (form.tables[i].section == section.key) table = &tables[i];
    }
    write(std::string(kNumerals[at]) + form.labels[section.label].shown, table);
  }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (form.tables[i].section.empty()) write(std::string(kAnnex), &tables[i]);
  }
}

template <class WriteTable>
std::string as_text(const Template& form, const std::vector<FormTable>& tables, WriteTable write_table) {
  auto text = kTitle + "\n";
  for_each_section(form, tables, [&](const std::string& heading, const FormTable* table) {
    text += heading + "\n\n";
    text += table == nullptr ? kProse + "\n\n" : write_table(*table) + "\n\n";
  });
  return text;
}

}  // namespace

std::vector<FormTable> lay_out(const normalize::TemplateSet& templates, const Template& form, const Figures& figures) {
  std::vector<FormTable> tables;
  for (const auto& table : form.tables) tables.push_back(Layout(form, templates.schema(), figures).lay_out(table));
  return tables;
}

std::string as_html(const Template& form, const std::vector<FormTable>& tables) {
  std::string html = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><h1>" + kTitle + "</h1>\n";
  for_each_section(form, tables, [&](const std::string& heading, const FormTable* table) {
    html += "<p>" + heading + "</p>\n";
    if (table == nullptr) {
      html += "<p>" + kProse + "</p>\n";
      return;
    }
    html += "<table>";
    for (int row = 0; row < table->rows; ++row) {
      html += "<tr>";
      for (const auto& cell : table->cells) {
        if (cell.row != row) continue;
        html += "<td rowspan=\"" + std::to_string(cell.row_span) + "\" colspan=\"" + std::to_string(cell.column_span) +
                "\">" + cell.text + "</td>";
      }
      html += "</tr>\n";
    }
    html += "</table>\n";
  });
  return html + "</body></html>";
}

std::string as_tab_cells(const Template& form, const std::vector<FormTable>& tables) {
  return as_text(form, tables, [](const FormTable& table) {
    std::string text;
    for (int row = 0; row < table.rows; ++row) {
      for (const auto& cell : table.cells) {
        const bool begins = cell.row == row;
        // Cells merged downwards go on as empty cells.
        if (begins || (cell.row < row && row < cell.row + cell.row_span))
          text += "\t" + (begins ? cell.text : "") + "\n";
      }
      text += "\n";
    }
    return text;
  });
}

std::string as_padded_pipes(const Template& form, const std::vector<FormTable>& tables) {
  return as_text(form, tables, [](const FormTable& table) {
    std::string text;
    for (int row = 0; row < table.rows; ++row) {
      int written = 0;
      for (const auto& cell : table.cells) {
        if (cell.row != row) continue;
        text += "| " + cell.text + " ";
        ++written;
      }
      for (; written < table.columns; ++written) text += "| ";
      text += "|\n";
    }
    return text;
  });
}

namespace {

// Rows between bars, blanks where merged cells go on.
std::string pipes_of(const FormTable& table, const std::string& below_head) {
  std::vector<std::string> grid(static_cast<std::size_t>(table.rows) * table.columns);
  for (const auto& cell : table.cells)
    grid[static_cast<std::size_t>(cell.row) * table.columns + cell.column] = cell.text;
  std::string text;
  for (int row = 0; row < table.rows; ++row) {
    for (int column = 0; column < table.columns; ++column) {
      text += "| " + grid[static_cast<std::size_t>(row) * table.columns + column] + " ";
    }
    text += "|\n";
    for (int column = 0; row == 0 && !below_head.empty() && column <= table.columns; ++column)
      text += column < table.columns ? "|" + below_head : "|\n";
  }
  return text;
}

class RuledDrawing {
 public:
  explicit RuledDrawing(FormTable table) : table_(std::move(table)), width_(table_.columns, 2) {
    for (int row = 0; row < table_.rows; ++row) {
      for (int column = 0; column < table_.columns; ++column) {
        if (at(row, column) == nullptr) table_.cells.push_back({.row = row, .column = column});
      }
    }
    for (const auto& cell : table_.cells) {
      auto& last = width_[cell.column + cell.column_span - 1];
      const auto inner = inner_width(cell);
      last += std::max(display_width(cell.text), inner) - inner;
    }
  }

  std::string draw() const {
    std::string text;
    for (int row = 0; row <= table_.rows; ++row) {
      for (int column = 0; column <= table_.columns; ++column) {
        text += crossing(row, column);
        if (column == table_.columns) break;
        for (std::size_t i = 0; i < width_[column]; ++i) text += ruled_above(row, column) ? "─" : " ";
      }
      text += "\n";
      if (row < table_.rows) text += line(row);
    }
    return text;
  }

 private:
  const FormCell* at(int row, int column) const {
    for (const auto& cell : table_.cells) {
      if (row >= cell.row && row < cell.row + cell.row_span && column >= cell.column &&
          column < cell.column + cell.column_span)
        return &cell;
    }
    return nullptr;
  }

  std::size_t inner_width(const FormCell& cell) const {
    std::size_t width = cell.column_span - 1;
    for (int column = cell.column; column < cell.column + cell.column_span; ++column) width += width_[column];
    return width;
  }

  bool ruled_above(int row, int column) const {
    return column >= 0 && column < table_.columns && at(row - 1, column) != at(row, column);
  }
  bool bar_before(int row, int column) const {
    return row >= 0 && row < table_.rows && at(row, column - 1) != at(row, column);
  }

  std::string crossing(int row, int column) const {
    static const char* const kCharacters[] = {" ", "",  "",  "─", "",  "┘", "└", "┴",
                                              "",  "┐", "┌", "┬", "│", "┤", "├", "┼"};
    return kCharacters[(ruled_above(row, column - 1) ? 1 : 0) + (ruled_above(row, column) ? 2 : 0) +
                       (bar_before(row - 1, column) ? 4 : 0) + (bar_before(row, column) ? 8 : 0)];
  }

  std::string line(int row) const {
    std::string text = "│";
    for (int column = 0; column < table_.columns;) {
      const auto* cell = at(row, column);
      const auto content = cell->row == row ? cell->text : "";
      text += content + std::string(inner_width(*cell) - display_width(content), ' ') + "│";
      column = cell->column + cell->column_span;
    }
    return text + "\n";
  }

  FormTable table_;
  std::vector<std::size_t> width_;
};

}  // namespace

std::string as_pipes(const Template& form, const std::vector<FormTable>& tables) {
  return as_text(form, tables, [](const FormTable& table) { return pipes_of(table, ""); });
}

std::string as_markdown(const Template& form, const std::vector<FormTable>& tables) {
  return as_text(form, tables, [](const FormTable& table) { return pipes_of(table, "---"); });
}

std::string as_ruled(const Template& form, const std::vector<FormTable>& tables) {
  return as_text(form, tables, [](const FormTable& table) { return RuledDrawing(table).draw(); });
}

}  // namespace nianbao::test
