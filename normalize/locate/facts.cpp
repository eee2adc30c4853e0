#include "normalize/locate/facts.h"

#include <algorithm>
#include <array>
#include <set>

#include "extract/base/utf8.h"
#include "normalize/text/normal_text.h"
#include "normalize/text/number.h"

namespace nianbao::normalize {
namespace {

constexpr std::string_view kHidden = "\uFFFC";  // what a mask leaves in place of each character
constexpr std::size_t kLongestSentence = 6000;  // bytes; longer ones are lists without full stops
constexpr std::array<std::string_view, 8> kSentenceEnds{"\u3002", "\uFF01", "\uFF1F", "\uFF1B", "!", "?", ";", "\n"};

// A sentence as the rules see it. A map leads back to the normal text.
class MaskedText {
 public:
  explicit MaskedText(std::string_view normal) : text_(normal), origin_(normal.size() + 1) {
    for (std::size_t at = 0; at < origin_.size(); ++at) origin_[at] = at;
  }

  void apply(const Rule& mask, int report_year) {
    const auto matches = mask.pattern.find_all(text_);
    if (matches.empty()) return;
    MaskedText masked{std::string_view{}};
    masked.origin_.clear();
    std::size_t copied = 0;
    for (const auto& match : matches) {
      const auto year = match.group("year");
      if (!year.empty() && year == std::to_string(report_year)) continue;
      const auto begin = static_cast<std::size_t>(match.whole.data() - text_.data());
      masked.copy(*this, copied, begin);
      masked.hide(*this, begin, begin + match.whole.size());
      copied = begin + match.whole.size();
    }
    masked.copy(*this, copied, text_.size());
    masked.origin_.push_back(origin_.back());
    *this = std::move(masked);
  }

  std::string_view view() const { return text_; }

  // Where a part of the view stands in the normal text.
  std::pair<std::size_t, std::size_t> range_of(std::string_view part) const {
    const auto begin = static_cast<std::size_t>(part.data() - text_.data());
    return {origin_[begin], origin_[begin + part.size()]};
  }

 private:
  void copy(const MaskedText& from, std::size_t begin, std::size_t end) {
    text_.append(from.text_, begin, end - begin);
    origin_.insert(origin_.end(), from.origin_.begin() + static_cast<std::ptrdiff_t>(begin),
                   from.origin_.begin() + static_cast<std::ptrdiff_t>(end));
  }

  void hide(const MaskedText& from, std::size_t begin, std::size_t end) {
    while (begin < end) {
      text_ += kHidden;
      origin_.resize(text_.size(), from.origin_[begin]);
      begin += code_point_at(from.text_, begin).size;
    }
  }

  std::string text_;
  std::vector<std::size_t> origin_;  // one entry for each byte, and one for the end
};

// A sentence of a section, with its place in the section's text.
struct Sentence {
  std::string_view text;
  std::size_t section = 0;
  std::size_t offset = 0;
};

class FactReader {
 public:
  FactReader(Script script, int report_year, const TemplateSet& templates)
      : script_(script), report_year_(report_year), templates_(templates), vocabulary_(templates.vocabulary()) {}

  void read(const Sentence& sentence) {
    if (sentence.text.size() > kLongestSentence) return;
    const NormalText normal(sentence.text, script_);
    const auto candidates = templates_.facts().patterns.candidates(normal.view());
    if (candidates.empty()) return;
    MaskedText masked(normal.view());
    for (const auto& mask : templates_.facts().masks) masked.apply(mask, report_year_);
    const auto first = facts_.size();
    std::set<std::pair<int, std::size_t>> taken;  // one number states one fact of a kind
    for (const auto at : candidates) {
      const auto& rule = templates_.facts().rules[at];
      for (const auto& match : templates_.facts().patterns.find_all(at, masked.view())) {
        auto fact = fact_of(rule, match, masked, normal, sentence);
        if (fact && taken.emplace(rule.fact, fact->number_offset).second) facts_.push_back(std::move(*fact));
      }
    }
    std::ranges::stable_sort(facts_.begin() + static_cast<std::ptrdiff_t>(first), facts_.end(), {},
                             &Fact::number_offset);
  }

