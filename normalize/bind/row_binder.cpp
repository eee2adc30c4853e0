#include "normalize/bind/row_binder.h"

#include <algorithm>

#include "normalize/locate/alignment.h"

namespace nianbao::normalize {
namespace {

constexpr double kLeastMargin = 0.02;
constexpr double kGroupAgrees = 0.05;
constexpr double kGroupDiffers = -0.2;
constexpr double kCarriedConfidence = 0.97;

struct Candidate {
  int cell = -1;
  LabelMatch match;
};

// The labels of a form by the part they play.
struct Roles {
  std::vector<LabelId> columns;  // leaves and groups
  std::vector<LabelId> rows;     // leaves
  std::vector<LabelId> row_groups;
};

Roles roles_of(const Template& form) {
  Roles roles;
  for (const auto& table : form.tables) {
    for (const auto& block : table.blocks) {
      roles.columns.insert(roles.columns.end(), block.printed_order.begin(), block.printed_order.end());
      for (const auto& row : block.rows) {
        roles.rows.push_back(row.label);
        roles.row_groups.insert(roles.row_groups.end(), row.groups.begin(), row.groups.end());
      }
    }
  }
  return roles;
}

bool has_any(const ObservedTable& table, int cell, const std::vector<LabelId>& labels) {
  const auto& matches = table.cell(cell).matches;
  return std::ranges::any_of(matches, [&](const LabelMatch& match) {
    return match.method != Method::fuzzy && std::ranges::find(labels, match.label) != labels.end();
  });
}

// A row of the head names columns, so it carries no values. "Other" and "total" name rows as well and decide
// nothing.
bool is_head_row(const ObservedTable& table, int row, const Roles& roles) {
  return std::ranges::any_of(table.row(row), [&](int cell) {
    return has_any(table, cell, roles.columns) && !has_any(table, cell, roles.rows);
  });
}

// What the groups printed to the left of a label say about it.
double group_evidence(const ObservedTable& table, int row, int label_cell, const RowSpec& spec, const Roles& roles) {
  double evidence = 0;
  for (const auto cell : table.row(row)) {
    if (cell == label_cell) break;
    const bool agrees = std::ranges::any_of(spec.groups, [&](LabelId group) { return bool(table.match(cell, group)); });
    if (agrees)
      evidence += kGroupAgrees;
    else if (has_any(table, cell, roles.row_groups))
      evidence += kGroupDiffers;
  }
  return evidence;
}

class RowBinder {
 public:
  RowBinder(const ObservedTable& table, const Template& form, const Vocabulary& vocabulary)
      : table_(table), form_(form), vocabulary_(vocabulary), roles_(roles_of(form)) {
    for (int t = 0; t < std::ssize(form.tables); ++t) {
      for (int b = 0; b < std::ssize(form.tables[t].blocks); ++b) {
        const auto& rows = form.tables[t].blocks[b].rows;
        for (int r = 0; r < std::ssize(rows); ++r) {
          if (rows[r].label != kNoLabel) form_rows_.push_back({t, b, r});
        }
      }
    }
  }

  std::vector<BoundRow> bind() {
    PairScores scores(table_.rows(), form_rows_.size());
    std::vector<Candidate> candidates(table_.rows() * form_rows_.size());
    for (int row = 0; row < table_.rows(); ++row) {
      if (is_head_row(table_, row, roles_)) continue;
      for (std::size_t j = 0; j < form_rows_.size(); ++j) {
        auto& candidate = candidates[row * form_rows_.size() + j];
        scores.at(row, j) = score(row, spec(j), candidate);
      }
    }
    const auto pairings = align(scores);
    std::vector<BoundRow> rows(table_.rows());
    for (int row = 0; row < table_.rows(); ++row) {
      const auto& pairing = pairings[row];
      if (pairing.other < 0) continue;
      const auto& candidate = candidates[row * form_rows_.size() + pairing.other];
      rows[row] = {.form = form_rows_[pairing.other],
                   .label_cell = candidate.cell,
                   .method = candidate.match.method,
                   .confidence = confidence_of(candidate.match),
                   .ambiguous = pairing.margin < kLeastMargin};
    }
    carry_by_neighbours(rows);
    return rows;
  }

 private:
  const RowSpec& spec(std::size_t j) const {
    const auto& at = form_rows_[j];
    return form_.tables[at.table].blocks[at.block].rows[at.row];
  }

  // A numbered label to the right says that this one is its group, whatever the form knows of it.
  bool has_item_behind(std::span<const int> cells, std::size_t at) const {
    const auto& next = table_.cell(cells[at + 1]);
    return next.words && number_value(next.printed.key.number) != 0;
  }

