#include "normalize/locate/title.h"

#include <algorithm>

#include "extract/base/utf8.h"
#include "normalize/text/number.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kFirstLines = 60;     // titles stand among them, menus included
constexpr std::size_t kLongestTitle = 360;  // bytes
constexpr std::size_t kMostLines = 3;       // a title may be broken into

bool matches_any(const std::vector<Rule>& rules, std::string_view normal) {
  return std::ranges::any_of(rules, [&](const Rule& rule) { return rule.pattern.matches(normal); });
}

std::string raw_slice(std::string_view raw, const NormalText& normal, std::string_view part) {
  const auto begin = static_cast<std::size_t>(part.data() - normal.view().data());
  const auto first = normal.raw_offset(begin);
  auto slice = std::string(raw.substr(first, normal.raw_offset(begin + part.size()) - first));
  while (slice.ends_with(' ')) slice.pop_back();
  while (slice.ends_with("\u3000")) slice.resize(slice.size() - std::string_view("\u3000").size());
  return slice;
}

int fullness(const Title& title) { return (title.issuer.empty() ? 0 : 2) + (title.year != 0 ? 1 : 0); }

// The title that ends at this line: alone, or with up to two lines above it where those lead to an agency.
std::optional<Title> title_at(const Flow& flow, std::size_t item, const Vocabulary& vocabulary) {
  std::optional<Title> best;
  std::string text;
  for (std::size_t lines = 0; lines < kMostLines && lines <= item; ++lines) {
    const auto& above = flow.items[item - lines];
    if (above.table != nullptr || above.text.size() + text.size() > kLongestTitle) break;
    text.insert(0, above.text);
    auto title = read_title(text, flow.script, vocabulary);
    if (!title || (best && fullness(*title) <= fullness(*best))) continue;
    // Joined lines must name an agency: a breadcrumb above the title would pass for one otherwise.
    if (lines > 0 && !is_agency(title->issuer, flow.script, vocabulary)) continue;
    best = std::move(title);
  }
  if (best) best->item = item;
  return best;
}

std::optional<Title> title_in_text(const Flow& flow, const Vocabulary& vocabulary) {
  std::optional<Title> best;
  const auto end = std::min(flow.items.size(), kFirstLines);
  for (std::size_t item = 0; item < end; ++item) {
    auto title = title_at(flow, item, vocabulary);
    if (!title || (best && fullness(*title) < fullness(*best))) continue;
    // Of two alike, the later is the document's own and the earlier the site's.
    const bool other_year = best && best->year != 0 && title->year != 0 && title->year != best->year;
    if (best && fullness(*title) == fullness(*best) && other_year) continue;
    // A title that leaves the county out says less.
    if (best && best->issuer.size() > title->issuer.size() && best->issuer.ends_with(title->issuer)) continue;
    best = std::move(title);
    best->source = "title";
  }
  return best;
}

std::optional<Title> title_in_properties(const extract::Document& document, const Flow& flow,
                                         const Vocabulary& vocabulary) {
  std::optional<Title> best;
  for (const auto& property : document.properties) {
    if (!matches_any(vocabulary.rules_for("title_property"), property.name)) continue;
    auto title = read_title(property.value, flow.script, vocabulary);
    if (!title) {
      const NormalText normal(property.value, flow.script);
      for (const auto& rule : vocabulary.rules_for("title_in_property")) {
        const auto match = rule.pattern.search(normal.view());
        if (match)
          title = read_title(raw_slice(property.value, normal, match->group("title")), flow.script, vocabulary);
        if (title) break;
      }
    }
    if (!title || (best && fullness(*title) <= fullness(*best))) continue;
    best = std::move(title);
    best->source = property.name;
  }
  return best;
}

}  // namespace

int read_year(std::string_view normal, const Vocabulary& vocabulary) {
  auto wide = to_utf32(normal);
  std::ranges::replace(wide, U'O', U'\u3007');
  const bool ascii = std::ranges::all_of(wide, [](char32_t c) { return c >= U'0' && c <= U'9'; });
  if (ascii) return wide.size() == 4 ? static_cast<int>(Decimal::parse(normal).value_or(Decimal{}).unscaled()) : 0;
  std::ranges::replace(wide, U'0', U'\u3007');
  const auto value = wide.size() == 4 ? read_chinese_numeral(wide, vocabulary) : std::nullopt;
  return static_cast<int>(value.value_or(0));
}

bool is_agency(std::string_view raw, Script script, const Vocabulary& vocabulary) {
  const NormalText normal(raw, script);
  return matches_any(vocabulary.rules_for("issuer"), normal.view()) &&
         !matches_any(vocabulary.rules_for("not_issuer"), normal.view());
}

std::optional<Title> read_title(std::string_view raw, Script script, const Vocabulary& vocabulary) {
  if (raw.size() > kLongestTitle) return std::nullopt;
  const NormalText normal(raw, script);
  for (const auto& rule : vocabulary.rules_for("title")) {
    const auto match = rule.pattern.search(normal.view());
    if (!match) continue;
    Title title{.text = std::string(raw), .year = read_year(match->group("year"), vocabulary)};
    const auto issuer = match->group("issuer");
    if (!issuer.empty() && !matches_any(vocabulary.rules_for("not_issuer"), issuer)) {
      title.issuer = raw_slice(raw, normal, issuer);
    }
    return title;
  }
  return std::nullopt;
}

std::optional<Title> locate_title(const extract::Document& document, const Flow& flow, const Vocabulary& vocabulary) {
  if (auto title = title_in_text(flow, vocabulary)) return title;
  return title_in_properties(document, flow, vocabulary);
}

}  // namespace nianbao::normalize
