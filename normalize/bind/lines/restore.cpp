#include "normalize/bind/lines/restore.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <ranges>
#include <set>
#include <span>

#include "normalize/bind/form_choice.h"
#include "normalize/bind/lines/line_binder.h"
#include "normalize/locate/line_table.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kFewestNames = 2;  // of a form, undamaged: fewer make no table

double evidence_of(const LineBinding& binding) {
  double sum = 0;
  for (const auto& part : binding.parts) sum += part.evidence;
  return sum;
}

// How a run of lines is best read: under which pitch, and which of its lines belong to the form.
struct Reading {
  Pitch pitch = Pitch::display;
  RowRange used;
  double evidence = 0;
  CountCheck counts;
};

// Where each line is one piece, nothing stands beside anything and the pitch makes no difference.
bool is_list(const extract::Table& table) { return table.cells.size() <= static_cast<std::size_t>(table.rows); }

// In how many places values begin, end or have their middles, whichever are the fewest: the better a pitch, the fewer.
std::size_t count_edges(const extract::Table& table, const ObservedTable& observed) {
  std::set<int> first;
  std::set<int> last;
  std::set<int> middle;
  for (int cell = 0; cell < std::ssize(table.cells); ++cell) {
    if (observed.cell(cell).words) continue;
    const auto& source = table.cells[cell];
    first.insert(source.column);
    last.insert(source.column + source.column_span);
    middle.insert(source.column + source.column_span / 2);
  }
  return std::min({first.size(), last.size(), middle.size()});
}

bool much_fewer(std::size_t left, std::size_t right) { return 3 * left <= 2 * right; }

constexpr BlankStyle kBlankStyles[] = {
    {.cells = true}, {.cells = true, .covered = true}, {}, {.covered = true},
    {.between = 1},  {.between = 1, .covered = true},
};

bool has_blanks(const Flow& flow, const BlankStyle& style) {
  return std::ranges::any_of(flow.items, [&](const FlowItem& item) {
    const auto [count, cells] = item.blanks_before;
    if (cells != style.cells) return false;
    return cells ? count >= 0 : count > style.between;  // what parts cells tells of them where none is blank, too
  });
}

// Whether blank lines stand between paragraphs as well.
bool parts_paragraphs(const Flow& flow, std::span<const LineRange> ranges) {
  for (std::size_t item = 0; item < flow.items.size(); ++item) {
    const bool in_list =
        std::ranges::any_of(ranges, [&](const LineRange& range) { return range.begin <= item && item <= range.end; });
    if (!in_list && flow.items[item].blanks_before.count != 0) return true;
  }
  return false;
}

// Blank lines may stand for anything, lost cells between them too: they are cells only where every row comes out right,
// several by their blanks, and some row ends without a blank line that may part it from the next.
bool bears_out(const BlankStyle& style, const CountCheck& check) {
  constexpr int kFewestBlanks = 3;  // rows
  constexpr int kRowsALonger = 4;
  if (style.cells) return kRowsALonger * check.longer <= check.blanks + check.closed;
  return check.longer + check.shorter == 0 && check.blanks >= kFewestBlanks && check.closed > 0;
}

Reading best_reading(const Flow& flow, LineRange range, const TemplateSet& templates) {
  constexpr int kAnyYear = 0;
  Reading best;
  std::size_t fewest = std::numeric_limits<std::size_t>::max() / 3;
  for (const auto pitch : {Pitch::display, Pitch::characters}) {
    const auto lines = make_line_table(flow, range, pitch, templates);
    const ObservedTable table(lines, flow.script, kAnyYear, templates.vocabulary());
    const auto edges = count_edges(lines, table);
    // A pitch under which values stand anywhere is not the text's, however much it makes readable.
    if (much_fewer(edges, fewest)) best = {};
    if (much_fewer(fewest, edges)) continue;
    fewest = std::min(fewest, edges);
    for (const auto at : likely_forms(table, templates)) {
      const auto& form = templates.templates()[at];
      if (table.count_called(form) < kFewestNames) continue;
      const auto binding = bind_lines(table, form, templates.vocabulary());
      if (binding.used && evidence_of(binding) > best.evidence) {
        best = {pitch, *binding.used, evidence_of(binding), binding.counts};
      }
    }
    if (is_list(lines)) break;
  }
  return best;
}

// How the lists of the text show their blank cells, if in any way that counting bears out in all their rows.
std::optional<BlankStyle> blank_style(Flow& flow, std::span<const LineRange> ranges, const TemplateSet& templates) {
  for (auto style : kBlankStyles) {
    if (!has_blanks(flow, style)) continue;
    style.below_last = style.cells || !parts_paragraphs(flow, ranges);
    flow.blanks = style;
    CountCheck check;
    for (const auto& range : ranges) check.add(best_reading(flow, range, templates).counts);
    if (bears_out(style, check)) return style;
  }
  return std::nullopt;
}

}  // namespace

void restore_line_tables(Flow& flow, const TemplateSet& templates) {
  const auto ranges = find_line_ranges(flow, templates);
  flow.blanks = blank_style(flow, ranges, templates);
  // From the end: a table takes the place of many items.
  for (const auto& range : std::views::reverse(ranges)) {
    const auto best = best_reading(flow, range, templates);
    if (best.evidence == 0) continue;
    const LineRange kept{range.begin + best.used.first, range.begin + best.used.last};
    set_line_table(flow, kept, make_line_table(flow, kept, best.pitch, templates));
  }
}

}  // namespace nianbao::normalize
