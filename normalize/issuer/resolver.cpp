#include "normalize/issuer/resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "normalize/issuer/places.h"

namespace nianbao::normalize {
namespace {

// Townships are known from the list of 2016 on, which also stands for the year before: of an earlier year another one
// may have had the name.
constexpr int kFirstTownshipYear = 2015;
constexpr int kPerCounty = 1000;

std::string_view to_string(DivisionLevel level) {
  constexpr std::array<std::string_view, 4> kNames{"province", "prefecture", "county", "township"};
  return kNames[std::to_underlying(level)];
}

// Reports appear in the year after theirs, and lists are of a day within a year.
bool is_near(const Division& division, int year) { return division.from - 1 <= year && year - 1 <= division.to; }

bool fits_closely(const Division& division, const Places& places) {
  return std::ranges::any_of(std::array{DivisionLevel::prefecture, DivisionLevel::county}, [&](DivisionLevel level) {
    return places[std::to_underlying(level)].contains(code_at(division, level));
  });
}

}  // namespace

Issuer Resolver::resolve(std::string_view name, const IssuerClues& clues) const {
  if (auto issuer = central(name)) return *issuer;
  if (const auto reading = read_issuer_name(name, table_, words_)) return of_division(*reading, name, clues);
  return unknown(name, clues);
}

std::optional<Issuer> Resolver::central(std::string_view name) const {
  const auto* system = words_.head("system", name);
  const auto* body = words_.find("central", name);
  if (body == nullptr && system != nullptr) body = words_.find("central", name.substr(system->first.size()));
  if (body == nullptr) return std::nullopt;
  const auto* ending = words_.tail("ending", *body);
  return Issuer{.id = fmt::format("central:{}", *body),
                .level = "central",
                .body_type = ending == nullptr ? "department" : std::string(ending->second),
                .method = "name"};
}

Issuer Resolver::unknown(std::string_view name, const IssuerClues& clues) const {
  Issuer issuer{.id = fmt::format("name:{}", name)};
  const auto host = host_of(clues.url);
  issuer.shared = host.empty();
  if (!host.empty()) issuer.id += "@" + host;
  if (const auto* ending = words_.tail("ending", name)) issuer.body_type = ending->second;
  auto division = name;
  if (const auto* government = words_.tail("government", name)) division.remove_suffix(government->first.size());
  const auto* kind = words_.tail("kind", division);
  const bool is_township = kind != nullptr && kind->second == "township";
  if (is_township || issuer.body_type == "street_office") issuer.level = "township";
  if (words_.within("zone", name)) issuer.level = "zone";
  return issuer;
}

// One row for each division, as of that year.
std::vector<int> Resolver::rows_in_year(const std::vector<int>& named, int year) const {
  const auto held = [&](int row) { return year == 0 || is_near(table_[row], year); };
  const bool any_held = std::ranges::any_of(named, held);
  std::map<int, int> by_division;
  for (const int row : named) {
    if (any_held && !held(row)) continue;
    const auto [place, is_new] = by_division.try_emplace(table_.newest(row), row);
    const auto better = [&](int one, int other) {
      if (table_[one].held_in(year) != table_[other].held_in(year)) return table_[one].held_in(year);
      return table_[one].to > table_[other].to;
    };
    if (!is_new && better(row, place->second)) place->second = row;
  }
  std::vector<int> rows;
  for (const auto& [newest, row] : by_division) rows.push_back(held(row) ? row : table_.row_in(row, year));
  return rows;
}

Resolver::Decision Resolver::decide(const NameReading& reading, const IssuerClues& clues) const {
  Decision decision{.rows = rows_in_year(reading.rows, clues.year)};
  auto& rows = decision.rows;
  const bool is_township = table_[rows.front()].level == DivisionLevel::township;
  const bool all_known = !is_township || reading.county_named || clues.year >= kFirstTownshipYear;
  if (rows.size() == 1 && all_known) {
    decision.method = "name";
    return decision;
  }
  if (clues.code != 0) {
    const auto fits = std::ranges::find_if(
        rows, [&](int row) { return table_[row].code == clues.code || table_[table_.newest(row)].code == clues.code; });
    if (fits != rows.end()) return {.rows = {*fits}, .method = "user"};
  }
  const auto settles = [&](const Places& places) {
    rows = narrowed(rows, places, table_);
    return rows.size() == 1 && (all_known || fits_closely(table_[rows.front()], places));
  };
  if (!clues.url.empty() && settles(HostClues{table_, words_}.places_of(clues.url, rows))) {
    decision.method = "url";
  } else if (!clues.path.empty() && settles(places_in_path(clues.path, table_))) {
    decision.method = "path";
  } else if (!clues.preamble.empty() && settles(places_in_text(clues.preamble, table_))) {
    decision.method = "text";
  }
  return decision;
}

std::string Resolver::body_name(const NameReading& reading, int row) const {
  if (!reading.body.name.empty()) return reading.body.name;
  const auto* implied = words_.tail("implied", table_[table_.newest(row)].name);
  return std::string(implied != nullptr ? implied->second : words_.of("government").front().first);
}

// What follows from the one division left.
void Resolver::state(const NameReading& reading, int row, int year, Issuer& issuer) const {
  const auto body = body_name(reading, row);
  const auto today = table_[table_.newest(row)].code;
  issuer.id = fmt::format("{}:{}", today, body);
  issuer.shared = false;
  if (const auto* ending = words_.tail("ending", body); issuer.body_type.empty() && ending != nullptr) {
    issuer.body_type = ending->second;
  }
  const auto& division = table_[row];
  const bool is_township = division.level == DivisionLevel::township;
  const bool has_code = reading.body.of == BodyOf::division ||
                        (reading.body.of == BodyOf::township && division.level == DivisionLevel::county);
  if (!has_code) return;
  int code = division.code;
  if (is_township) {
    const int county = table_.of_code(division.code / kPerCounty);
    code = county < 0 ? 0 : table_[year == 0 ? county : table_.row_in(county, year)].code;
    if (code == 0 || code == division.code / kPerCounty) issuer.township_code = fmt::format("{:09}", division.code);
  }
  if (code != 0) issuer.code = fmt::format("{:06}", code);
}

Issuer Resolver::of_division(const NameReading& reading, std::string_view name, const IssuerClues& clues) const {
  const auto decision = decide(reading, clues);
  auto issuer = unknown(name, clues);
  const auto& body = reading.body;
  issuer.body_type = body.type;
  const auto level = table_[decision.rows.front()].level;
  const bool one_level = std::ranges::all_of(decision.rows, [&](int row) { return table_[row].level == level; });
  issuer.level = body.of == BodyOf::division ? (one_level ? to_string(level) : "") : body.level;
  issuer.method = decision.method;
  if (!decision.method.empty()) {
    state(reading, decision.rows.front(), clues.year, issuer);
    return issuer;
  }
  if (body.of == BodyOf::zone || body.of == BodyOf::beyond) return issuer;
  for (const int row : decision.rows) issuer.candidates.push_back(std::to_string(table_[row].code));
  std::ranges::sort(issuer.candidates);
  return issuer;
}

}  // namespace nianbao::normalize
