#include "normalize/issuer/division_table.h"

#include <array>
#include <limits>
#include <utility>

#include "normalize/issuer/fields.h"

namespace nianbao::normalize {
namespace {

constexpr int kEver = std::numeric_limits<int>::max();
constexpr int kFirstDivisionList = 2002;
constexpr int kFirstTownshipList = 2016;
constexpr int kCentury = 2000;    // townships.csv gives years in two digits
constexpr int kPerCounty = 1000;  // codes of townships below a county's
constexpr int kFirstTownshipCode = 100'000'000;

DivisionLevel level_of(int code) {
  if (code >= kFirstTownshipCode) return DivisionLevel::township;
  if (code % 10'000 == 0) return DivisionLevel::province;
  return code % 100 == 0 ? DivisionLevel::prefecture : DivisionLevel::county;
}

int begun(int year, int first_list) { return year <= first_list ? 0 : year; }

}  // namespace

int code_at(const Division& division, DivisionLevel level) {
  if (level > division.level) return 0;
  if (level == DivisionLevel::township) return division.code;
  constexpr std::array<int, 3> kUnits{10'000, 100, 1};
  const int county = division.level == DivisionLevel::township ? division.code / kPerCounty : division.code;
  const int unit = kUnits[std::to_underlying(level)];
  return county / unit * unit;
}

DivisionTable::DivisionTable(std::string_view divisions, std::string_view townships) {
  constexpr std::size_t kBytesOfTownship = 18;
  rows_.reserve(divisions.size() / kBytesOfTownship / 3 + townships.size() / kBytesOfTownship);
  read_divisions(divisions);
  read_townships(townships);
  link();
  build_index();
}

void DivisionTable::read_divisions(std::string_view file) {
  take_field(file, '\n');
  while (!file.empty()) {
    auto line = take_field(file, '\n');
    Division row;
    row.code = number_of(take_field(line, ','), 0);
    row.name = take_field(line, ',');
    take_field(line, ',');  // parent and level: the code says both
    take_field(line, ',');
    row.from = begun(number_of(take_field(line, ','), 0), kFirstDivisionList);
    row.to = number_of(take_field(line, ','), kEver);
    const int successor = number_of(take_field(line, ','), 0);
    row.shorts = take_field(line, ',');
    row.stem = take_field(line, ',');
    row.pinyin = line;
    row.level = level_of(row.code);
    if (row.code == 0 || row.name.empty()) continue;
    rows_.push_back(row);
    successor_codes_.push_back(successor);
  }
}

void DivisionTable::read_townships(std::string_view file) {
  take_field(file, '\n');
  while (!file.empty()) {
    auto line = take_field(file, '\n');
    const auto county = take_field(line, ',');
    while (!line.empty()) read_township(take_field(line, ' '), county);
  }
}

// "005NAME", "005NAME@16-20" or "005NAME@16-20>007"
void DivisionTable::read_township(std::string_view text, std::string_view county) {
  constexpr std::size_t kDigits = 3;
  if (text.size() <= kDigits) return;
  const int county_code = number_of(county, 0);
  Division row{.code = county_code * kPerCounty + number_of(text.substr(0, kDigits), 0),
               .level = DivisionLevel::township,
               .from = 0,
               .to = kEver};
  text.remove_prefix(kDigits);
  auto span = take_field(text, '>');
  int successor = number_of(text, 0);
  if (successor > 0 && successor < kPerCounty) successor += county_code * kPerCounty;
  row.name = take_field(span, '@');
  if (!span.empty()) {
    row.from = begun(number_of(take_field(span, '-'), 0) + kCentury, kFirstTownshipList);
    row.to = span.empty() ? kEver : number_of(span, 0) + kCentury;
  }
  rows_.push_back(row);
  successor_codes_.push_back(successor);
}

// The successor is the first row of its code that ends later.
void DivisionTable::link() {
  for (int row = 0; row < static_cast<int>(rows_.size()); ++row) by_code_.emplace_back((*this)[row].code, row);
  std::ranges::sort(by_code_);
  newest_.resize(rows_.size());
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (successor_codes_[row] == 0) continue;
    int first = -1;
    for (const auto& [code, other] :
         std::ranges::equal_range(by_code_, successor_codes_[row], {}, &std::pair<int, int>::first)) {
      if ((*this)[other].to > rows_[row].to && (first < 0 || (*this)[other].to < (*this)[first].to)) first = other;
    }
    rows_[row].successor = first;
  }
  for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
    int end = row;  // each step ends later than the one before, so there is a last
    while ((*this)[end].successor >= 0) end = (*this)[end].successor;
    newest_[static_cast<std::size_t>(row)] = end;
    by_newest_.emplace_back(end, row);
  }
  std::ranges::sort(by_newest_);
}

void DivisionTable::build_index() {
  names_.reserve(rows_.size() * 5 / 4);
  for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
    const auto& division = (*this)[row];
    names_.add(division.name, row);
    for (auto shorts = division.shorts; !shorts.empty();) names_.add(take_field(shorts, '|'), row);
    if (!division.stem.empty()) stems_.add(division.stem, row);
  }
  names_.seal();
  stems_.seal();
}

int DivisionTable::of_code(int code) const {
  int latest = -1;
  for (const auto& [same, row] : std::ranges::equal_range(by_code_, code, {}, &std::pair<int, int>::first)) {
    if (latest < 0 || (*this)[row].to > (*this)[latest].to) latest = row;
  }
  return latest;
}

int DivisionTable::row_in(int row, int year) const {
  if ((*this)[row].held_in(year)) return row;
  const auto lineage = std::ranges::equal_range(by_newest_, newest(row), {}, &std::pair<int, int>::first);
  for (const auto& [end, other] : lineage) {
    if ((*this)[other].held_in(year)) return other;
  }
  return row;
}

bool DivisionTable::contains(int outer, int inner) const {
  const auto& division = (*this)[outer];
  if (division.level >= (*this)[inner].level) return false;
  if (code_at((*this)[inner], division.level) == division.code) return true;
  return code_at((*this)[newest(inner)], division.level) == (*this)[newest(outer)].code;
}

}  // namespace nianbao::normalize
