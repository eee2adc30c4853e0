#include <stdlib.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "export/writers/dta_columns.h"
#include "tests/export/example.h"
#include "tests/export/named_rows.h"
#include "tests/export/read_back.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::exporting;
using namespace nianbao::test;
using normalize::Decimal;

namespace {

constexpr auto kFile = "reports.dta";

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

DtaNumber of(const char* decimal) { return dta_number(Decimal::parse(decimal).value()); }

}  // namespace

TEST_CASE("dta: what pandas reads is what CSV says, whatever the texts") {
  Written written;
  const auto records = hostile_records();
  write_records("csv", records, written);
  write_records("dta", records, written);
  CHECK(written.files == std::vector<std::string>{kFile, "labels_zh.do"});
  check_round_trip(written.folder.path());
}

TEST_CASE("dta: no report, and it is a file all the same") {
  Written written;
  write_records("csv", std::array{failed_record()}, written);
  write_records("dta", std::array{failed_record()}, written);
  check_round_trip(written.folder.path());
}

TEST_CASE("dta: every name and label of the templates is one that Stata takes") {
  const auto dataset = make_dataset(templates().schema());
  const auto variables = dta_variables(table_of(dataset, "reports"), templates().schema());
  CHECK(variables.size() == table_of(dataset, "reports").columns.size());
  const std::regex name("[A-Za-z_][A-Za-z0-9_]{0,31}");
  std::set<std::string> names;
  for (const auto& variable : variables) {
    INFO(variable.name);
    CHECK(std::regex_match(variable.name, name));
    CHECK(names.insert(variable.name).second);
    CHECK(characters(variable.label_en) <= 80);
    CHECK(characters(variable.label_zh) <= 80);
    CHECK_FALSE(variable.label_en.empty());
  }
}

TEST_CASE("dta: words of Stata's own get a line before them, long labels are cut between characters") {
  auto schema = example_schema();
  std::string label;
  for (int i = 0; i < 100; ++i) label += "\xE7\x94\xB2";
  schema.fields[0].name = "if";
  schema.fields[1].name = "str12";
  schema.fields[2].name = "strange";
  schema.fields[0].label_zh = label;
  const auto dataset = make_dataset(schema);
  const auto variables = dta_variables(table_of(dataset, "reports"), schema);
  const auto* last = &variables.back();
  CHECK(last->name == "strange");
  CHECK((last - 1)->name == "_str12");
  CHECK((last - 2)->name == "_if");
  CHECK((last - 2)->label_zh == label.substr(0, 240));
  const TemporaryFolder folder;
  const auto writer = make_writer("dta");
  REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
  CHECK(writer->finish());
}

TEST_CASE("dta: a name Stata does not take is an error, with no report as well") {
  auto schema = example_schema();
  schema.fields[1].name = "2nd";
  const auto dataset = make_dataset(schema);
  const TemporaryFolder folder;
  const auto writer = make_writer("dta");
  REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
  const auto finished = writer->finish();
  REQUIRE_FALSE(finished);
  CHECK(finished.error().code == ErrorCode::output_failed);
  CHECK(finished.error().place == (folder / kFile).string());
  CHECK(names_in(folder).empty());
}

TEST_CASE("dta: a number is exact or missing") {
  CHECK(of("25.1").value == 25.1);
  CHECK(of("-9007199254740992").value == -9007199254740992.0);
  CHECK(of("-9007199254740992").missing == 0);
  CHECK(of("9007199254740993").missing == 'x');
  CHECK(of("1234567890.12345").missing == 0);
  CHECK(of("12345678901.123456").missing == 'x');
  CHECK(dta_number("2023").value == 2023);
  CHECK(dta_number("true").value == 1);
  CHECK(dta_number("").missing == kDtaSystemMissing);
  CHECK(dta_number("about").missing == 't');
}

TEST_CASE("dta: a date is the days since 1960, or missing") {
  CHECK(dta_date("1960-01-01").value == 0);
  CHECK(dta_date("2024-02-29").value == 23435);
  CHECK(dta_date("1959-12-31").value == -1);
  for (const auto* none : {"", "2023-02-29", "2024-13-01", "2024-1-15", "2024-01-15T", "2024/01/15", "x024-01-15"}) {
    INFO(none);
    CHECK(dta_date(none).missing == kDtaSystemMissing);
  }
}

TEST_CASE("dta: a text is cut between characters where it is too long") {
  std::string buffer;
  CHECK(dta_text("a\x01"
                 "b",
                 buffer) == "ab");
  const std::string longest(kDtaLongest, 'x');
  CHECK(dta_text(longest, buffer) == longest);
  std::string han = "x";
  for (int i = 0; i < 700; ++i) han += "\xE7\x94\xB2";
  const auto cut = std::string(dta_text(han, buffer));
  CHECK(cut == han.substr(0, 2041) + "...");
}

TEST_CASE("dta: the same records give the same bytes, in every time zone") {
  Written first;
  Written second;
  write_records("dta", hostile_records(), first);
  const char* known = ::getenv("TZ");
  const std::string zone = known == nullptr ? "" : known;
  ::setenv("TZ", "Asia/Shanghai", 1);
  ::tzset();
  write_records("dta", hostile_records(), second);
  known == nullptr ? ::unsetenv("TZ") : ::setenv("TZ", zone.c_str(), 1);
  ::tzset();
  CHECK(first.read(kFile) == second.read(kFile));
}

TEST_CASE("dta: what cannot be written is output_failed at the file, and nothing is left") {
  const auto dataset = make_dataset(example_schema());
  const auto begun = make_writer("dta")->begin(dataset, {.folder = "/dev/null/folder"});
  REQUIRE_FALSE(begun);
  CHECK(begun.error().code == ErrorCode::output_failed);
  CHECK(begun.error().place == "/dev/null/folder/reports.dta");
  const TemporaryFolder folder;
  // While rows are kept, while they are written, and at the end of that.
  for (const std::size_t bytes : {0, 1000, 20000, 70000}) {
    INFO(bytes);
    CHECK(error_on_full_disk("dta", folder.path(), bytes) == "output_failed " + (folder / kFile).string());
    CHECK(names_in(folder).empty());
  }
  CHECK(error_on_full_disk("dta", folder.path(), 8 << 20).empty());
}

TEST_CASE("dta: a writer that is not finished leaves nothing behind") {
  const TemporaryFolder folder;
  const auto dataset = make_dataset(example_schema());
  {
    const auto writer = make_writer("dta");
    REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
    REQUIRE(writer->add(example_record()));
    CHECK(names_in(folder).empty());
  }
  CHECK(names_in(folder).empty());
}
