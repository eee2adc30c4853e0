#include "normalize/bind/table_binder.h"

#include <algorithm>

#include "normalize/bind/label_blanks.h"

namespace nianbao::normalize {
namespace {

constexpr int kTallestHead = 16;       // rows; a head printed vertically has one character in each
constexpr int kFarthestValues = 4;     // rows below the last one of a head
constexpr double kRowEvidence = 0.01;  // of a row whose values cannot be read

bool is_labelled(const BlockSpec& block) { return block.rows.front().label != kNoLabel; }

Locus locus_of_row(const ObservedTable& table, int row) {
  auto locus = table.table().locus;
  locus.row = row;
  return locus;
}

int label_end(const ObservedTable& table, const BoundRow& bound, int row) {
  if (bound.label_cell >= 0) {
    const auto& source = table.source(bound.label_cell);
    return source.column + source.column_span - 1;
  }
  // A row its neighbours carry: its labels end before the first value.
  for (const auto cell : table.row(row)) {
    const auto& observed = table.cell(cell);
    if (!observed.words && observed.reading.state != State::blank) return table.source(cell).column - 1;
  }
  return -1;
}

// Blank cells may be values: a carried row keeps its label's width only where a neighbour shows it.
int carried_label_end(const ObservedTable& table, std::span<const BoundRow> rows, int row) {
  for (const auto near : {row + 1, row - 1}) {
    if (near < 0 || near >= std::ssize(rows) || rows[near].label_cell < 0) continue;
    return label_end(table, rows[near], near);
  }
  return label_end(table, rows[row], row);
}

bool is_group(const TableSpec& table, LabelId label) {
  return std::ranges::any_of(table.blocks, [&](const BlockSpec& block) {
    return std::ranges::any_of(
        block.rows, [&](const RowSpec& row) { return std::ranges::find(row.groups, label) != row.groups.end(); });
  });
}

bool is_note(const ObservedTable& table, int cell, const BlockSpec& block) {
  return std::ranges::any_of(block.row_notes, [&](LabelId note) { return bool(table.match(cell, note)); });
}

}  // namespace

TableBinding TableBinder::bind(const ObservedTable& table) {
  TableBinding binding;
  const auto rows = bind_rows(table, form_, vocabulary_);
  bind_labelled(table, rows, binding);
  bind_unlabelled(table, rows, binding);
  note_group_rows(table, rows, binding);
  return binding;
}

TablePart& TableBinder::part_of(int form_table, TableBinding& binding) const {
  const auto found = std::ranges::find(binding, form_table, &TablePart::form_table);
  if (found != binding.end()) return *found;
  binding.push_back({.form_table = form_table});
  return binding.back();
}

TableBinder::Head TableBinder::find_head(const ObservedTable& table, RowRange range, BlockId id) {
  auto head = bind_columns(table, range, block(id), form_, vocabulary_);
  if (!head.empty()) {
    earlier_heads_[id] = head;
    return {std::move(head), HeadPlace::same_table};
  }
  const auto earlier = earlier_heads_.find(id);
  if (earlier != earlier_heads_.end()) return {earlier->second, HeadPlace::earlier_table};
  return {std::move(head), HeadPlace::same_table};
}

void TableBinder::bind_labelled(const ObservedTable& table, std::span<const BoundRow> rows, TableBinding& binding) {
  const auto blanks = label_blanks(table, rows, form_);
  int head_begin = 0;
  BlockId current{-1, -1};
  Head head;
  for (int row = 0; row < std::ssize(rows); ++row) {
    const auto& bound = rows[row];
    if (!bound.bound()) continue;
    const BlockId id{bound.form.table, bound.form.block};
    if (id != current) {
      current = id;
      head = find_head(table, {head_begin, row}, id);
      if (head.head.empty()) {
        part_of(id.first, binding)
            .diagnostics.push_back(
                {"table_without_header", "rows of a known table under no known head", locus_of_row(table, row)});
      }
    }
    head_begin = row + 1;
    const auto end = bound.label_cell < 0 ? carried_label_end(table, rows, row) : label_end(table, bound, row);
    add_cells(table, id, head,
              {.row = row,
               .label_end = end + blanks[row].value_or(0),
               .form_row = bound.form.row,
               .method = bound.method,
               .confidence = bound.confidence,
               .fault = bound.ambiguous ? "two rows carry this label"
                        : blanks[row]   ? ""
                                        : "the blanks behind its label are not those it takes elsewhere"},
              binding);
  }
  keep_waiting_head(table, {head_begin, table.rows()});
}

// A page may break between a head and its first row.
void TableBinder::keep_waiting_head(const ObservedTable& table, RowRange free) {
  if (free.empty()) return;
  for (int t = 0; t < std::ssize(form_.tables); ++t) {
    for (int b = 0; b < std::ssize(form_.tables[t].blocks); ++b) {
      const BlockId id{t, b};
      if (!is_labelled(block(id)) || block(id).columns.size() < 2) continue;
      auto head = bind_columns(table, free, block(id), form_, vocabulary_);
      if (head.complete) earlier_heads_[id] = std::move(head);
    }
  }
}

void TableBinder::bind_unlabelled(const ObservedTable& table, std::span<const BoundRow> rows, TableBinding& binding) {
  RowRange free{0, 0};
  for (int row = 0; row <= std::ssize(rows); ++row) {
    const bool ends = row == std::ssize(rows) || rows[row].bound();
    if (!ends) continue;
    free.last = row;
    for (int t = 0; t < std::ssize(form_.tables) && free.last - free.first > 1; ++t) {
      for (int b = 0; b < std::ssize(form_.tables[t].blocks); ++b) {
        if (!is_labelled(form_.tables[t].blocks[b])) bind_unlabelled_block(table, free, {t, b}, binding);
      }
    }
    free.first = row + 1;
  }
}

// The values stand in the row under a head that names every column or, where some names are damaged, in
// the first row without words under a head that names most.
void TableBinder::bind_unlabelled_block(const ObservedTable& table, RowRange free, BlockId id, TableBinding& binding) {
  const auto& spec = block(id);
  const auto has_words = [&](int row) {
    return std::ranges::any_of(table.row(row),
                               [&](int cell) { return table.cell(cell).words && !is_note(table, cell, spec); });
  };
  const auto names_columns = [&](int row) {
    return std::ranges::any_of(table.row(row), [&](int cell) {
      return std::ranges::any_of(spec.printed_order, [&](LabelId label) { return bool(table.match(cell, label)); });
    });
  };
  int at = -1;
  int last_named = -1;
  BoundHead head;
  for (int row = free.first; row < free.last && at < 0; ++row) {
    if (names_columns(row)) {
      last_named = row;
      continue;
    }
    if (last_named < 0 || row - last_named > kFarthestValues) continue;
    head = bind_columns(table, {std::max(free.first, last_named - kTallestHead), row}, spec, form_, vocabulary_);
    const auto named = std::ranges::count_if(head.columns, &BoundColumn::bound);
    if (head.complete || (!has_words(row) && 2 * named > std::ssize(spec.columns))) at = row;
  }
  if (at < 0) return;
  // Rows of values follow each other without words; all but one must be blank.
  const auto is_filled = [&](int row) {
    return std::ranges::any_of(table.row(row), [&](int cell) {
      return table.cell(cell).reading.state != State::blank && !is_note(table, cell, spec);
    });
  };
  int filled_rows = 0;
  int value_row = at;
  for (int row = at; row < free.last && (row == at || !has_words(row)); ++row) {
    if (is_filled(row) && filled_rows++ == 0) value_row = row;
  }
  int notes_end = -1;
  for (const auto cell : table.row(value_row)) {
    const auto& source = table.source(cell);
    if (is_note(table, cell, spec)) notes_end = source.column + source.column_span - 1;
  }
  add_cells(table, id, {head, HeadPlace::same_table},
            {.row = value_row,
             .label_end = notes_end,
             .method = Method::label,
             .confidence = 1,
             .fault = filled_rows > 1 ? "several rows of values stand under one head" : ""},
            binding);
}

void TableBinder::add_cells(const ObservedTable& table, BlockId id, const Head& head, const ValueRow& row,
                            TableBinding& binding) const {
  auto& part = part_of(id.first, binding);
  part.rows.push_back(row.row);
  part.evidence += kRowEvidence * row.confidence;
  auto bound = bind_values(table, block(id), head.head, head.place, row);
  part.asides.insert(bound.asides.begin(), bound.asides.end());
  for (std::size_t i = 0; i < head.head.columns.size(); ++i) {
    const auto& column = head.head.columns[i];
    if (block(id).columns[i].role != ColumnRole::value && column.bound()) part.aside_columns.insert(column.first);
  }
  for (auto& cell : bound.cells) {
    if (cell.state != State::unreadable) part.evidence += cell.confidence;
    part.cells.push_back(std::move(cell));
  }
}

// In an outline a group's name stands in a row of its own, with dashes or blanks where values would be.
void TableBinder::note_group_rows(const ObservedTable& table, std::span<const BoundRow> rows,
                                  TableBinding& binding) const {
  for (auto& part : binding) {
    const auto& spec = form_.tables[part.form_table];
    if (!spec.outline) continue;
    for (int row = 0; row < table.rows(); ++row) {
      const bool named = !rows[row].bound() && std::ranges::any_of(table.row(row), [&](int cell) {
        return std::ranges::any_of(table.cell(cell).matches,
                                   [&](const LabelMatch& match) { return is_group(spec, match.label); });
      });
      if (named) part.group_rows.push_back(row);
    }
  }
}

}  // namespace nianbao::normalize
