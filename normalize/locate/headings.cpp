#include <algorithm>

#include "extract/base/utf8.h"
#include "normalize/locate/label_match.h"
#include "normalize/locate/sections.h"

namespace nianbao::normalize {
namespace {

constexpr double kLeastScore = 0.55;
constexpr double kSameNumber = 0.3;
constexpr double kOtherNumber = -0.4;
constexpr double kAnyNumber = 0.15;   // numbered, in a form without fixed numbers
constexpr double kUnknownName = 0.6;  // numbered like a heading, of a name no form knows
constexpr double kKnownWords = 0.8;   // the same, but its words say which section it is
constexpr double kBeforeTitle = -0.3;
constexpr double kListEntry = -0.25;  // the next line is the next heading: a table of contents
constexpr double kNothingBetween = -0.15;
constexpr double kOwnTable = 0.4;             // the section's table follows
constexpr double kStrangeTable = -0.3;        // another section's table follows
constexpr double kNextNumber = 0.1;           // of a free form: the numbers go on
constexpr double kNumberLost = -0.25;         // of a free form: one is left out
constexpr std::size_t kShortName = 3;         // so short a heading needs its number
constexpr double kGluedWords = 0.9;           // a heading at the head of a paragraph
constexpr std::size_t kLongestUnknown = 120;  // bytes; longer lines are sentences

constexpr std::size_t kMostCandidates = 2000;

struct Candidate {
  Heading heading;
  double score = 0;
};

struct Numbering {
  int value = 0;
  std::size_t size = 0;  // bytes of the normal text
  std::string printed;

  // Numerals of ideographs with a mark behind them; brackets and digits number what stands below headings.
  bool is_of_heading() const {
    const NormalText normal(printed);
    return value != 0 && static_cast<unsigned char>(normal.view().front()) >= 0x80 && !normal.view().ends_with(')');
  }
};

// The lines that may be headings, each with what speaks for it alone.
class CandidateFinder {
 public:
  CandidateFinder(const Flow& flow, const FlowFacts& facts, const Template& form, const Vocabulary& vocabulary)
      : flow_(flow), facts_(facts), form_(form), vocabulary_(vocabulary) {}

  std::vector<Candidate> find() {
    for (std::size_t item = 0; item < flow_.items.size(); ++item) {
      if (flow_.items[item].table == nullptr && !flow_.items[item].furniture) collect(item);
    }
    mark_list_entries();
    std::erase_if(candidates_, [](const Candidate& candidate) { return candidate.score < kLeastScore; });
    return std::move(candidates_);
  }

 private:
  const Label& label(int section) const { return form_.labels[form_.sections[section].label]; }
  bool is_free() const { return form_.order == SectionOrder::free; }

  double number_evidence(int printed, int section) const {
    if (printed == 0) return 0;
    if (is_free()) return kAnyNumber;
    return printed == form_.sections[section].number ? kSameNumber : kOtherNumber;
  }

  // Whether the printed number may stand before this section's heading.
  bool is_expected(const Numbering& number, int section) const {
    return number.value != 0 && (is_free() || number.value == form_.sections[section].number);
  }

  void collect(std::size_t index) {
    const auto& item = flow_.items[index];
    const PrintedLabel printed(item.key);
    const auto number = numbering(item);
    if (is_free() && number.value != 0 && !number.is_of_heading()) return;
    bool known = false;
    for (int section = 0; section < std::ssize(form_.sections); ++section) {
      const auto match = match_label(printed, form_.sections[section].label, form_, vocabulary_);
      const bool sure = !is_free() || number.value != 0 || match.method != Method::fuzzy;
      if (match && sure && (printed.wide.size() > kShortName || is_expected(number, section))) {
        add({index, section, number.value, item.normal.raw_offset(number.size), item.text.size(), number.printed,
             confidence_of(match)},
            match.score + number_evidence(number.value, section));
        known = true;
      } else if (is_expected(number, section)) {
        known = collect_glued(index, section, number) || known;
      }
    }
    if (is_free() && !known) number.value == 0 ? collect_annex(index) : collect_unknown(index, number);
  }

  // "Eight, staff and funds": numbered as headings are, short, and no sentence.
  void collect_unknown(std::size_t index, const Numbering& number) {
    const auto& item = flow_.items[index];
    const auto is_sentence = item.normal.view().find_first_of(";:") != std::string_view::npos ||
                             item.normal.view().find("\u3002") != std::string_view::npos;
    if (is_sentence || item.text.size() > kLongestUnknown) return;
    const auto section = section_by_words(item.normal.view().substr(number.size));
    const auto score = section == kNoSection ? kUnknownName : kKnownWords;
    add({index, section, number.value, item.normal.raw_offset(number.size), item.text.size(), number.printed, score},
        score);
  }

  void collect_annex(std::size_t index) {
    const auto& item = flow_.items[index];
    const auto& rules = vocabulary_.rules_for("annex_heading");
    if (std::ranges::none_of(rules, [&](const Rule& rule) { return rule.pattern.matches(item.normal.view()); })) return;
    add({index, kNoSection, 0, 0, item.text.size(), {}, kUnknownName}, kUnknownName);
  }

