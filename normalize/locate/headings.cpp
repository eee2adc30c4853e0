#include <algorithm>

#include "extract/base/utf8.h"
#include "normalize/locate/label_match.h"
#include "normalize/locate/sections.h"

namespace nianbao::normalize {
namespace {

constexpr double kLeastScore = 0.55;
constexpr double kSameNumber = 0.3;
constexpr double kOtherNumber = -0.4;
constexpr double kBeforeTitle = -0.3;
constexpr double kListEntry = -0.25;  // the next line is the next heading: a table of contents
constexpr double kNothingBetween = -0.15;
constexpr double kOwnTable = 0.4;       // the section's table follows
constexpr double kStrangeTable = -0.3;  // another section's table follows
constexpr std::size_t kShortName = 3;   // so short a heading needs its number
constexpr double kGluedWords = 0.9;     // a heading at the head of a paragraph

constexpr std::size_t kMostCandidates = 2000;

struct Candidate {
  Heading heading;
  double score = 0;
};

double number_evidence(int printed, int expected) {
  if (printed == 0) return 0;
  return printed == expected ? kSameNumber : kOtherNumber;
}

class HeadingFinder {
 public:
  HeadingFinder(const Flow& flow, const FlowFacts& facts, const Template& form, const Vocabulary& vocabulary)
      : flow_(flow), facts_(facts), form_(form), vocabulary_(vocabulary) {}

  std::vector<Heading> find() {
    for (std::size_t item = 0; item < flow_.items.size(); ++item) {
      if (flow_.items[item].table == nullptr) collect(item);
    }
    mark_list_entries();
    std::erase_if(candidates_, [](const Candidate& candidate) { return candidate.score < kLeastScore; });
    count_tables();
    return best_whole();
  }

 private:
  const Label& label(std::size_t section) const { return form_.labels[form_.sections[section].label]; }

  void collect(std::size_t index) {
    const auto& item = flow_.items[index];
    const PrintedLabel printed(item.key);
    const auto number = numbering(item);
    for (std::size_t section = 0; section < form_.sections.size(); ++section) {
      const auto expected = form_.sections[section].number;
      const auto match = match_label(printed, label(section), vocabulary_);
      if (match && (printed.wide.size() > kShortName || number.value == expected)) {
        add({index, section, item.normal.raw_offset(number.size), item.text.size(), number.printed,
             confidence_of(match)},
            match.score + number_evidence(number.value, expected));
      } else if (number.value == expected) {
        collect_glued(index, section, number);
      }
    }
  }

  struct Numbering {
    int value = 0;
    std::size_t size = 0;  // bytes of the normal text
    std::string printed;
  };

  Numbering numbering(const FlowItem& item) const {
    constexpr std::size_t kHead = 60;  // bytes; room for any numbering
    const auto own = label_key(NormalText(item.text.substr(0, kHead), flow_.script)).number;
    if (own.empty()) return {number_value(NormalText(item.list_label).view()), 0, std::string(item.list_label)};
    // Up to the character the number ends in: what follows may be spaces.
    const auto last = item.normal.raw_offset(own.size() - 1);
    return {number_value(own), own.size(),
            std::string(item.text.substr(0, last + code_point_at(item.text, last).size))};
  }

  // "1. Overview. In the year ..." : only with its number, and only where a mark or a gap ends the heading.
  void collect_glued(std::size_t index, std::size_t section, const Numbering& number) {
    const auto& item = flow_.items[index];
    for (const auto& name : label(section).names) {
      const auto end = glued_end(item, number.size, name.key);
      if (end == 0) continue;
      add({index, section, item.normal.raw_offset(number.size), end, number.printed, kGluedWords},
          kGluedWords + kSameNumber);
      return;
    }
  }

