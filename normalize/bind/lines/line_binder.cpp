#include "normalize/bind/lines/line_binder.h"

#include <algorithm>
#include <set>

#include "normalize/bind/lines/counted_cells.h"
#include "normalize/bind/lines/line_head.h"
#include "normalize/bind/lines/line_row.h"
#include "normalize/bind/lines/run_rows.h"
#include "normalize/bind/lines/stray_rows.h"
#include "normalize/bind/lines/torn_rows.h"
#include "normalize/bind/lines/values_first.h"

namespace nianbao::normalize {
namespace {

constexpr double kRowEvidence = 0.01;  // of a row whose values cannot be read

// The row of a block without labels, below its head.
struct UnlabelledRow {
  FormRow form;
  BoundHead head;
  std::size_t run = 0;
};

class LineBinder {
 public:
  LineBinder(const ObservedTable& table, const Template& form, const Vocabulary& vocabulary)
      : table_(table),
        form_(form),
        vocabulary_(vocabulary),
        counter_(table, form, vocabulary),
        runs_(value_runs(table, vocabulary)),
        rows_(runs_.size()),
        taken_(runs_.size()) {}

  LineBinding bind() {
    for_each_unlabelled_block([&](int form_table, int block) { find_unlabelled(form_table, block); });
    rows_ = bind_runs(table_, runs_, taken_, form_, vocabulary_);
    fault_shared_labels();
    fault_rows_astray();
    const auto torn = torn_rows(table_, runs_, rows_, taken_, form_);
    for (std::size_t run = 0; run < runs_.size(); ++run) rows_[run].torn = torn[run];
    drops_blanks_ = drops_blanks();
    for (const auto& row : unlabelled_) bind_unlabelled(row);
    std::size_t free = 0;  // the first run no row of the form has claimed
    for (std::size_t run = 0; run < runs_.size();) {
      if (taken_[run]) free = run + 1;
      if (!rows_[run].bound()) {
        ++run;
        continue;
      }
      const auto block = block_at(run);
      bind_block(block, free);
      run = free = block.last;
    }
    if (binding_.used) use_values_around();
    return std::move(binding_);
  }

 private:
  const BlockSpec& spec(int table, int block) const { return form_.tables[table].blocks[block]; }

  // Consecutive rows of one block with the unbound runs between them.
  BlockRuns block_at(std::size_t first) const {
    const auto& form = rows_[first].form;
    BlockRuns block{form.table, form.block, first, first + 1};
    for (auto run = first + 1; run < runs_.size(); ++run) {
      if (taken_[run]) break;
      if (!rows_[run].bound()) continue;
      if (rows_[run].form.table != form.table || rows_[run].form.block != form.block) break;
      block.last = run + 1;
    }
    return block;
  }

  // A word two rows need belongs to one of them, and it cannot be told to which.
  void fault_shared_labels() {
    for (std::size_t run = 1; run < runs_.size(); ++run) {
      auto& here = rows_[run];
      auto& before = rows_[run - 1];
      if (!here.bound() || !before.bound()) continue;
      const bool shared = std::ranges::any_of(here.label.cells, [&](int cell) {
        return std::ranges::find(before.label.cells, cell) != before.label.cells.end();
      });
      if (shared) here.ambiguous = before.ambiguous = true;
    }
  }

  // Where most labels have their values beside them, values below a label may be those of a row whose own is lost.
  void fault_rows_astray() {
    const auto is_above = [](const RunRow& row) { return row.bound() && row.label.placement == Placement::above; };
    const auto above = std::ranges::count_if(rows_, is_above);
    const auto bound = std::ranges::count_if(rows_, &RunRow::bound);
    if (2 * above > bound) return;
    for (auto& row : rows_) row.astray = is_above(row);
  }

  // Whether some row has fewer values than its block has columns of values.
  bool drops_blanks() const {
    if (counter_.knows_blanks()) return false;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const auto& row = rows_[run];
      if (!row.bound() || row.group) continue;
      const auto& columns = spec(row.form.table, row.form.block).columns;
      const auto values = std::ranges::count(columns, ColumnRole::value, &ColumnSpec::role);
      if (runs_[run].size() < values) return true;
    }
    return false;
  }

  bool is_unknown(std::size_t run) const { return run < runs_.size() && !rows_[run].bound() && !taken_[run]; }

  // Words between the run before and the labels of this one.
  std::vector<int> words_before(std::size_t run) const {
    std::set<int> labels;
    if (run > 0) labels.insert(rows_[run - 1].label.cells.begin(), rows_[run - 1].label.cells.end());
    if (run < runs_.size()) labels.insert(rows_[run].label.cells.begin(), rows_[run].label.cells.end());
    const auto begin = run == 0 ? 0 : runs_[run - 1].last;
    const auto end = run == runs_.size() ? static_cast<int>(table_.table().cells.size()) : runs_[run].first;
    std::vector<int> words;
    for (auto cell = begin; cell < end; ++cell) {
      if (table_.cell(cell).words && !labels.contains(cell)) words.push_back(cell);
    }
    return words;
  }

