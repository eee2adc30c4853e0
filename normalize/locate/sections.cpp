#include "normalize/locate/sections.h"

#include <algorithm>

#include "normalize/locate/subheadings.h"

namespace nianbao::normalize {
namespace {

constexpr std::string_view kUnmapped = "unmapped";  // the key of sections no form names
constexpr std::size_t kProseBytes = 75;             // a line this long is a sentence, not a label or a date

void append_table(const extract::Table& table, std::string& text) {
  for (int row = 0; row < table.rows; ++row) {
    bool first = true;
    const extract::Cell* before = nullptr;
    for (int column = 0; column < table.columns; ++column) {
      const auto* cell = table.at(row, column);
      if (cell == nullptr || cell == before) continue;
      before = cell;
      if (!first) text += '\t';
      first = false;
      // A cell is one line here: its own breaks would look like rows.
      if (cell->row == row) std::ranges::replace_copy(cell->text, std::back_inserter(text), '\n', ' ');
    }
    if (!first) text += '\n';
  }
}

class SectionText {
 public:
  SectionText(Section& section, Script script, const Template& form, const Vocabulary& vocabulary)
      : section_(section), script_(script), form_(form), vocabulary_(vocabulary) {}

  void add(const FlowItem& item, std::size_t begin) {
    if (item.furniture) return;
    if (item.table != nullptr) {
      append_table(*item.table, section_.text);
      return;
    }
    const auto rest = item.text.substr(begin);
    if (rest.empty()) return;
    const auto start = section_.text.size();
    if (begin == 0) section_.text += item.list_label;
    section_.text += rest;
    section_.prose.push_back({start, section_.text.size()});
    if (!is_row_label(item))
      locate_subheadings(std::string_view(section_.text).substr(start), start, script_, vocabulary_,
                         section_.subheadings);
    section_.text += '\n';
  }

  // Of a table that lost its grid the labels are left as lines.
  bool is_row_label(const FlowItem& item) const {
    const auto names = [&](LabelId label) {
      return label != kNoLabel && std::ranges::find(form_.labels[label].names, item.key.key, &LabelName::key) !=
                                      form_.labels[label].names.end();
    };
    const auto in_block = [&](const BlockSpec& block) {
      return std::ranges::any_of(
          block.rows, [&](const RowSpec& row) { return names(row.label) || std::ranges::any_of(row.groups, names); });
    };
    return std::ranges::any_of(form_.tables,
                               [&](const TableSpec& table) { return std::ranges::any_of(table.blocks, in_block); });
  }

  void finish() {
    while (section_.text.ends_with('\n')) section_.text.pop_back();
  }

 private:
  Section& section_;
  Script script_;
  const Template& form_;
  const Vocabulary& vocabulary_;
};

bool ends_page(const FlowItem& item, const Vocabulary& vocabulary) {
  return item.table == nullptr && std::ranges::any_of(vocabulary.rules_for("page_end"), [&](const Rule& rule) {
           return rule.pattern.matches(item.normal.view());
         });
}

std::size_t end_of_report(const Flow& flow, std::size_t from, const Vocabulary& vocabulary) {
  for (auto item = from; item < flow.items.size(); ++item) {
    if (ends_page(flow.items[item], vocabulary)) return item;
  }
  return flow.items.size();
}

// The text between the title and the first heading, from its first sentence on: dates, sources and font
// buttons stand there too.
std::optional<Section> preamble(const Flow& flow, std::size_t begin, std::size_t end, const Template& form,
                                const Vocabulary& vocabulary) {
  const auto is_prose = [](const FlowItem& item) {
    return item.table == nullptr && !item.furniture && item.text.size() >= kProseBytes;
  };
  while (begin < end && !is_prose(flow.items[begin])) ++begin;
  if (begin == end) return std::nullopt;
  Section section{.key = "preamble", .confidence = 1, .locus = flow.items[begin].locus};
  SectionText text(section, flow.script, form, vocabulary);
  for (; begin < end; ++begin) text.add(flow.items[begin], 0);
  text.finish();
  return section;
}

std::string_view trimmed_heading(std::string_view text) {
  for (const std::string_view mark : {":", "\uFF1A", "\u3002", " ", "\u3000"}) {
    if (text.ends_with(mark)) text.remove_suffix(mark.size());
  }
  return text;
}

// The marks that part a heading from the text on the same line.
std::size_t skip_marks(std::string_view text, std::size_t at) {
  for (bool found = true; found && at < text.size();) {
    found = false;
    for (const std::string_view mark : {":", "\uFF1A", "\u3002", ".", ",", "\uFF0C", " ", "\u3000", "\u00A0"}) {
      if (!text.substr(at).starts_with(mark)) continue;
      at += mark.size();
      found = true;
    }
  }
  return at;
}

}  // namespace

std::vector<Section> cut_sections(const Flow& flow, const FlowFacts& facts, std::span<const Heading> headings,
                                  const Template& form, const Vocabulary& vocabulary) {
  std::vector<Section> sections;
  // Without any heading all of the text is preamble.
  const auto first = headings.empty() ? end_of_report(flow, facts.body_begin, vocabulary) : headings.front().item;
  if (auto before = preamble(flow, std::min(facts.body_begin, first), first, form, vocabulary)) {
    sections.push_back(std::move(*before));
  }
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const auto& heading = headings[i];
    const auto& item = flow.items[heading.item];
    const bool last = i + 1 == headings.size();
    const auto end = last ? end_of_report(flow, heading.item + 1, vocabulary) : headings[i + 1].item;
    auto& section = sections.emplace_back();
    const auto* known = heading.section == kNoSection ? nullptr : &form.sections[heading.section];
    section.key = known == nullptr ? kUnmapped : known->key;
    section.number = known == nullptr || known->number == 0 ? heading.number : known->number;
    section.printed = heading.printed;
    section.heading = trimmed_heading(item.text.substr(heading.begin, heading.end - heading.begin));
    section.confidence = heading.confidence;
    section.locus = item.locus;
    SectionText text(section, flow.script, form, vocabulary);
    text.add(item, skip_marks(item.text, heading.end));
    for (auto next = heading.item + 1; next < end; ++next) text.add(flow.items[next], 0);
    text.finish();
  }
  return sections;
}

}  // namespace nianbao::normalize
