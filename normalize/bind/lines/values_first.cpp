#include "normalize/bind/lines/values_first.h"

#include <algorithm>

namespace nianbao::normalize {

bool ValuesFirst::stand_before(const BlockRuns& runs, std::size_t free, const BoundHead& head) const {
  if (rows_[runs.first].label.placement != Placement::above) return false;
  const auto next = runs_[runs.last - 1].last;
  const auto is_name = [&](int cell) { return form_.called.contains(table_.cell(cell).printed.key.key); };
  const bool label_follows = next < std::ssize(table_.table().cells) && table_.cell(next).words && !is_name(next);
  const auto rows = std::ssize(form_.tables[runs.table].blocks[runs.block].rows);
  if (runs.first != free && rows_[runs.last - 1].form.row + 1 < rows) return true;
  const auto first = first_below(head, free, runs.first);
  if (first == runs.first) return label_follows && (rows_[first].form.row > 0 || has_values_in_head(free, first));
  return label_follows || (!fits(runs_[first], runs, head) && !all_fit(runs, head));
}

bool ValuesFirst::all_fit(const BlockRuns& runs, const BoundHead& head) const {
  return std::all_of(runs_.begin() + static_cast<std::ptrdiff_t>(runs.first),
                     runs_.begin() + static_cast<std::ptrdiff_t>(runs.last),
                     [&](const ValueRun& run) { return fits(run, runs, head); });
}

// As many values as columns; remarks behind them are mostly blank.
bool ValuesFirst::fits(const ValueRun& run, const BlockRuns& runs, const BoundHead& head) const {
  const auto& columns = form_.tables[runs.table].blocks[runs.block].columns;
  auto fewest = std::ssize(head.order);
  while (fewest > 0 && columns[head.order[fewest - 1]].role == ColumnRole::aside) --fewest;
  return run.size() == std::ssize(head.order) || run.size() == fewest;
}

std::size_t ValuesFirst::first_below(const BoundHead& head, std::size_t free, std::size_t last) const {
  while (free < last &&
         (table_.source(runs_[free].first).row <= head.last_line || numbers_columns(table_, runs_[free]))) {
    ++free;
  }
  return free;
}

// Unclaimed values above the last names of a head.
bool ValuesFirst::has_values_in_head(std::size_t free, std::size_t first) const {
  while (free < first && numbers_columns(table_, runs_[free])) ++free;
  return free < first;
}

}  // namespace nianbao::normalize