  // The raw offset where the name, read from `at` of the normal text and skipping its marks, ends; 0 when it
  // does not stand there or runs on.
  static std::size_t glued_end(const FlowItem& item, std::size_t at, std::string_view name) {
    const auto text = item.normal.view();
    std::size_t matched = 0;
    while (at < text.size() && matched < name.size()) {
      if (text[at] == name[matched]) {
        ++matched;
        ++at;
      } else if (matched > 0 && text.substr(at).starts_with("\u3001")) {
        at += std::string_view("\u3001").size();
      } else {
        return 0;
      }
    }
    if (matched < name.size() || at >= text.size()) return 0;
    const auto end = item.normal.raw_offset(at);
    const auto last = item.normal.raw_offset(at - 1);
    const bool gap = last + code_point_at(item.text, last).size < end;
    const bool mark = text[at] == ':' || text[at] == '.' || text[at] == ',' || text.substr(at).starts_with("\u3002");
    return gap || mark ? end : 0;
  }

  void add(Heading heading, double score) {
    if (candidates_.size() == kMostCandidates) return;  // no report, and the search is quadratic
    if (heading.item < facts_.body_begin) score += kBeforeTitle;
    candidates_.push_back({std::move(heading), score});
  }

  // An entry of a list of headings is followed at once by the next entry.
  void mark_list_entries() {
    for (auto& candidate : candidates_) {
      const bool entry = std::ranges::any_of(candidates_, [&](const Candidate& next) {
        return next.heading.item == candidate.heading.item + 1 && next.heading.section == candidate.heading.section + 1;
      });
      if (entry) candidate.score += kListEntry;
    }
  }

  // For each item, how many tables of each section, and of any, stand before it.
  void count_tables() {
    tables_before_.assign(form_.sections.size() + 1, std::vector<int>(flow_.items.size() + 1));
    for (std::size_t item = 0; item < flow_.items.size(); ++item) {
      const auto table = facts_.table_sections[item];
      for (std::size_t section = 0; section <= form_.sections.size(); ++section) {
        const bool counts = table != 0 && (section == form_.sections.size() || form_.sections[section].number == table);
        tables_before_[section][item + 1] = tables_before_[section][item] + (counts ? 1 : 0);
      }
    }
  }

  // What stands between a heading and the next one, or the end.
  double content_evidence(const Heading& heading, std::size_t end) const {
    const auto tables = [&](std::size_t section) {
      return tables_before_[section][end] - tables_before_[section][heading.item + 1];
    };
    const auto own = tables(heading.section);
    const auto strange = tables(form_.sections.size()) - own;
    const double nothing = heading.item + 1 == end ? kNothingBetween : 0;
    return nothing + (own > 0 ? kOwnTable : 0) + kStrangeTable * strange;
  }

  std::vector<Heading> best_whole() const {
    std::vector<double> best(candidates_.size());
    std::vector<int> before(candidates_.size(), -1);
    int last = -1;
    double best_total = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const auto& here = candidates_[i];
      for (std::size_t j = 0; j < i; ++j) {
        const auto& there = candidates_[j];
        const bool ordered = there.heading.item < here.heading.item && there.heading.section < here.heading.section;
        if (!ordered) continue;
        const auto sum = best[j] + content_evidence(there.heading, here.heading.item);
        if (sum < best[i]) continue;  // of equals, the later: menus and lists come before the text
        best[i] = sum;
        before[i] = static_cast<int>(j);
      }
      best[i] += here.score;
      const auto total = best[i] + content_evidence(here.heading, flow_.items.size());
      if (total < best_total) continue;
      best_total = total;
      last = static_cast<int>(i);
    }
    std::vector<Heading> headings;
    for (; last >= 0; last = before[last]) headings.push_back(candidates_[last].heading);
    std::ranges::reverse(headings);
    return headings;
  }

  const Flow& flow_;
  const FlowFacts& facts_;
  const Template& form_;
  const Vocabulary& vocabulary_;
  std::vector<Candidate> candidates_;
  std::vector<std::vector<int>> tables_before_;
};

}  // namespace

std::vector<Heading> locate_headings(const Flow& flow, const FlowFacts& facts, const Template& form,
                                     const Vocabulary& vocabulary) {
  return HeadingFinder(flow, facts, form, vocabulary).find();
}

}  // namespace nianbao::normalize
