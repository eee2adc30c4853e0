#include "normalize/issuer/places.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "extract/base/utf8.h"
#include "normalize/issuer/fields.h"
#include "normalize/text/normal_text.h"

namespace nianbao::normalize {
namespace {

constexpr std::size_t kLongestName = 15;     // characters
constexpr std::size_t kLongestText = 6'000;  // bytes looked through: superior bodies are named early

void add(Places& places, const Division& division) {
  if (division.level != DivisionLevel::township) places[std::to_underlying(division.level)].insert(division.code);
}

// Bytes of the longest division's name the text begins with; its divisions are added.
std::size_t add_longest(std::string_view text, const DivisionTable& table, Places& places) {
  std::span<const NameIndex::Entry> longest;
  std::size_t at = 0;
  for (std::size_t length = 0; length < kLongestName && at < text.size(); ++length) {
    at += code_point_at(text, at).size;
    const auto found = table.named(text.substr(0, at));
    if (!found.empty()) longest = found;
  }
  for (const auto& entry : longest) add(places, table[entry.row]);
  return longest.empty() ? 0 : longest.front().name.size();
}

std::string joined(std::string_view syllables) {
  std::string text(syllables);
  std::erase(text, ' ');
  return text;
}

std::string initials(std::string_view syllables) {
  std::string text;
  while (!syllables.empty()) text += take_field(syllables, ' ').front();
  return text;
}

// "gulou", "gulouqu", "guloux" ...
bool is_with_kind(std::string_view label, std::string_view name) {
  constexpr std::array<std::string_view, 9> kKinds{"", "q", "x", "s", "z", "qu", "xian", "shi", "zhou"};
  if (name.empty() || !label.starts_with(name)) return false;
  return std::ranges::find(kKinds, label.substr(name.size())) != kKinds.end();
}

}  // namespace

Places places_in_text(std::string_view text, const DivisionTable& table) {
  const NormalText normal(text.substr(0, kLongestText));
  Places places;
  auto left = normal.view();
  while (!left.empty()) {
    const auto size = add_longest(left, table, places);
    left.remove_prefix(size > 0 ? size : code_point_at(left, 0).size);
  }
  return places;
}

Places places_in_path(std::string_view path, const DivisionTable& table) {
  auto places = places_in_text(path, table);
  while (!path.empty()) {
    auto segment = take_field(path, '/');
    segment = segment.substr(0, segment.find('.'));
    for (const auto& entry : table.of_stem(segment)) add(places, table[entry.row]);
  }
  return places;
}

std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  url.remove_prefix(url.find('@') == std::string_view::npos ? 0 : url.find('@') + 1);
  std::string host(url.substr(0, url.find(':')));
  std::ranges::transform(host, host.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return host;
}

Places HostClues::places_of(std::string_view url, const std::vector<int>& rows) const {
  constexpr std::string_view kGovernment = ".gov.cn";
  const auto host = host_of(url);
  Places places;
  if (!host.ends_with(kGovernment)) return places;
  std::string_view labels(host);
  labels.remove_suffix(kGovernment.size());
  while (!labels.empty()) {
    const auto label = take_field(labels, '.');
    if (const auto* code = words.find("host", label)) places[0].insert(number_of(*code, 0));
    for (const int row : rows) {
      const int county = table.of_code(code_at(table[row], DivisionLevel::county));
      const int prefecture = table.of_code(code_at(table[row], DivisionLevel::prefecture));
      const int province = table.of_code(code_at(table[row], DivisionLevel::province));
      for (const int above : {prefecture, province}) {
        if (above >= 0 && is_with_kind(label, joined(table[above].pinyin))) add(places, table[above]);
      }
      if (county < 0) continue;
      const auto name = joined(table[county].pinyin);
      const int city = prefecture >= 0 ? prefecture : province;
      const auto head = city >= 0 ? initials(table[city].pinyin) : std::string();
      if (is_with_kind(label, name) || is_with_kind(label, head + name) ||
          is_with_kind(label, head + initials(table[county].pinyin))) {
        add(places, table[county]);
      }
    }
  }
  return places;
}

std::vector<int> narrowed(const std::vector<int>& rows, const Places& places, const DivisionTable& table) {
  const auto fitting = [&](const std::vector<int>& some, int level) {
    std::vector<int> fit;
    std::ranges::copy_if(some, std::back_inserter(fit), [&](int row) {
      return places[static_cast<std::size_t>(level)].contains(code_at(table[row], static_cast<DivisionLevel>(level)));
    });
    return fit;
  };
  for (int level = std::to_underlying(DivisionLevel::county); level >= 0; --level) {
    auto fit = fitting(rows, level);
    if (fit.empty()) continue;
    for (int above = level - 1; above >= 0; --above) {
      if (places[static_cast<std::size_t>(above)].empty()) continue;
      fit = fitting(fit, above);
      if (fit.empty()) return rows;
    }
    return fit;
  }
  return rows;
}

}  // namespace nianbao::normalize
