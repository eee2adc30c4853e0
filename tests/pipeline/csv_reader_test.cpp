// CSV as spreadsheets write it, and what is none.
#include "pipeline/csv_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::test;
using pipeline::CsvReader;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// The columns a, b and, where there is one, c. What is wrong comes as the last row.
Rows rows_of(const std::string& bytes) {
  const TemporaryFolder folder;
  write_file(folder / "x.csv", bytes);
  auto reader = CsvReader::open(folder / "x.csv", {{.name = "a"}, {.name = "b"}, {.name = "c", .required = false}});
  const auto told = [&](const Error& error) {
    return std::vector{error.place.substr(folder.path().string().size() + 1), error.detail};
  };
  if (!reader) return {told(reader.error())};
  Rows rows;
  auto more = reader->next();
  for (; more && *more; more = reader->next()) {
    rows.push_back({std::string((*reader)[0]), std::string((*reader)[1]), std::string((*reader)[2])});
  }
  if (!more) rows.push_back(told(more.error()));
  return rows;
}

}  // namespace

TEST_CASE("CSV columns are found by name, in any order and among others") {
  CHECK(rows_of("a,b,c\n1,2,3\n") == Rows{{"1", "2", "3"}});
  CHECK(rows_of("c,other,b,a\n3,x,2,1\n6,x,5,4\n") == Rows{{"1", "2", "3"}, {"4", "5", "6"}});
  CHECK(rows_of("b,a\n2,1\n") == Rows{{"1", "2", ""}});
}

TEST_CASE("CSV may have a byte order mark, CRLF, empty lines and no last line end") {
  CHECK(rows_of("\xEF\xBB\xBF"
                "a,b\r\n1,2\r\n\r\n3,\r\n,4") == Rows{{"1", "2", ""}, {"3", "", ""}, {"", "4", ""}});
  CHECK(rows_of("\xEF\xBB\xBF\"a\",\"b\"\n\n\"1\",\"2\"\n") == Rows{{"1", "2", ""}});
  CHECK(rows_of("a,b\n").empty());
}

TEST_CASE("quoted CSV values hold commas, quotes and line ends") {
  CHECK(rows_of("a,b\n\"1,\"\"x\"\"\",\"\"\n\"\"\"\",\"两\r\n行\"\n3,4\n") ==
        Rows{{"1,\"x\"", "", ""}, {"\"", "两\r\n行", ""}, {"3", "4", ""}});
}

TEST_CASE("what is no CSV is told with its line") {
  CHECK(rows_of("") == Rows{{"x.csv:1", "no column is named a"}});
  CHECK(rows_of("a,x\n1,2\n") == Rows{{"x.csv:1", "no column is named b"}});
  CHECK(rows_of("a,b,a\n1,2,3\n") == Rows{{"x.csv:1", "two columns are named a"}});
  CHECK(rows_of("a,b\n1,2\n3\n").back() == Rows{{"x.csv:3", "the row has 1 values, the header 2"}}.front());
  CHECK(rows_of("a,b\n1,2,3\n") == Rows{{"x.csv:2", "the row has 3 values, the header 2"}});
  CHECK(rows_of("a,b\n\"1\n\n\",2\n3,4,5\n").back()[0] == "x.csv:5");
  CHECK(rows_of("a,b\n1,2\n\"3,4\n5,6\n").back() == Rows{{"x.csv:3", "a quote is not closed"}}.front());
  CHECK(rows_of("a,b\n\"1\"2,3\n") == Rows{{"x.csv:2", "a quoted value goes on after its last quote"}});
  CHECK(rows_of("a,b\n1\"2\",3\n") == Rows{{"x.csv:2", "a quote stands in a value that does not begin with one"}});
  CHECK(rows_of("a,b\n\xD6\xD0,3\n") == Rows{{"x.csv:2", "this is not UTF-8"}});
}

TEST_CASE("a CSV file that is not there or a folder is told") {
  const TemporaryFolder folder;
  const auto missing = CsvReader::open(folder / "x.csv", {{.name = "a"}});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::unreadable_file);
  CHECK(missing.error().place == (folder / "x.csv").string());
  const auto none = CsvReader::open(folder.path(), {{.name = "a"}});
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::unreadable_file);
}
