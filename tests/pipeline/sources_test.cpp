#include "pipeline/sources.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using nianbao::test::TemporaryFolder;
using nianbao::test::write_file;

namespace {

std::vector<std::string> shown(const std::vector<SourceFile>& sources) {
  std::vector<std::string> names;
  for (const auto& source : sources) names.push_back(std::filesystem::path(source.shown).filename().string());
  return names;
}

}  // namespace

TEST_CASE("folders are read with all below them, in one order") {
  const TemporaryFolder folder;
  for (const auto* name : {"b.txt", "a/z.txt", "a/c.txt", ".hidden", ".git/x", "out/reports.csv"}) {
    write_file(folder / name, "x");
  }
  const auto whole = list_sources({folder.path().string()}, folder / "out");
  REQUIRE(whole);
  CHECK(shown(*whole) == std::vector<std::string>{"c.txt", "z.txt", "b.txt"});
  const auto twice =
      list_sources({(folder / "b.txt").string(), (folder / "a").string(), folder.path().string()}, folder / "out");
  REQUIRE(twice);
  CHECK(shown(*twice) == shown(*whole));
}

TEST_CASE("an input that is not there is a fault of usage") {
  const auto missing = list_sources({"/no/such/file"}, {});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::bad_usage);
  CHECK(missing.error().place == "/no/such/file");
}

TEST_CASE("names that are not UTF-8 are shown in ASCII") {
  const TemporaryFolder folder;
  write_file(folder / "\xC4\xEA.txt", "x");
  const auto sources = list_sources({folder.path().string()}, {});
  REQUIRE(sources);
  CHECK(shown(*sources) == std::vector<std::string>{"%C4%EA.txt"});
}

TEST_CASE("files are read whole or not at all") {
  const TemporaryFolder folder;
  write_file(folder / "a.txt", "12345");
  const SourceFile source{folder / "a.txt", "a.txt"};
  CHECK(read_file(source, 5) == "12345");
  CHECK(read_file(source, 4).error().code == ErrorCode::limit_exceeded);
  CHECK(read_file({folder / "b.txt", "b.txt"}, 5).error().code == ErrorCode::unreadable_file);
}