  std::vector<Fact> take() { return std::move(facts_); }

 private:
  std::optional<Fact> fact_of(const FactRule& rule, const Match& match, const MaskedText& masked,
                              const NormalText& normal, const Sentence& sentence) const {
    const auto zero = match.group("zero");
    const auto [begin, end] = masked.range_of(zero.empty() ? match.group("n") : zero);
    const auto raw_begin = normal.raw_offset(begin);
    Fact fact{.spec = &templates_.schema().facts[rule.fact],
              .sentence = std::string(sentence.text),
              .rule = rule.id,
              .section = sentence.section,
              .offset = sentence.offset,
              .number_offset = sentence.offset + raw_begin};
    if (!zero.empty()) {
      fact.value = Decimal{};
      fact.method = FactMethod::zero;
      return fact;
    }
    const auto value = number_in(sentence.text.substr(raw_begin, normal.raw_offset(end) - raw_begin));
    if (!value || follows_numeral(normal.view(), begin)) return std::nullopt;
    const bool about = !match.group("about").empty() || !match.group("odd").empty() || !match.group("more").empty();
    fact.method = about ? FactMethod::about : FactMethod::stated;
    if (!match.group("range").empty()) {
      fact.method = FactMethod::range;
      return fact;
    }
    fact.value = in_unit(*value, match, *fact.spec);
    return fact.value ? std::optional(fact) : std::nullopt;
  }

  // The rest of a longer number is none.
  bool follows_numeral(std::string_view text, std::size_t at) const {
    if (at == 0) return false;
    auto before = at - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0U) == 0x80U) --before;
    const auto value = code_point_at(text, before).value;
    return (value >= U'0' && value <= U'9') || value == U'.' || vocabulary_.digits.contains(value) ||
           vocabulary_.digit_powers.contains(value);
  }

  // The raw text is read: a number in which gaps or marks have been normalized away is none, nor is one to be repaired.
  std::optional<Decimal> number_in(std::string_view raw) const {
    const auto cell = read_cell(raw, CellBorders::inferred, vocabulary_);
    if (cell.state == State::number && cell.unit.empty() && cell.repair.empty()) return cell.value;
    const auto numeral = read_chinese_numeral(to_utf32(raw), vocabulary_);
    return numeral ? std::optional(Decimal(*numeral)) : std::nullopt;
  }

  std::optional<Decimal> in_unit(const Decimal& value, const Match& match, const FactSpec& spec) const {
    const auto scale = vocabulary_.read_unit(match.group("scale"));
    const auto printed = vocabulary_.read_unit(match.group("u"));
    const auto target = vocabulary_.read_unit(spec.unit);
    if (!scale || !printed || !target || (printed->has_kind && printed->kind != target->kind)) return std::nullopt;
    return value.shifted(scale->exponent + printed->exponent - target->exponent);
  }

  Script script_;
  int report_year_;
  const TemplateSet& templates_;
  const Vocabulary& vocabulary_;
  std::vector<Fact> facts_;
};

// The next byte behind a mark that ends a sentence; the size of the text where there is none.
std::size_t end_of_sentence(std::string_view text, std::size_t from, std::size_t& next) {
  for (auto at = from; at < text.size(); ++at) {
    for (const auto mark : kSentenceEnds) {
      if (!text.substr(at).starts_with(mark)) continue;
      next = at + mark.size();
      return at;
    }
  }
  next = text.size();
  return text.size();
}

}  // namespace

std::vector<Fact> locate_facts(std::span<const Section> sections, Script script, int report_year,
                               const TemplateSet& templates) {
  FactReader reader(script, report_year, templates);
  for (std::size_t section = 0; section < sections.size(); ++section) {
    for (const auto& range : sections[section].prose) {
      const auto line = std::string_view(sections[section].text).substr(range.begin, range.end - range.begin);
      for (std::size_t at = 0; at < line.size();) {
        auto next = at;
        const auto end = end_of_sentence(line, at, next);
        reader.read({line.substr(at, end - at), section, range.begin + at});
        at = next;
      }
    }
  }
  return reader.take();
}

}  // namespace nianbao::normalize