  // The head stands before the first row, or before rows whose labels were not recognised.
  BoundHead find_head(const BlockSpec& block, std::size_t run, std::size_t free) {
    for (auto at = run + 1; at-- > free;) {
      const auto words = words_before(at);
      auto head = bind_line_head(table_, words, block, form_, vocabulary_);
      if (!head.complete) continue;
      for (auto other = free; other <= run; ++other) {
        if (other != at && names_missing_column(words_before(other), head, block)) return {};
      }
      std::ranges::for_each(words, [&](int cell) { use(cell); });
      return head;
    }
    return {};
  }

  // Where a column the head leaves out is named elsewhere, the head is in pieces.
  bool names_missing_column(const std::vector<int>& words, const BoundHead& head, const BlockSpec& block) const {
    return std::ranges::any_of(words, [&](int cell) {
      const auto called = form_.called.find(table_.cell(cell).printed.key.key);
      return called != form_.called.end() && std::ranges::any_of(called->second, [&](LabelId label) {
               const auto column = std::ranges::find(block.columns, label, &ColumnSpec::label);
               return column != block.columns.end() &&
                      std::ranges::find(head.order, column - block.columns.begin()) == head.order.end();
             });
    });
  }

  void bind_block(const BlockRuns& runs, std::size_t free) {
    const auto& block = spec(runs.table, runs.block);
    const auto head = find_head(block, runs.first, free);
    if (!head.complete) {
      part_of(runs.table)
          .diagnostics.push_back({"table_without_header", "rows of a known table under no known head",
                                  table_.source(runs_[runs.first].first).locus});
    }
    if (const auto before = rows_[runs.first].label.cells.front() - 1; head.complete && before >= 0) {
      binding_.counts.closed += counter_.is_closed(before) ? 1 : 0;
    }
    LineRows reader(table_, block, head, drops_blanks_);
    std::vector<CountedRow> counted;
    for (auto run = runs.first; run < runs.last; ++run) {
      if (!rows_[run].bound() || rows_[run].group) continue;
      counted.push_back(counter_.count(rows_[run].form, rows_[run].label.cells.back(), &runs_[run]));
      const auto unknown = is_unknown(run + 1) && !is_unknown(run + 2) ? runs_[run + 1].size() : 0;
      reader.add(runs_[run], rows_[run], {is_unknown(run + 1), unknown}, counted.back());
    }
    if (ValuesFirst(table_, form_, runs_, rows_).stand_before(runs, free, head)) {
      reader.distrust("values may stand before their labels");
      use(runs_[free].first);  // what shows it stays with it
      use(std::min(runs_[runs.last - 1].last, static_cast<int>(table_.table().cells.size()) - 1));
    }
    auto words = words_of(runs, free);
    std::erase_if(words, [&](int cell) { return head.complete && table_.source(cell).row <= head.last_line; });
    for (const auto& stray : stray_rows(table_, words, block, bound_rows(runs), form_)) {
      counted.push_back(counter_.count({runs.table, runs.block, stray.row}, stray.cells.back(), nullptr));
      const auto own = counted.back().own();
      const bool blank = is_blank(stray, runs) || (own && own->size() == head.order.size());
      reader.add_stray(stray.row, blank ? State::blank : State::unreadable);
      std::ranges::for_each(stray.cells, [&](int cell) { use(cell); });
    }
    if (head.complete) binding_.counts.add(CellCounter::check(counted, head.order.size()));
    add(runs.table, reader.read());
    for (auto run = runs.first; run < runs.last; ++run) use_run(run);
  }

  // Where values are printed beside their labels, a label alone in its place has none.
  bool is_blank(const StrayRow& stray, const BlockRuns& runs) const {
    constexpr std::ptrdiff_t kFewestRows = 3;  // that show how values are printed
    if (is_unknown(runs.last)) return false;
    for (auto run = runs.first; run < runs.last; ++run) {
      const auto& row = rows_[run];
      if (!row.bound() || !runs_[run].one_line || row.label.placement == Placement::above) return false;
      const bool above = row.form.row < stray.row && runs_[run].last <= stray.cells.front();
      const bool below = row.form.row > stray.row && row.label.cells.front() > stray.cells.back();
      if (!above && !below) return false;
    }
    return static_cast<std::ptrdiff_t>(runs.last - runs.first) >= kFewestRows;
  }

  std::set<int> bound_rows(const BlockRuns& runs) const {
    std::set<int> rows;
    for (auto run = runs.first; run < runs.last; ++run) {
      if (rows_[run].bound() && !rows_[run].group) rows.insert(rows_[run].form.row);
    }
    return rows;
  }

  // Every word that may belong to the block and is no label of a row.
  std::vector<int> words_of(const BlockRuns& runs, std::size_t free) const {
    std::vector<int> words;
    for (auto run = free; run <= runs.last; ++run) {
      const auto before = words_before(run);
      words.insert(words.end(), before.begin(), before.end());
    }
    return words;
  }