  // A dump that repeats a merged label in each column it takes: it ends with the last of them.
  bool is_repeated_behind(std::span<const int> cells, std::size_t at) const {
    return table_.cell(cells[at]).words && table_.source(cells[at]).text == table_.source(cells[at + 1]).text;
  }

  // The best cell of the row for this label; the label must have something to its right.
  double score(int row, const RowSpec& spec, Candidate& candidate) const {
    double best = 0;
    const auto cells = table_.row(row);
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      const auto match = table_.match(cells[i], spec.label);
      if (!match || table_.source(cells[i]).row != row || has_item_behind(cells, i)) continue;
      if (is_repeated_behind(cells, i)) continue;
      const auto total = match.score + group_evidence(table_, row, cells[i], spec, roles_);
      if (total <= best) continue;
      best = total;
      candidate = {.cell = cells[i], .match = match};
    }
    return best;
  }

  // Blank, or with characters lost: anything else is a label of its own.
  bool is_damaged(int row) const {
    return std::ranges::none_of(table_.row(row), [&](int cell) {
      if (!table_.cell(cell).words || table_.source(cell).row != row) return false;
      const auto& text = table_.source(cell).text;
      return text.find("\xEF\xBF\xBD") == std::string::npos && text.find('?') == std::string::npos;
    });
  }

  bool has_values(int row) const {
    return std::ranges::any_of(table_.row(row), [&](int cell) {
      return !table_.cell(cell).words && table_.cell(cell).reading.state != State::blank;
    });
  }

  int place(const BoundRow& row) const {
    const auto found = std::ranges::find(form_rows_, row.form);
    return static_cast<int>(found - form_rows_.begin());
  }

  bool same_block(int left, int right) const {
    return form_rows_[left].table == form_rows_[right].table && form_rows_[left].block == form_rows_[right].block;
  }

  // The one row of the form its neighbours leave room for; -1 where there is none.
  int carried_place(const std::vector<BoundRow>& rows, int row) const {
    const bool before = row > 0 && rows[row - 1].bound();
    if (row + 1 < std::ssize(rows) && rows[row + 1].bound()) {
      const auto after = place(rows[row + 1]);
      const bool between = before && place(rows[row - 1]) + 2 == after && same_block(after, after - 1);
      const bool first = !before && row > 0 && is_head_row(table_, row - 1, roles_) && form_rows_[after].row == 1;
      return between || first ? after - 1 : -1;
    }
    const auto size = static_cast<int>(form_rows_.size());
    const auto last = before ? place(rows[row - 1]) + 1 : size;
    if (last >= size || !same_block(last, last - 1)) return -1;
    const bool ends_block = last + 1 == size || !same_block(last, last + 1);
    return ends_block ? last : -1;
  }

  // Such a cell is not the rest of some other label.
  bool is_whole_label(int cell) const {
    return has_any(table_, cell, roles_.rows) || has_any(table_, cell, roles_.row_groups);
  }

  // The cell in which something of the label is left; -1 where there is none.
  int rest_of_label(int row, int form_row) const {
    const auto cells = table_.row(row);
    const auto found = std::ranges::find_if(cells, [&](int cell) {
      return table_.source(cell).row == row && table_.cell(cell).words && !is_whole_label(cell) &&
             is_rest_of(table_.cell(cell).printed, spec(form_row).label, form_, vocabulary_);
    });
    return found == cells.end() ? -1 : *found;
  }

  void carry_by_neighbours(std::vector<BoundRow>& rows) const {
    for (int row = 0; row < std::ssize(rows); ++row) {
      if (rows[row].bound() || !has_values(row) || is_head_row(table_, row, roles_)) continue;
      const auto carried = carried_place(rows, row);
      if (carried < 0) continue;
      const auto rest = rest_of_label(row, carried);
      const bool room_only_behind = row + 1 == std::ssize(rows) || !rows[row + 1].bound();
      if (rest < 0 && (room_only_behind || !is_damaged(row))) continue;
      rows[row] = {.form = form_rows_[carried],
                   .label_cell = rest,
                   .method = Method::position,
                   .confidence = kCarriedConfidence};
    }
  }

  const ObservedTable& table_;
  const Template& form_;
  const Vocabulary& vocabulary_;
  Roles roles_;
  std::vector<FormRow> form_rows_;
};

}  // namespace

std::vector<BoundRow> bind_rows(const ObservedTable& table, const Template& form, const Vocabulary& vocabulary) {
  return RowBinder(table, form, vocabulary).bind();
}

}  // namespace nianbao::normalize
