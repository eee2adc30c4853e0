// Tables drawn with rules: box drawing of all weights, and "+---+---+" as typed. Where the characters' places tell the
// grid it is exact, spans included; files drawn with other widths still tell it where each line has all its bars.
#include <algorithm>
#include <array>

#include "extract/formats/text/ruled_grid.h"

namespace nianbao::extract {
namespace {

std::vector<RuledLine> run_of(std::span<const Line> lines, std::size_t begin) {
  std::vector<RuledLine> run;
  for (auto at = begin; at < lines.size(); ++at) {
    if (!begins_with_bar(lines[at])) break;
    RuledLine line(lines[at]);
    if (!line.edged()) break;
    run.push_back(std::move(line));
  }
  return run;
}

bool is_drawn(std::span<const RuledLine> run) {
  const auto rules = std::ranges::count_if(run, &RuledLine::rule);
  return rules > 0 && rules < std::ssize(run);
}

// Whether the line rules some columns and leaves others open: cells that go on below.
bool rules_in_part(const RuledLine& line) {
  const auto first = std::ranges::find_if(line.glyphs, &Glyph::is_bar);
  if (line.rule) return std::any_of(first, line.glyphs.end(), [](const Glyph& glyph) { return glyph.arms == kNoArm; });
  return std::ranges::any_of(line.glyphs, [](const Glyph& glyph) {
    return glyph.value >= 0x80 && glyph.is_bar() && (glyph.arms & (kLeft | kRight)) != 0;
  });
}

// Rules that part all of the columns and bars that are as many on each line of a row; nothing else is told.
std::optional<std::vector<TextRow>> read_by_count(std::span<const RuledLine> run) {
  std::vector<std::vector<TextRow>> bands(1);
  for (const auto& line : run) {
    if (rules_in_part(line)) return std::nullopt;
    if (line.rule) {
      if (!bands.back().empty()) bands.emplace_back();
      continue;
    }
    auto cells = line.cells();
    const bool fits = bands.back().empty() || bands.back().front().size() == cells.size();
    if (!fits || cells.empty()) return std::nullopt;
    bands.back().push_back(std::move(cells));
  }
  if (bands.back().empty()) bands.pop_back();
  std::vector<TextRow> rows;
  for (const auto& band : bands) {
    if (bands.size() <= 2 && &band == &bands.back() && are_rows(band, bands.size() == 2))
      std::ranges::copy(band, std::back_inserter(rows));
    else
      rows.push_back(joined(band));
  }
  return rows;
}

TextRows cells_alone(std::span<const RuledLine> run) {
  TextRows cells{.rows_told = false};
  for (const auto& line : run) {
    if (line.rule) continue;
    for (auto& cell : line.cells()) {
      if (!cell.text.empty()) cells.rows.push_back({std::move(cell)});
    }
  }
  return cells;
}

TextRows read_run(std::span<const RuledLine> run) {
  for (const auto measure : {Measure::terminal, Measure::east_asian, Measure::one_each}) {
    if (auto rows = read_ruled_grid(run, measure)) return {.rows = std::move(*rows), .spans_told = true};
  }
  if (auto rows = read_by_count(run)) return {.rows = std::move(*rows)};
  return cells_alone(run);
}

}  // namespace

int score_ruled(std::span<const Line> lines, std::size_t begin) {
  return is_drawn(run_of(lines.first(std::min(lines.size(), begin + kScoredLines)), begin)) ? 100 : 0;
}

std::optional<TextRows> read_ruled(std::span<const Line> lines, std::size_t begin) {
  const auto run = run_of(lines, begin);
  auto table = read_run(run);
  table.end = begin + run.size();
  return table;
}

}  // namespace nianbao::extract