  template <class Visit>
  void for_each_unlabelled_block(Visit visit) const {
    for (int t = 0; t < std::ssize(form_.tables); ++t) {
      for (int b = 0; b < std::ssize(form_.tables[t].blocks); ++b) {
        if (spec(t, b).rows.front().label == kNoLabel) visit(t, b);
      }
    }
  }

  // The only row of such a block has no label: it is the first run below a head that names every column.
  void find_unlabelled(int form_table, int block) {
    std::vector<int> words;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      if (run == 0 || !numbers_columns(table_, runs_[run - 1])) words.clear();
      std::ranges::copy(words_before(run), std::back_inserter(words));
      if (numbers_columns(table_, runs_[run]) || !names_any(words, spec(form_table, block))) continue;
      auto head = bind_line_head(table_, words, spec(form_table, block), form_, vocabulary_);
      if (!head.complete) continue;
      std::ranges::for_each(words, [&](int cell) { use(cell); });
      unlabelled_.push_back({{form_table, block, 0}, std::move(head), run});
      taken_[run] = true;
      return;
    }
  }

  void bind_unlabelled(const UnlabelledRow& row) {
    LineRows reader(table_, spec(row.form.table, row.form.block), row.head, drops_blanks_);
    reader.add(runs_[row.run],
               {.form = row.form, .method = Method::label, .confidence = 1, .torn = rows_[row.run].torn}, {},
               counter_.count(row.form, runs_[row.run].first - 1, &runs_[row.run]));
    add(row.form.table, reader.read());
    use_run(row.run);
  }

  // Heads are damaged here and there, not everywhere: without one sure name it is not worth the search.
  bool names_any(const std::vector<int>& words, const BlockSpec& block) const {
    return std::ranges::any_of(words, [&](int cell) {
      const auto called = form_.called.find(table_.cell(cell).printed.key.key);
      return called != form_.called.end() && std::ranges::any_of(called->second, [&](LabelId label) {
               return std::ranges::find(block.printed_order, label) != block.printed_order.end();
             });
    });
  }

  TablePart& part_of(int form_table) {
    const auto found = std::ranges::find(binding_.parts, form_table, &TablePart::form_table);
    return found != binding_.parts.end() ? *found : binding_.parts.emplace_back(TablePart{.form_table = form_table});
  }

  void add(int form_table, LineRowsReading reading) {
    auto& part = part_of(form_table);
    for (auto& cell : reading.cells) {
      part.evidence += cell.state == State::unreadable ? 0 : cell.confidence;
      part.cells.push_back(std::move(cell));
    }
    for (const auto row : reading.rows) {
      part.evidence += kRowEvidence;
      if (std::ranges::find(part.rows, row) == part.rows.end()) part.rows.push_back(row);
    }
    part.asides.insert(reading.asides.begin(), reading.asides.end());
  }

  void use(int cell) {
    const auto row = table_.source(cell).row;
    if (!binding_.used) binding_.used = RowRange{row, row + 1};
    binding_.used->first = std::min(binding_.used->first, row);
    binding_.used->last = std::max(binding_.used->last, row + 1);
  }

  // Values no row has claimed cast doubt on those beside them, and without them lines may be taken apart otherwise.
  void use_values_around() {
    const auto adjoins = [&](std::size_t run) { return runs_[run].first == runs_[run - 1].last; };
    const auto in_use = [&](std::size_t run) {
      const auto row = table_.source(runs_[run].first).row;
      return binding_.used->first <= row && row < binding_.used->last;
    };
    for (std::size_t run = 1; run < runs_.size(); ++run) {
      if (adjoins(run) && in_use(run - 1)) use(runs_[run].last - 1);
    }
    for (auto run = runs_.size(); run-- > 1;) {
      if (adjoins(run) && in_use(run)) use(runs_[run - 1].first);
    }
  }

  void use_run(std::size_t run) {
    for (auto cell = runs_[run].first; cell < runs_[run].last; ++cell) use(cell);
    std::ranges::for_each(rows_[run].label.cells, [&](int cell) { use(cell); });
    if (!rows_[run].torn) return;
    // What makes it doubtful stays with it.
    if (run > 0) use(runs_[run - 1].last - 1);
    if (run + 1 < runs_.size()) use(runs_[run + 1].first);
  }

  const ObservedTable& table_;
  const Template& form_;
  const Vocabulary& vocabulary_;
  CellCounter counter_;
  std::vector<ValueRun> runs_;
  std::vector<RunRow> rows_;
  std::vector<UnlabelledRow> unlabelled_;
  std::vector<bool> taken_;  // their runs
  bool drops_blanks_ = false;
  LineBinding binding_;
};

}  // namespace

LineBinding bind_lines(const ObservedTable& table, const Template& form, const Vocabulary& vocabulary) {
  return LineBinder(table, form, vocabulary).bind();
}

}  // namespace nianbao::normalize
