#include "normalize/locate/identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "extract/base/utf8.h"
#include "normalize/locate/title.h"
#include "normalize/text/number.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kLastLines = 4;  // a signature stands among them
constexpr std::size_t kQuote = 300;    // bytes of a line kept as evidence

std::string quoted(std::string_view text) {
  if (text.size() <= kQuote) return std::string(text);
  auto end = kQuote;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end));
}

// A day or month, in digits or numerals.
int small_number(std::string_view text, const Vocabulary& vocabulary) {
  if (const auto value = Decimal::parse(text)) return static_cast<int>(value->unscaled());
  return static_cast<int>(read_chinese_numeral(to_utf32(text), vocabulary).value_or(0));
}

std::string iso_date(int year, int month, int day) {
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return {};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2 && day == 29 && !leap) return {};
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string date_of(const Match& match, std::string_view y, std::string_view m, std::string_view d,
                    const Vocabulary& vocabulary) {
  const auto year = read_year(match.group(y), vocabulary);
  return year == 0 ? std::string{}
                   : iso_date(year, small_number(match.group(m), vocabulary), small_number(match.group(d), vocabulary));
}

class IdentityFinder {
 public:
  IdentityFinder(const extract::Document& document, const Flow& flow, const Vocabulary& vocabulary)
      : document_(document), flow_(flow), vocabulary_(vocabulary) {}

  LocatedIdentity find() {
    find_title();
    find_period();
    settle_year();
    find_published();
    find_notice();
    find_scope();
    return std::move(found_);
  }

 private:
  Identity& identity() { return found_.identity; }
  const std::vector<Rule>& rules(std::string_view purpose) const { return vocabulary_.rules_for(purpose); }

  void find_title() {
    const auto title = locate_title(document_, flow_, vocabulary_);
    if (title) {
      identity().title = {title->text, title->source, title->text};
      if (!title->issuer.empty()) identity().issuer = {title->issuer, title->source, title->text};
      title_year_ = title->year;
      if (title->source == "title") found_.body_begin = title->item + 1;
    }
    if (identity().issuer.value.empty()) find_labelled_issuer();
  }

  // Only where the title names nobody: the publisher is not always the issuer.
  void find_labelled_issuer() {
    for (const auto& property : document_.properties) {
      const bool names = std::ranges::any_of(rules("issuer_property"),
                                             [&](const Rule& rule) { return rule.pattern.matches(property.name); });
      if (!names || !is_agency(property.value, flow_.script, vocabulary_)) continue;
      identity().issuer = {property.value, property.name, property.value};
      return;
    }
    for (const auto& item : flow_.items) {
      if (item.table != nullptr ? issuer_in_pairs(*item.table) : issuer_in_line(item.text)) return;
    }
  }

  bool take_issuer(std::string_view raw, std::string_view quote) {
    if (!is_agency(raw, flow_.script, vocabulary_)) return false;
    identity().issuer = {std::string(raw), "label", quoted(quote)};
    return true;
  }