  // What a heading in words of its own speaks of.
  int section_by_words(std::string_view words) const {
    for (const auto& rule : vocabulary_.rules_for("heading")) {
      if (!rule.pattern.matches(words)) continue;
      const auto found = std::ranges::find(form_.sections, rule.id, &SectionSpec::key);
      return found == form_.sections.end() ? kNoSection : static_cast<int>(found - form_.sections.begin());
    }
    return kNoSection;
  }

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
  bool collect_glued(std::size_t index, int section, const Numbering& number) {
    const auto& item = flow_.items[index];
    for (const auto& name : label(section).names) {
      const auto end = glued_end(item, number.size, name.key);
      if (end == 0) continue;
      add({index, section, number.value, item.normal.raw_offset(number.size), end, number.printed, kGluedWords},
          kGluedWords + number_evidence(number.value, section));
      return true;
    }
    return false;
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

  bool is_next(const Heading& heading, const Heading& next) const {
    if (next.item != heading.item + 1) return false;
    return is_free() ? next.number == heading.number + 1 : next.section == heading.section + 1;
  }

  // An entry of a list of headings is followed at once by the next entry.
  void mark_list_entries() {
    for (auto& candidate : candidates_) {
      const bool entry = std::ranges::any_of(
          candidates_, [&](const Candidate& next) { return is_next(candidate.heading, next.heading); });
      if (entry) candidate.score += kListEntry;
    }
  }

  const Flow& flow_;
  const FlowFacts& facts_;
  const Template& form_;
  const Vocabulary& vocabulary_;
  std::vector<Candidate> candidates_;
};

// The best chain of candidates as a whole.
class ChainFinder {
 public:
  ChainFinder(const Flow& flow, const FlowFacts& facts, const Template& form, std::vector<Candidate> candidates)
      : flow_(flow), facts_(facts), form_(form), candidates_(std::move(candidates)) {
    count_tables();
  }

  LocatedHeadings find() const {
    std::vector<double> best(candidates_.size());
    std::vector<int> before(candidates_.size(), -1);
    int last = -1;
    double best_total = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const auto& here = candidates_[i];
      for (std::size_t j = 0; j < i; ++j) {
        const auto& there = candidates_[j];
        if (!may_follow(there.heading, here.heading)) continue;
        const auto sum = best[j] + content_evidence(there.heading, here.heading.item) +
                         sequence_evidence(there.heading, here.heading);
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
    LocatedHeadings located{.score = best_total};
    for (; last >= 0; last = before[last]) located.headings.push_back(candidates_[last].heading);
    std::ranges::reverse(located.headings);
    return located;
  }

 private:
  bool is_free() const { return form_.order == SectionOrder::free; }

  bool may_follow(const Heading& there, const Heading& here) const {
    if (there.item >= here.item) return false;
    if (!is_free()) return there.section < here.section;
    return there.number == 0 || here.number == 0 || there.number < here.number;
  }

  double sequence_evidence(const Heading& there, const Heading& here) const {
    if (!is_free() || there.number == 0 || here.number == 0) return 0;
    return here.number == there.number + 1 ? kNextNumber : kNumberLost;
  }

  // For each section, and for all tables that have one, how many tables stand before each item.
  void count_tables() {
    tables_before_.assign(form_.sections.size() + 1, std::vector<int>(flow_.items.size() + 1));
    for (std::size_t item = 0; item < flow_.items.size(); ++item) {
      const auto key = facts_.table_sections[item];
      for (std::size_t section = 0; section <= form_.sections.size(); ++section) {
        const bool counts = !key.empty() && (section == form_.sections.size() || form_.sections[section].key == key);
        tables_before_[section][item + 1] = tables_before_[section][item] + (counts ? 1 : 0);
      }
    }
  }

  // What stands between a heading and the next one, or the end.
  double content_evidence(const Heading& heading, std::size_t end) const {
    const auto tables = [&](std::size_t section) {
      return tables_before_[section][end] - tables_before_[section][heading.item + 1];
    };
    const auto own = heading.section == kNoSection ? 0 : tables(static_cast<std::size_t>(heading.section));
    const auto strange = tables(form_.sections.size()) - own;
    const double nothing = heading.item + 1 == end ? kNothingBetween : 0;
    return nothing + (own > 0 ? kOwnTable : 0) + kStrangeTable * strange;
  }

  const Flow& flow_;
  const FlowFacts& facts_;
  const Template& form_;
  std::vector<Candidate> candidates_;
  std::vector<std::vector<int>> tables_before_;
};

}  // namespace

LocatedHeadings locate_headings(const Flow& flow, const FlowFacts& facts, const Template& form,
                                const Vocabulary& vocabulary) {
  auto candidates = CandidateFinder(flow, facts, form, vocabulary).find();
  return ChainFinder(flow, facts, form, std::move(candidates)).find();
}

}  // namespace nianbao::normalize
