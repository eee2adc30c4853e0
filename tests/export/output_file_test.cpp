// Files that are there when they are complete, and not before.
#include "export/output_file.h"

#include <catch2/catch.hpp>
#include <string>

#include "export/clean_text.h"
#include "tests/export/example.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::names_in;
using nianbao::test::TemporaryFolder;

using Names = std::vector<std::string>;

TEST_CASE("a file stands under a temporary name until it is finished") {
  const TemporaryFolder folder;
  OutputFile file;
  REQUIRE(file.open(folder.path() / "a.csv"));
  file.write("one\n");
  CHECK(names_in(folder) == Names{"a.csv.part"});
  REQUIRE(file.finish());
  CHECK(names_in(folder) == Names{"a.csv"});
  CHECK(test::read_file(folder.path() / "a.csv") == "one\n");
}

TEST_CASE("a file that is not finished leaves nothing, and what stood there before stays") {
  const TemporaryFolder folder;
  REQUIRE(write_file(folder.path() / "a.csv", "before"));
  {
    OutputFile file;
    REQUIRE(file.open(folder.path() / "a.csv"));
    file.write("half");
  }
  CHECK(names_in(folder) == Names{"a.csv"});
  CHECK(test::read_file(folder.path() / "a.csv") == "before");
}

TEST_CASE("a moved file goes on where it was") {
  const TemporaryFolder folder;
  OutputFile file;
  {
    OutputFile first;
    REQUIRE(first.open(folder.path() / "a.csv"));
    first.write("one ");
    file = std::move(first);
  }
  file.write("two");
  REQUIRE(file.finish());
  CHECK(test::read_file(folder.path() / "a.csv") == "one two");
}

TEST_CASE("a finished file replaces the one of that name") {
  const TemporaryFolder folder;
  REQUIRE(write_file(folder.path() / "a.csv", "before"));
  REQUIRE(write_file(folder.path() / "a.csv", "after"));
  CHECK(test::read_file(folder.path() / "a.csv") == "after");
}

TEST_CASE("folders on the way are made") {
  const TemporaryFolder folder;
  REQUIRE(write_file(folder.path() / "schema" / "a.json", "{}"));
  CHECK(names_in(folder) == Names{"schema", "schema/a.json"});
}

TEST_CASE("what is larger than any buffer arrives whole") {
  const TemporaryFolder folder;
  const std::string large(3 << 20, 'x');
  REQUIRE(write_file(folder.path() / "a", large));
  CHECK(test::read_file(folder.path() / "a") == large);
}

TEST_CASE("a folder that cannot be written to is output_failed") {
  const TemporaryFolder folder;
  REQUIRE(write_file(folder.path() / "file", "in the way"));
  for (const auto* name : {"file/a.csv", "file/deeper/a.csv"}) {
    const auto written = write_file(folder.path() / name, "x");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::output_failed);
    CHECK(written.error().place == (folder.path() / name).string());
    CHECK_FALSE(written.error().detail.empty());
  }
}

TEST_CASE("a full disk is output_failed, and no file is left") {
  if (!std::filesystem::exists("/dev/full")) return;
  const TemporaryFolder folder;
  std::filesystem::create_symlink("/dev/full", folder.path() / "a.csv.part");
  for (const auto size : {std::size_t{1}, std::size_t{1} << 20}) {
    const auto written = write_file(folder.path() / "a.csv", std::string(size, 'x'));
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::output_failed);
    CHECK(names_in(folder).empty());
    std::filesystem::create_symlink("/dev/full", folder.path() / "a.csv.part");
  }
}

TEST_CASE("a name taken by a folder is output_failed, and no file is left") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "a.csv" / "inside");
  const auto written = write_file(folder.path() / "a.csv", "x");
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::output_failed);
  CHECK(names_in(folder) == Names{"a.csv", "a.csv/inside"});
}

TEST_CASE("text beyond control characters is kept") {
  using namespace std::string_literals;
  CHECK(clean_text("") == "");
  CHECK(clean_text("甲\t乙\n丙") == "甲\t乙\n丙");
  CHECK(clean_text("a\0b\x01\x1B\r\nc"s) == "ab\nc");
  CHECK(clean_text("𠀀é😀") == "𠀀é😀");
}

TEST_CASE("bytes that are not UTF-8 become U+FFFD") {
  CHECK(clean_text("a\xFFz") == "a\uFFFDz");
  CHECK(clean_text("\xE7\x94") == "\uFFFD\uFFFD");
  CHECK(clean_text("\xC0\x80") == "\uFFFD\uFFFD");
  // Overlong forms, surrogates and what lies beyond U+10FFFF: Unicode 15, table 3-7.
  for (const auto* bytes :
       {"\xE0\x80\x80", "\xE0\x81\x81", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x81\x81", "\xF4\x90\x80\x80"}) {
    const auto clean = clean_text(bytes);
    INFO(clean);
    CHECK(clean.find_first_not_of("\uFFFD") == std::string::npos);
    CHECK_FALSE(clean.empty());
  }
}
