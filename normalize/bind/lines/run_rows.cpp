#include "normalize/bind/lines/run_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>

#include "normalize/locate/alignment.h"

namespace nianbao::normalize {
namespace {

constexpr double kLeastMargin = 0.02;
constexpr double kCarriedConfidence = 0.97;
constexpr double kAPiece = 0.002;  // less for each piece of a label: of two readings the shorter

// A line of the form that may stand beside a run.
struct FormLine {
  FormRow row;
  LabelId label = kNoLabel;
  bool group = false;
};

std::vector<FormLine> lines_of(const Template& form) {
  std::vector<FormLine> lines;
  for (int t = 0; t < std::ssize(form.tables); ++t) {
    for (int b = 0; b < std::ssize(form.tables[t].blocks); ++b) {
      const auto& rows = form.tables[t].blocks[b].rows;
      std::vector<LabelId> seen;
      for (int r = 0; r < std::ssize(rows); ++r) {
        if (rows[r].label == kNoLabel) continue;
        for (const auto group : form.tables[t].outline ? rows[r].groups : std::vector<LabelId>{}) {
          if (std::ranges::find(seen, group) == seen.end()) lines.push_back({{t, b, r}, group, true});
          seen.push_back(group);
        }
        lines.push_back({{t, b, r}, rows[r].label});
        seen.push_back(rows[r].label);
      }
    }
  }
  return lines;
}

bool is_part(const RunLabel& part, const RunLabel& whole) {
  return part.cells.size() < whole.cells.size() && std::ranges::includes(whole.cells, part.cells);
}

struct Candidate {
  LabelMatch match;
  RunLabel label;
};

class RunRowBinder {
 public:
  RunRowBinder(const ObservedTable& table, const std::vector<ValueRun>& runs, const Template& form,
               const Vocabulary& vocabulary)
      : table_(table), runs_(runs), form_(form), vocabulary_(vocabulary), lines_(lines_of(form)) {}

  std::vector<RunRow> bind(const std::vector<bool>& taken) {
    PairScores scores(runs_.size(), lines_.size());
    std::vector<std::map<std::size_t, Candidate>> candidates(runs_.size());
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      if (taken[run]) continue;
      candidates[run] = candidates_of(run);
      for (const auto& [line, candidate] : candidates[run]) scores.at(run, line) = candidate.match.score;
    }
    const auto pairings = align(scores);
    std::vector<RunRow> rows(runs_.size());
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      if (pairings[run].other < 0) continue;
      const auto& line = lines_[pairings[run].other];
      auto& candidate = candidates[run].at(pairings[run].other);
      rows[run] = {.form = line.row,
                   .label = std::move(candidate.label),
                   .method = candidate.match.method,
                   .confidence = confidence_of(candidate.match),
                   .ambiguous = pairings[run].margin < kLeastMargin,
                   .group = line.group};
    }
    carry_by_neighbours(rows, taken);
    return rows;
  }

 private:
  int place(const RunRow& row) const {
    const auto found = std::ranges::find_if(
        lines_, [&](const FormLine& line) { return line.row == row.form && line.group == row.group; });
    return static_cast<int>(found - lines_.begin());
  }

  bool same_block(int left, int right) const {
    return left >= 0 && right < std::ssize(lines_) && lines_[left].row.table == lines_[right].row.table &&
           lines_[left].row.block == lines_[right].row.block;
  }

  // The one line of the form the bound neighbours leave room for; -1 where there is none.
  int carried_line(const std::vector<RunRow>& rows, std::size_t run) const {
    const int before = run > 0 && rows[run - 1].bound() ? place(rows[run - 1]) : -1;
    const int after = run + 1 < rows.size() && rows[run + 1].bound() ? place(rows[run + 1]) : -1;
    if (after >= 0 && same_block(after - 1, after)) {
      const bool first = !same_block(after - 2, after);
      return before == after - 2 || (first && before < after - 1) ? after - 1 : -1;
    }
    const bool last = before >= 0 && same_block(before, before + 1) && !same_block(before, before + 2);
    return last ? before + 1 : -1;
  }

  void carry_by_neighbours(std::vector<RunRow>& rows, const std::vector<bool>& taken) const {
    for (std::size_t run = 0; run < rows.size(); ++run) {
      if (rows[run].bound() || taken[run]) continue;
      const auto carried = carried_line(rows, run);
      if (carried < 0) continue;
      const auto& line = lines_[carried];
      for (auto& label : labels_around(table_, runs_, run)) {
        if (is_numbered_otherwise(label.printed, line.label) || holds_another(label, line.label)) continue;
        if (!is_rest(label.printed, line.label)) continue;
        rows[run] = {.form = line.row,
                     .label = std::move(label),
                     .method = Method::position,
                     .confidence = kCarriedConfidence,
                     .group = line.group};
        break;
      }
    }
  }