  bool issuer_in_line(std::string_view line) {
    constexpr std::string_view kGaps = " \t";
    for (auto rest = line; !rest.empty();) {
      const auto end = std::min(rest.find_first_of(kGaps), rest.size());
      const auto piece = rest.substr(0, end);
      const NormalText normal(piece, flow_.script);
      for (const auto& rule : rules("issuer_label")) {
        const auto match = rule.pattern.search(normal.view());
        if (!match || match->group("issuer").empty()) continue;
        const auto begin =
            normal.raw_offset(static_cast<std::size_t>(match->group("issuer").data() - normal.view().data()));
        if (take_issuer(piece.substr(begin), line)) return true;
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
  }

  // Metadata tables hold a label and its value in neighbouring cells.
  bool issuer_in_pairs(const extract::Table& table) {
    for (std::size_t i = 0; i + 1 < table.cells.size(); ++i) {
      const auto& value = table.cells[i + 1];
      if (value.row != table.cells[i].row) continue;
      const NormalText label(table.cells[i].text, flow_.script);
      for (const auto& rule : rules("issuer_label")) {
        const auto match = rule.pattern.search(label.view());
        if (match && match->group("issuer").empty() && take_issuer(value.text, table.cells[i].text + " " + value.text))
          return true;
      }
    }
    return false;
  }

  // The rules' order is that of trust, so each goes over the whole text before the next.
  void find_period() {
    for (const auto& rule : rules("period")) {
      for (const auto& item : flow_.items) {
        if (item.table != nullptr) continue;
        const auto match = rule.pattern.search(item.normal.view());
        if (!match) continue;
        const auto start = date_of(*match, "y1", "m1", "d1", vocabulary_);
        const bool own_end = !match->group("y2").empty();
        const auto end = date_of(*match, own_end ? "y2" : "y1", "m2", "d2", vocabulary_);
        if (start.empty() || (!end.empty() && end < start)) continue;
        identity().period_start = {start, rule.id, quoted(item.text)};
        if (!end.empty()) identity().period_end = {end, rule.id, quoted(item.text)};
        period_year_ = read_year(match->group("y1"), vocabulary_);
        if (own_end && period_year_ != read_year(match->group("y2"), vocabulary_)) period_year_ = 0;
        return;
      }
    }
  }

  void settle_year() {
    if (title_year_ != 0) {
      identity().report_year = {std::to_string(title_year_), identity().title.source, identity().title.quote};
      if (period_year_ != 0 && period_year_ != title_year_) {
        found_.diagnostics.push_back(
            {"year_conflict",
             fmt::format("the title says {}, the statistics period {}", title_year_, period_year_),
             {}});
      }
    } else if (period_year_ != 0) {
      identity().report_year = {std::to_string(period_year_), "period", identity().period_start.quote};
    }
  }

  void find_published() {
    if (!published_in_properties() && !published_in_text()) find_signature();
  }

  bool published_in_properties() {
    for (const auto& property : document_.properties) {
      const bool dated = std::ranges::any_of(rules("published_property"),
                                             [&](const Rule& rule) { return rule.pattern.matches(property.name); });
      if (dated && take_published(property.value, "published_value", property.name)) return true;
    }
    return false;
  }

  bool published_in_text() {
    for (const auto& item : flow_.items) {
      if (item.table == nullptr) {
        if (item.text.size() <= kQuote && take_published(item.text, "published", "label")) return true;
        continue;
      }
      const auto& cells = item.table->cells;
      for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        if (cells[i].row != cells[i + 1].row || cells[i + 1].text.size() > kQuote || cells[i].text.size() > kQuote)
          continue;
        if (take_published(cells[i].text + cells[i + 1].text, "published", "label")) return true;
      }
    }
    return false;
  }

  bool take_published(std::string_view text, std::string_view purpose, std::string_view source) {
    const NormalText normal(text, flow_.script);
    for (const auto& rule : rules(purpose)) {
      const auto match = rule.pattern.search(normal.view());
      const auto date = match ? date_of(*match, "y", "m", "d", vocabulary_) : std::string{};
      if (date.empty()) continue;
      identity().published = {date, std::string(source), quoted(text)};
      return true;
    }
    return false;
  }

  // The date under the text, where nothing else dates it.
  void find_signature() {
    std::size_t lines = 0;
    for (auto item = flow_.items.rbegin(); item != flow_.items.rend() && lines < kLastLines; ++item) {
      if (item->table != nullptr) continue;
      ++lines;
      if (take_published(item->text, "signed", "signature")) return;
    }
  }

  void find_notice() {
    for (const auto& item : flow_.items) {
      if (item.table != nullptr) continue;
      for (const auto& rule : rules("cited_notice")) {
        const auto match = rule.pattern.search(item.normal.view());
        if (!match) continue;
        const auto notice = match->group("notice");
        const auto begin = static_cast<std::size_t>(notice.data() - item.normal.view().data());
        const auto first = item.normal.raw_offset(begin);
        const auto raw = item.text.substr(first, item.normal.raw_offset(begin + notice.size()) - first);
        identity().cited_notice = {std::string(raw), "text", quoted(item.text)};
        return;
      }
    }
  }

  void find_scope() {
    for (const auto& [purpose, value] : {std::pair{"scope_aggregated", "aggregated"}, std::pair{"scope_own", "own"}}) {
      for (const auto& item : flow_.items) {
        if (item.table != nullptr) continue;
        for (const auto& rule : rules(purpose)) {
          if (!rule.pattern.matches(item.normal.view())) continue;
          identity().scope = {value, "text", quoted(item.text)};
          return;
        }
      }
    }
  }

  const extract::Document& document_;
  const Flow& flow_;
  const Vocabulary& vocabulary_;
  LocatedIdentity found_;
  int title_year_ = 0;
  int period_year_ = 0;
};

}  // namespace

LocatedIdentity locate_identity(const extract::Document& document, const Flow& flow, const Vocabulary& vocabulary) {
  return IdentityFinder(document, flow, vocabulary).find();
}

}  // namespace nianbao::normalize
