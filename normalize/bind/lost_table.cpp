#include "normalize/bind/lost_table.h"

#include <algorithm>
#include <set>
#include <string>

#include "normalize/text/number.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kFewestLabels = 3;
constexpr std::size_t kShare = 3;  // one label in so many must stand in the text

// A line of a flattened table holds a label, alone or with its values behind it.
std::set<std::string, std::less<>> line_labels(const Flow& flow) {
  std::set<std::string, std::less<>> labels;
  for (const auto& item : flow.items) {
    if (item.table != nullptr) continue;
    std::string_view key = item.key.key;
    while (!key.empty() && key.back() >= '0' && key.back() <= '9') key.remove_suffix(1);
    if (!key.empty()) labels.emplace(key);
  }
  return labels;
}

std::set<LabelId> identifying_labels(const TableSpec& table) {
  std::set<LabelId> labels;
  for (const auto& block : table.blocks) {
    for (const auto& row : block.rows) {
      if (row.label != kNoLabel) labels.insert(row.label);
    }
    for (const auto& column : block.columns) labels.insert(column.label);
  }
  return labels;
}

// The share of the table's labels that stand in lines of the text; 0 where they are too few to tell.
double share_of_labels(const FormTable& table, const std::set<std::string, std::less<>>& lines) {
  const auto labels = identifying_labels(table.spec());
  const auto found = static_cast<std::size_t>(std::ranges::count_if(labels, [&](LabelId label) {
    return std::ranges::any_of(table.form->labels[label].names,
                               [&](const LabelName& name) { return lines.contains(name.key); });
  }));
  if (found < kFewestLabels || found < labels.size() / kShare) return 0;
  return static_cast<double>(found) / static_cast<double>(labels.size());
}

// Tables of one section, and all annexes, stand for each other.
bool same_place(const TableSpec& left, const TableSpec& right) {
  return left.section.empty() && right.section.empty() ? true : left.prefix == right.prefix;
}

void mark(const FormTable& table, std::string_view note, std::vector<Field>& fields) {
  for (const auto& block : table.spec().blocks) {
    for (const auto field : block.fields) {
      if (field < 0 || fields[field].state != State::absent) continue;
      fields[field].state = State::unreadable;
      fields[field].template_id = table.form->info.id;
      fields[field].note = note;
    }
  }
}

// Lines of a text that are figures and nothing else.
std::size_t count_figures(std::string_view text, const Vocabulary& vocabulary) {
  std::size_t figures = 0;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    figures += read_cell(line, CellBorders::inferred, vocabulary).state == State::number ? 1 : 0;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return figures;
}

std::size_t count_fields(const TableSpec& table) {
  std::size_t count = 0;
  for (const auto& block : table.blocks) {
    count += static_cast<std::size_t>(std::ranges::count_if(block.fields, [](int field) { return field >= 0; }));
  }
  return count;
}

}  // namespace

std::vector<FormTable> mark_lost_tables(const Flow& flow, const TemplateSet& templates,
                                        std::span<const FormTable> found, std::vector<Field>& fields,
                                        std::vector<Diagnostic>& diagnostics) {
  struct Lost {
    FormTable table;
    double share = 0;
  };
  const auto lines = line_labels(flow);
  std::vector<Lost> lost;
  for (const auto& form : templates.templates()) {
    for (int at = 0; at < std::ssize(form.tables); ++at) {
      const FormTable table{&form, at};
      const auto share = share_of_labels(table, lines);
      const auto stands = [&](const FormTable& other) { return same_place(other.spec(), table.spec()); };
      if (share == 0 || std::ranges::any_of(found, stands)) continue;
      const auto rival = std::ranges::find_if(lost, [&](const Lost& each) { return stands(each.table); });
      if (rival == lost.end())
        lost.push_back({table, share});
      else if (rival->share < share)
        *rival = {table, share};
    }
  }
  std::vector<FormTable> tables;
  for (const auto& each : lost) {
    mark(each.table, "the labels of its table stand in the text without a grid", fields);
    diagnostics.push_back({"table_lost_its_grid", each.table.spec().prefix, {}});
    tables.push_back(each.table);
  }
  return tables;
}

void mark_lost_figures(const FormTable& table, std::span<const Section> sections, const Vocabulary& vocabulary,
                       std::vector<Field>& fields, std::vector<Diagnostic>& diagnostics) {
  if (table.spec().section.empty()) return;
  const auto section = std::ranges::find(sections, table.spec().section, &Section::key);
  if (section == sections.end()) return;
  const auto fewest = std::max(kFewestLabels, count_fields(table.spec()) / kShare);
  if (count_figures(section->text, vocabulary) < fewest) return;
  mark(table, "figures stand in its section without a grid", fields);
  diagnostics.push_back({"table_lost_its_grid", table.spec().prefix, section->locus});
}

}  // namespace nianbao::normalize
