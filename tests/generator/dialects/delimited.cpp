#include <algorithm>
#include <string_view>

#include "tests/generator/dialects/text.h"

namespace nianbao::generator {
namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string line;
  for (std::size_t i = 0; i < texts.size(); ++i) line.append(i == 0 ? "" : between).append(texts[i]);
  return line;
}

// A bar inside a cell would be another cell.
std::vector<std::string> barless(std::vector<std::string> texts) {
  for (auto& text : texts) std::ranges::replace(text, '|', 'I');
  return texts;
}

std::vector<std::string> grid_row(const FormTable& table, int row) { return barless(texts_of_row(table, row)); }

std::string between_bars(const std::vector<std::string>& texts) { return "| " + joined(texts, " | ") + " |"; }

template <class WriteRow>
TableLines each_row(const FormTable& table, WriteRow write_row) {
  TableLines lines;
  for (int row = 0; row < table.rows; ++row) lines.push_back(write_row(row));
  return lines;
}

}  // namespace

// Cells merged downwards go on as empty cells.
TableLines tab_cells(const FormTable& table) {
  TableLines lines;
  for (int row = 0; row < table.rows; ++row) {
    for (const auto* cell : cells_through(table, row)) lines.push_back("\t" + (cell->row == row ? cell->text : ""));
    if (row + 1 < table.rows) lines.emplace_back();
  }
  return lines;
}

TableLines tab_separated(const FormTable& table) {
  return each_row(table, [&](int row) { return joined(texts_of_row(table, row), "\t"); });
}

TableLines comma_separated(const FormTable& table) {
  return each_row(table, [&](int row) {
    auto texts = texts_of_row(table, row);
    for (auto& text : texts) {
      if (text.find(',') != std::string::npos) text = "\"" + text + "\"";
    }
    return joined(texts, ",");
  });
}

// Merged cells in each place they cover.
TableLines tab_repeated(const FormTable& table) {
  return each_row(table, [&](int row) {
    std::vector<std::string> texts(static_cast<std::size_t>(table.columns));
    for (const auto* cell : cells_through(table, row)) {
      for (int at = 0; at < cell->column_span; ++at) texts[static_cast<std::size_t>(cell->column + at)] = cell->text;
    }
    return joined(texts, "\t");
  });
}

TableLines pipes(const FormTable& table) {
  return each_row(table, [&](int row) { return between_bars(grid_row(table, row)); });
}

// Merged cells once, and blanks at the end of the row instead.
TableLines pipes_padded(const FormTable& table) {
  return each_row(table, [&](int row) {
    std::vector<std::string> texts;
    for (const auto* cell : cells_from(table, row)) texts.push_back(cell->text);
    texts.resize(std::max(texts.size(), static_cast<std::size_t>(table.columns)));
    return between_bars(barless(std::move(texts)));
  });
}

TableLines pipes_open(const FormTable& table) {
  return each_row(table, [&](int row) { return joined(grid_row(table, row), " | ") + " |"; });
}

TableLines pipes_trailing(const FormTable& table) {
  return each_row(table, [&](int row) { return joined(grid_row(table, row), " | ") + " | ||"; });
}

TableLines pipes_spacer(const FormTable& table) {
  const auto spacer = between_bars(std::vector<std::string>(static_cast<std::size_t>(table.columns)));
  TableLines lines;
  for (auto& line : pipes(table)) {
    if (!lines.empty()) lines.push_back(spacer);
    lines.push_back(std::move(line));
  }
  return lines;
}

TableLines pipe_lines(const FormTable& table) {
  TableLines lines;
  for (const auto& cell : table.cells) {
    lines.push_back(cell.text);
    lines.emplace_back("|");
  }
  return lines;
}

// A head of blanks, and merged cells where they begin: blanks for the columns they take, nothing in the rows below.
TableLines markdown_merged(const FormTable& table) {
  const auto columns = static_cast<std::size_t>(table.columns);
  TableLines lines{between_bars(std::vector<std::string>(columns)),
                   between_bars(std::vector<std::string>(columns, "---"))};
  for (int row = 0; row < table.rows; ++row) {
    std::vector<std::string> texts;
    for (const auto* cell : cells_from(table, row)) {
      texts.push_back(cell->text);
      texts.resize(texts.size() + static_cast<std::size_t>(cell->column_span) - 1);
    }
    lines.push_back(between_bars(barless(std::move(texts))));
  }
  return lines;
}

TableLines markdown(const FormTable& table) {
  auto lines = pipes(table);
  const std::vector<std::string> rule(static_cast<std::size_t>(table.columns), "---");
  lines.insert(lines.begin() + 1, "|" + joined(rule, "|") + "|");
  return lines;
}

}  // namespace nianbao::generator
