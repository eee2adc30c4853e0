#include "tests/generator/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace nianbao::generator {
namespace {

using normalize::State;

std::vector<int> plain_rows(const FormTable& table) {
  std::vector<int> rows;
  for (int row = 0; row < table.rows; ++row) {
    if (is_plain_row(table, row)) rows.push_back(row);
  }
  return rows;
}

class Making {
 public:
  Making(const normalize::TemplateSet& templates, const Combination& combination, std::uint64_t seed)
      : templates_(templates), combination_(combination), random_(seed) {}

  Report make() {
    const auto& form = *combination_.form;
    const auto wording = local_wording(form, templates_.vocabulary(), random_);
    const auto values = draw_values(templates_, form, random_);
    printed_ = Printer(templates_, form, combination_.dialect->keeps_blanks).print(values, random_);
    auto tables = lay_out(templates_, form, texts(), wording.labels);
    for (auto& table : tables) vary(table);
    auto draft = compose(form, tables, wording);
    const auto& damage = *combination_.damage;
    if (damage.on_draft != nullptr) damage.on_draft(draft, {templates_.vocabulary(), random_});
    auto lines = combination_.dialect->write(draft);
    if (damage.on_lines != nullptr) damage.on_lines(lines, random_);
    return {.bytes = combination_.dialect->assemble(lines), .cells = cells(), .sections = sections(draft, lines)};
  }

 private:
  Figures texts() const {
    Figures figures;
    for (const auto& [field, figure] : printed_) figures[field] = figure.text;
    return figures;
  }

  // Some places add a row to the form, some leave one out where they have nothing to put there.
  void vary(FormTable& table) {
    const auto rows = plain_rows(table);
    if (rows.empty()) return;
    if (random_.chance(0.05)) {
      add_local_row(table, random_.pick(rows), random_);
    } else if (random_.chance(0.05)) {
      const auto row = random_.pick(rows);
      if (!has_nothing(table, row)) return;
      for (const auto& field : leave_out_row(table, row)) printed_[field] = {.state = State::absent};
    }
  }

  bool has_nothing(const FormTable& table, int row) const {
    return std::ranges::all_of(cells_from(table, row), [&](const FormCell* cell) {
      if (cell->field.empty()) return true;
      const auto& figure = printed_.at(cell->field);
      return figure.state != State::number || figure.value == "0";
    });
  }

  std::vector<CellTruth> cells() const {
    std::vector<CellTruth> cells;
    for (const auto& table : combination_.form->tables) {
      for (const auto& block : table.blocks) {
        for (const auto field : block.fields) {
          if (field < 0) continue;
          const auto& name = templates_.schema().fields[static_cast<std::size_t>(field)].name;
          const auto& figure = printed_.at(name);
          cells.push_back({name, figure.state, figure.value});
        }
      }
    }
    return cells;
  }

  static std::vector<SectionTruth> sections(const Draft& draft, const Lines& lines) {
    std::set<std::size_t> present;
    for (const auto& line : lines) {
      if (!line.text.empty()) present.insert(line.piece);
    }
    std::vector<SectionTruth> sections;
    for (const auto at : present) {
      const auto& piece = draft[at];
      if (piece.kind == PieceKind::heading && !piece.text.empty()) sections.push_back({piece.section, piece.text});
    }
    return sections;
  }

  const normalize::TemplateSet& templates_;
  const Combination& combination_;
  Random random_;
  PrintedFigures printed_;
};

}  // namespace

Report make_report(const normalize::TemplateSet& templates, const Combination& combination, std::uint64_t seed,
                   std::uint64_t index) {
  const auto name = fmt::format("{} {} {}", combination.form->info.id, combination.dialect->id, combination.damage->id);
  auto report = Making(templates, combination, seed_from(seed, index, name)).make();
  report.name = fmt::format("{:06}{}", index, combination.dialect->extension);
  return report;
}

}  // namespace nianbao::generator
