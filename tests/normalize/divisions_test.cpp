// Every division of the tables, by its whole name and by its name alone.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "normalize/issuer/division_table.h"
#include "normalize/issuer/issuer_files.h"
#include "normalize/issuer/registry.h"

using namespace nianbao::normalize;

namespace {

const DivisionTable& table() {
  static const DivisionTable kTable(divisions_file(), townships_file());
  return kTable;
}

int year_of(const Division& division) { return std::min(division.to, 2023); }

// The names of what it lies in, as of that year.
std::string names_above(const Division& division, int year) {
  std::string names;
  for (const auto level : {DivisionLevel::province, DivisionLevel::prefecture, DivisionLevel::county}) {
    const int row = table().of_code(code_at(division, level));
    if (level >= division.level || row < 0) continue;
    names += table()[level == DivisionLevel::county ? row : table().row_in(row, year)].name;
  }
  return names;
}

struct Score {
  int right = 0;
  int open = 0;
  int wrong = 0;
};

}  // namespace

TEST_CASE("divisions: every one of county level and above is found by its whole name, none wrongly") {
  Score score;
  for (const auto& division : table().rows()) {
    if (division.level == DivisionLevel::township) continue;
    const int year = year_of(division);
    const auto name = names_above(division, year) + std::string(division.name) + "人民政府";
    const auto issuer = builtin_issuers().resolve({.name = name, .year = year});
    INFO(name << " " << year << " " << issuer.code);
    CHECK((issuer.code.empty() || issuer.code == std::to_string(division.code)));
    (issuer.code.empty() ? score.open : score.right) += 1;
  }
  CHECK(score.right >= 3'770);
  CHECK(score.open <= 15);  // two lists of one year differ, or one name was two divisions' in it
}

TEST_CASE("divisions: every township is found by its county and its name, none wrongly") {
  Score score;
  for (const auto& township : table().rows()) {
    if (township.level != DivisionLevel::township) continue;
    const int year = year_of(township);
    const auto name = names_above(township, year) + std::string(township.name) +
                      (township.name.ends_with("街道") ? "办事处" : "人民政府");
    const auto found = builtin_issuers().resolve({.name = name, .year = year}).township_code;
    if (found.empty()) {
      ++score.open;
    } else {
      ++(found == fmt::format("{:09}", township.code) ? score.right : score.wrong);
      INFO(name << " " << year << " " << found << " for " << township.code);
      CHECK(found == fmt::format("{:09}", township.code));
    }
  }
  CHECK(score.wrong == 0);
  CHECK(score.right >= 45'600);
  CHECK(score.open <= 600);
}

TEST_CASE("divisions: a name that several counties bear has no code alone, and the right one with its prefecture") {
  constexpr int kYear = 2022;
  std::map<std::string_view, std::set<int>> bearers;
  for (const auto& division : table().rows()) {
    if (division.level == DivisionLevel::county && division.held_in(kYear))
      bearers[division.name].insert(division.code);
  }
  int ambiguous = 0;
  for (const auto& [name, codes] : bearers) {
    if (codes.size() < 2) continue;
    ++ambiguous;
    const auto government = std::string(name) + "人民政府";
    INFO(government);
    const auto alone = builtin_issuers().resolve({.name = government, .year = kYear});
    CHECK(alone.code.empty());
    CHECK(alone.candidates.size() >= codes.size());
    for (const int code : codes) {
      const auto& division = table()[table().of_code(code)];
      const auto above = names_above(division, kYear);
      const auto path = above + "/" + std::string(name) + "/2022.html";
      const auto preamble = "根据" + above + "有关要求编制";
      CHECK(builtin_issuers().resolve({.name = above + government, .year = kYear}).code == std::to_string(code));
      CHECK(builtin_issuers().resolve({.name = government, .path = path, .year = kYear}).code == std::to_string(code));
      CHECK(builtin_issuers().resolve({.name = government, .preamble = preamble, .year = kYear}).code ==
            std::to_string(code));
    }
  }
  CHECK(ambiguous >= 25);
}

TEST_CASE("divisions: successors lead to a last row, and codes and years are sound") {
  for (int row = 0; row < static_cast<int>(table().rows().size()); ++row) {
    const auto& division = table()[row];
    CHECK(division.from <= division.to);
    CHECK(table().newest(table().newest(row)) == table().newest(row));
    if (division.successor >= 0) CHECK(table()[division.successor].to > division.to);
  }
  CHECK(table().rows().size() > 49'000);
}

TEST_CASE("divisions: a damaged file gives no rows but those that can be read") {
  const DivisionTable damaged("h\n,,,\n11000x,a,,,,,,,,\n110000,b,,province,2002,,,,,\n\n",
                              "h\n110101,001\n,001a\n110101,002c@x-y>z d");
  CHECK(damaged.named("b").size() == 1);
  CHECK(damaged.named("a").size() == 1);  // of no county: code 1
  CHECK(damaged.named("").empty());
  const DivisionTable empty("", "");
  CHECK(empty.rows().empty());
}
