// Properties over generated reports: undamaged ones are read exactly; of damaged ones any cell may be lost,
// but no number is ever wrong.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <functional>
#include <string>
#include <vector>

#include "extract/base/utf8.h"
#include "tests/generator/dialects/dialect.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::generator;
using namespace nianbao::test;
using normalize::State;

namespace {

int below(Random& random, std::size_t bound) { return static_cast<int>(random.below(bound)); }

// Figures that tell cells apart: hardly two are alike. Some are blank, but not at the ends of rows: where a
// dump fills rows up with blanks, those could not be told from filling.
Figures some_figures(const normalize::Template& form, Random& random) {
  Figures figures;
  for (const auto& table : form.tables) {
    for (const auto& block : table.blocks) {
      for (std::size_t i = 0; i < block.fields.size(); ++i) {
        if (block.fields[i] < 0) continue;
        const auto last = std::ranges::find_if(block.columns.rbegin(), block.columns.rend(), [](const auto& column) {
          return column.role == normalize::ColumnRole::value;
        });
        const bool ends_row = &block.columns[i % block.columns.size()] == &*last;
        const auto& name = templates().schema().fields[block.fields[i]].name;
        if (ends_row || below(random, 5) > 0) figures[name] = std::to_string(below(random, 100'000));
      }
    }
  }
  return figures;
}

const std::vector<std::string> kShapes{"html", "tab_cells", "pipes", "pipes_padded", "box"};

std::string written(const normalize::Template& form, const std::vector<FormTable>& tables, const std::string& shape) {
  return generator::written(compose(form, tables, official_wording(form)), *find_dialect(shape));
}

// Neighbouring columns of values may come in another order: their heads move with them. Only where no head above
// reaches over one of the two alone.
void exchange_columns(FormTable& table, Random& random) {
  const auto left = below(random, table.columns - 1);
  const auto ends_at_left = [&](const FormCell& cell) {
    return cell.column_span > 1 && (cell.column == left + 1 || cell.column + cell.column_span == left + 1);
  };
  const auto is_label = [&](const FormCell& cell) {
    return cell.field.empty() && cell.row + 1 == table.rows && cell.column <= left &&
           left < cell.column + cell.column_span;
  };
  if (std::ranges::any_of(table.cells, ends_at_left) || std::ranges::any_of(table.cells, is_label)) return;
  for (auto& cell : table.cells) {
    if (cell.column_span > 1) continue;
    if (cell.column == left)
      cell.column = left + 1;
    else if (cell.column == left + 1)
      cell.column = left;
  }
  sort_cells(table);
}

std::string labels_of_row(const FormTable& table, int row) {
  std::string labels;
  for (const auto& cell : table.cells) {
    const bool running_number = cell.text.find_first_not_of("0123456789") == std::string::npos;
    if (cell.row == row && cell.field.empty() && !running_number) labels += cell.text + "\n";
  }
  return labels;
}

// Rows of one name under two others change places without a trace, as their values would.
void exchange_rows(FormTable& table, Random& random) {
  const auto upper = below(random, table.rows);
  const auto lower = below(random, table.rows);
  if (labels_of_row(table, upper) == labels_of_row(table, lower)) return;
  for (auto& cell : table.cells) {
    if (cell.row_span > 1) continue;
    if (cell.row == upper)
      cell.row = lower;
    else if (cell.row == lower)
      cell.row = upper;
  }
  sort_cells(table);
}

// Two cells that change places leave no trace, so that is not among the damages.
using Damage = void (*)(FormTable&, Random&);

FormCell& any_cell(FormTable& table, Random& random) { return table.cells[below(random, table.cells.size())]; }

void lose_cell(FormTable& table, Random& random) {
  table.cells.erase(table.cells.begin() + below(random, table.cells.size()));
}

void lose_row(FormTable& table, Random& random) {
  const auto row = below(random, table.rows);
  std::erase_if(table.cells, [&](const FormCell& cell) { return cell.row == row && cell.row_span == 1; });
}

void lose_label(FormTable& table, Random& random) {
  auto& cell = any_cell(table, random);
  if (cell.field.empty()) cell.text.clear();
}

// "Ten thousand yuan" without its ten thousand is yuan: what is left is as true a unit as what was there.
void lose_characters(FormTable& table, Random& random) {
  constexpr std::size_t kCharacter = 3;  // bytes of an ideograph
  auto& cell = any_cell(table, random);
  if (!cell.field.empty() || cell.text.size() < 2 * kCharacter) return;
  const auto at = kCharacter * below(random, cell.text.size() / kCharacter);
  if (cell.text.compare(at, 2 * kCharacter, "万元") != 0) cell.text.erase(at, kCharacter);
}

void mistake_character(FormTable& table, Random& random) {
  auto& cell = any_cell(table, random);
  auto text = to_utf32(cell.text);
  if (!cell.field.empty() || text.empty()) return;
  auto& character = text[below(random, text.size())];
  const auto alike = templates().vocabulary().confusable.find(character);
  if (alike == templates().vocabulary().confusable.end()) return;
  character = alike->second[below(random, alike->second.size())];
  cell.text.clear();
  for (const auto c : text) append_utf8(cell.text, c);
}

void mistake_digits(FormTable& table, Random& random) {
  for (auto& cell : table.cells) {
    if (cell.field.empty() || below(random, 4) > 0) continue;
    std::ranges::replace(cell.text, '0', 'O');
    std::ranges::replace(cell.text, '1', random.chance(0.5) ? 'l' : 'I');
  }
}

void part_digits(FormTable& table, Random& random) {
  for (auto& cell : table.cells) {
    if (cell.field.empty() || cell.text.size() < 2 || below(random, 4) > 0) continue;
    cell.text.insert(1 + below(random, cell.text.size() - 1), 1, ' ');
  }
}

void lose_span(FormTable& table, Random& random) {
  auto& cell = any_cell(table, random);
  (random.chance(0.5) ? cell.row_span : cell.column_span) = 1;
}

void repeat_row(FormTable& table, Random& random) {
  const auto row = below(random, table.rows);
  for (auto& cell : table.cells) {
    if (cell.row > row) ++cell.row;
  }
  std::vector<FormCell> copies;
  for (const auto& cell : table.cells) {
    if (cell.row == row && cell.row_span == 1) copies.push_back(cell);
  }
  for (auto& copy : copies) ++copy.row;
  table.cells.insert(table.cells.end(), copies.begin(), copies.end());
  sort_cells(table);
  ++table.rows;
}

void add_cell(FormTable& table, Random& random) {
  auto added = any_cell(table, random);
  added.text = "7777777";
  added.field.clear();
  table.cells.insert(table.cells.begin() + below(random, table.cells.size()), added);
}

void add_blank_cell(FormTable& table, Random& random) {
  auto added = any_cell(table, random);
  added.text.clear();
  added.field.clear();
  added.row_span = 1;
  added.column_span = 1;
  table.cells.insert(table.cells.begin() + below(random, table.cells.size()), added);
}

void swap_labels(FormTable& table, Random& random) {
  auto& first = any_cell(table, random);
  auto& second = any_cell(table, random);
  // Garbled, not exchanged: a label that is another one's would be the truth of its row.
  if (first.field.empty() && second.field.empty()) first.text += second.text;
}

// A grid written out whole has room for one cell only at each place. Where rows are filled up to one width,
// a value lost from the small table of section two leaves what a blank last value does: nobody can tell.
bool makes_sense(Damage damage, const std::string& shape, std::size_t table) {
  if (damage == add_cell || damage == add_blank_cell) return shape != "pipes" && shape != "box";
  return damage != lose_cell || shape != "pipes_padded" || table != 0;
}

struct NamedDamage {
  const char* name;
  Damage apply;
};

const std::vector<NamedDamage> kDamages{
    {"a cell lost", lose_cell},
    {"a row lost", lose_row},
    {"a label lost", lose_label},
    {"characters lost", lose_characters},
    {"a character mistaken", mistake_character},
    {"digits mistaken", mistake_digits},
    {"digits parted", part_digits},
    {"a span lost", lose_span},
    {"a row repeated", repeat_row},
    {"a cell added", add_cell},
    {"a label garbled", swap_labels},
    {"a blank cell added", add_blank_cell},
    {"columns exchanged", exchange_columns},
    {"rows exchanged", exchange_rows},
};

std::string wrong_numbers(const normalize::Report& report, const Figures& figures) {
  std::string wrong;
  for (const auto& field : report.fields) {
    if (field.state != State::number) continue;
    const auto truth = figures.find(field.spec->name);
    const auto expected = truth == figures.end() ? std::string("blank") : truth->second;
    if (field.value->to_string() != expected) {
      wrong += field.spec->name + " read " + field.value->to_string() + " for " + expected + " by " +
               std::string(to_string(field.method)) + "\n";
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("undamaged reports are read exactly in every shape") {
  for (const auto& form : templates().templates()) {
    for (unsigned seed = 1; seed <= 10; ++seed) {
      Random random(seed);
      const auto figures = some_figures(form, random);
      const auto tables = lay_out(templates(), form, figures);
      for (const auto& shape : kShapes) {
        INFO(form.info.id << " " << shape << " seed " << seed);
        const auto report = report_of(written(form, tables, shape));
        for (const auto& field : report.fields) {
          INFO(field.spec->name << " " << field.note);
          const auto truth = figures.find(field.spec->name);
          CHECK(value_of(report, field.spec->name) == (truth == figures.end() ? "" : truth->second));
        }
        CHECK(report.templates == std::vector{form.info.id});
        CHECK(report.unmapped.empty());
      }
    }
  }
}

// A drawing whose lines or characters are lost or doubled. Figures themselves are left alone.
void damage_drawing(std::string& text, Random& random) {
  const auto begin = text.find("┌");
  auto at = begin + below(random, static_cast<int>(text.size() - begin));
  if (below(random, 2) == 0) {
    const auto line = text.rfind('\n', at) + 1;
    const auto size = text.find('\n', at) + 1 - line;
    if (below(random, 2) == 0)
      text.erase(line, size);
    else
      text.insert(line, text.substr(line, size));
    return;
  }
  while (at < text.size() && (text[at] == '\n' || std::isdigit(static_cast<unsigned char>(text[at])) != 0 ||
                              (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80))
    ++at;
  auto end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  if (below(random, 2) == 0)
    text.erase(at, end - at);
  else
    text.insert(at, text.substr(at, end - at));
}

TEST_CASE("damaged drawings may lose numbers, never change them") {
  int read = 0;
  for (const auto& form : templates().templates()) {
    for (unsigned seed = 1; seed <= 30; ++seed) {
      Random random(seed);
      const auto figures = some_figures(form, random);
      auto text = written(form, lay_out(templates(), form, figures), "box");
      for (unsigned count = 0; count <= seed % 4; ++count) damage_drawing(text, random);
      const auto report = report_of(text);
      INFO(form.info.id << ", seed " << seed << "\n" << text);
      CHECK(wrong_numbers(report, figures) == "");
      read += static_cast<int>(std::ranges::count(report.fields, State::number, &normalize::Field::state));
    }
  }
  CHECK(read > 500);
}

// The newest form is tried harder; the others share its code and have tables of their own shapes.
TEST_CASE("damaged reports may lose numbers, never change them") {
  for (const auto& form : templates().templates()) {
    const unsigned seeds = &form == &templates().templates().front() ? 25 : 8;
    for (const auto& damage : kDamages) {
      for (const auto& shape : kShapes) {
        for (unsigned seed = 1; seed <= seeds; ++seed) {
          Random random(seed);
          const auto figures = some_figures(form, random);
          auto tables = lay_out(templates(), form, figures);
          for (std::size_t i = 0; i < tables.size(); ++i) {
            if (makes_sense(damage.apply, shape, i)) damage.apply(tables[i], random);
          }
          const auto report = report_of(written(form, tables, shape));
          INFO(form.info.id << ", " << damage.name << ", " << shape << ", seed " << seed);
          CHECK(wrong_numbers(report, figures) == "");
        }
      }
    }
  }
}