  // By line of the form. Damaged labels are sought only where no undamaged one is printed, and of undamaged ones that
  // are part of each other the longest counts.
  std::map<std::size_t, Candidate> candidates_of(std::size_t run) const {
    auto labels = labels_around(table_, runs_, run);
    std::erase_if(labels, [&](const RunLabel& label) { return is_two_rows(label) || begins_another(label); });
    std::vector<const RunLabel*> called;
    for (const auto& label : labels) {
      if (form_.called.contains(label.printed.key.key) || form_.called.contains(label.printed.key.core)) {
        called.push_back(&label);
      }
    }
    std::map<std::size_t, Candidate> found;
    for (const auto* label : called) {
      const bool longer = std::ranges::any_of(called, [&](const RunLabel* other) { return is_part(*label, *other); });
      if (!longer) match(*label, found);
    }
    if (!called.empty()) return found;
    for (const auto& label : labels) match(label, found);
    return found;
  }

  PrintedLabel joined(std::span<const int> cells) const {
    PrintedLabel printed;
    for (const auto cell : std::views::reverse(cells)) printed = table_.cell(cell).printed.joined_with(printed);
    return printed;
  }

  // Whether the pieces are damaged only because some do not belong: a part of them names the row as well. That part
  // may be the label of another row, one that has no values.
  bool is_label_of_a_part(const RunLabel& label, LabelId row, const LabelMatch& whole) const {
    const std::span<const int> cells(label.cells);
    for (std::size_t cut = 1; cut < cells.size(); ++cut) {
      for (const auto part : {cells.first(cut), cells.subspan(cut)}) {
        if (match_label(joined(part), row, form_, vocabulary_).score >= whole.score) return true;
      }
    }
    return holds_another(label, row);
  }

  bool names_row(std::span<const int> cells) const {
    const auto called = form_.called.find(joined(cells).key.key);
    return called != form_.called.end() && std::ranges::any_of(lines_, [&](const FormLine& line) {
             return std::ranges::find(called->second, line.label) != called->second.end();
           });
  }

  // Whether the pieces are the labels of two rows: a form may call the lower one by both names together.
  bool is_two_rows(const RunLabel& label) const {
    const std::span<const int> cells(label.cells);
    for (std::size_t cut = 1; cut < cells.size(); ++cut) {
      if (names_row(cells.first(cut)) && names_row(cells.subspan(cut))) return true;
    }
    return false;
  }

  // Whether a piece but the first is the number of an item alone: the item's name stands below it.
  bool begins_another(const RunLabel& label) const {
    return std::ranges::any_of(label.cells | std::views::drop(1), [&](int cell) {
      const auto& key = table_.cell(cell).printed.key;
      return key.key.empty() && !key.number.empty();
    });
  }

  bool is_numbered_otherwise(const PrintedLabel& printed, LabelId row) const {
    const auto number = number_value(printed.key.number);
    const auto meant = form_.labels[row].number;
    return number != 0 && meant != 0 && number != meant;
  }

  // Without the mark behind it a number counts only where it is the row's.
  std::optional<PrintedLabel> numbered(const PrintedLabel& printed, LabelId row) const {
    auto label = printed.numbered();
    return label && number_value(label->key.number) == form_.labels[row].number ? std::move(label) : std::nullopt;
  }

  bool is_rest(const PrintedLabel& printed, LabelId row) const {
    if (is_rest_of(printed, row, form_, vocabulary_)) return true;
    const auto label = numbered(printed, row);
    return label && is_rest_of(*label, row, form_, vocabulary_);
  }

  LabelMatch match_row(const PrintedLabel& printed, LabelId row) const {
    auto match = match_label(printed, row, form_, vocabulary_);
    const auto label = match ? std::nullopt : numbered(printed, row);
    if (label) match = match_label(*label, row, form_, vocabulary_);
    if (match) match.method = label ? Method::fuzzy : match.method;
    return match;
  }

  // Short names differ from others in their number alone.
  bool has_other_number(const RunLabel& label, LabelId row) const {
    constexpr std::size_t kShortName = 3;  // characters
    return label.printed.wide.size() <= kShortName && is_numbered_otherwise(label.printed, row);
  }

  // Whether one of several pieces is by itself the label of another row, damaged or not.
  bool holds_another(const RunLabel& label, LabelId row) const {
    return label.cells.size() > 1 && std::ranges::any_of(label.cells, [&](int cell) {
             const auto& piece = table_.cell(cell).printed;
             return std::ranges::any_of(lines_, [&](const FormLine& line) {
               return line.label != row && (match_label(piece, line.label, form_, vocabulary_) ||
                                            is_rest_of(piece, line.label, form_, vocabulary_));
             });
           });
  }

  void match(const RunLabel& label, std::map<std::size_t, Candidate>& found) const {
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      auto match = match_row(label.printed, lines_[line].label);
      if (!match || has_other_number(label, lines_[line].label)) continue;
      if (match.method == Method::fuzzy && is_label_of_a_part(label, lines_[line].label, match)) continue;
      match.score -= kAPiece * static_cast<double>(label.cells.size());
      auto& best = found[line];
      if (match.score > best.match.score) best = {match, label};
    }
  }

  const ObservedTable& table_;
  const std::vector<ValueRun>& runs_;
  const Template& form_;
  const Vocabulary& vocabulary_;
  std::vector<FormLine> lines_;
};

}  // namespace

std::vector<RunRow> bind_runs(const ObservedTable& table, const std::vector<ValueRun>& runs,
                              const std::vector<bool>& taken, const Template& form, const Vocabulary& vocabulary) {
  return RunRowBinder(table, runs, form, vocabulary).bind(taken);
}

}  // namespace nianbao::normalize
