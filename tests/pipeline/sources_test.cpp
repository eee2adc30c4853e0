#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/sources/file.h"
#include "pipeline/sources/inputs.h"
#include "tests/support/files.h"
#include "tests/support/inputs.h"
#include "tests/support/standard_input.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using namespace nianbao::test;
using namespace std::string_literals;
using Lines = std::vector<std::string>;

namespace {

FoundInputs from_list(const TemporaryFolder& folder, const std::string& list) {
  write_file(folder / "list", list);
  FoundInputs found;
  REQUIRE(read_inputs({.inputs = {}, .lists = {(folder / "list").string()}, .without = {}}, Limits{}, found));
  return found;
}

}  // namespace

TEST_CASE("folders are read with all below them, in the order of the bytes of their names") {
  const TemporaryFolder folder;
  for (const auto* name : {"b.txt", "a/z.txt", "a/c.txt", "a-1.txt", "B.txt", ".hidden", ".git/x", "out/reports.csv"}) {
    write_file(folder / name, "x");
  }
  FoundInputs found;
  REQUIRE(read_inputs({.inputs = {folder.path().string()}, .lists = {}, .without = folder / "out"}, {}, found));
  CHECK(found.lines(folder.path().string()) ==
        Lines{"document B.txt", "document a/c.txt", "document a/z.txt", "document a-1.txt", "document b.txt"});
  CHECK(found.all.front().bytes == "x");
}

TEST_CASE("inputs are read in the order they are given, and a file that is hidden if it is named") {
  const TemporaryFolder folder;
  write_file(folder / "b", "1");
  write_file(folder / ".a", "2");
  const auto found = found_in({(folder / "b").string(), (folder / ".a").string()});
  CHECK(found.lines(folder.path().string()) == Lines{"document b", "document .a"});
}

TEST_CASE("paths are shown without what does not matter in them") {
  CHECK(shown_name("./a//b/") == "a/b");
  CHECK(shown_name("a/../b") == "b");
  CHECK(shown_name("/") == "/");
  CHECK(shown_name("\xC4\xEA.txt") == "\\xC4\\xEA.txt");
  CHECK(shown_name("年.txt") == "年.txt");
}

TEST_CASE("names that are not UTF-8 are shown in ASCII") {
  const TemporaryFolder folder;
  write_file(folder / "\xC4\xEA/\xC4.txt", "x");
  CHECK(found_in({folder.path().string()}).lines(folder.path().string()) == Lines{"document \\xC4\\xEA/\\xC4.txt"});
}

TEST_CASE("no two names are shown alike, whatever their bytes, and ordinary ones as they are") {
  const TemporaryFolder folder;
  const Lines names{"a%FF.txt",       "a\\x5CxFF.txt", "a\\xFF.txt", "a\\xff.txt",     "a\xFF.txt",
                    "%E5%B9%B4.html", "a\\b",          "a\\x",       "a\\xG0\\x0.txt", "年\\xB4"};
  for (const auto& name : names) write_file(folder / name, name);
  auto found = found_in({folder.path().string()}).lines(folder.path().string());
  std::ranges::sort(found);
  Lines expected{
      "document a%FF.txt",       "document a\\x5Cx5CxFF.txt", "document a\\x5CxFF.txt", "document a\\x5Cxff.txt",
      "document a\\xFF.txt",     "document %E5%B9%B4.html",   "document a\\b",          "document a\\x",
      "document a\\xG0\\x0.txt", "document 年\\x5CxB4"};
  std::ranges::sort(expected);
  CHECK(found == expected);
}

TEST_CASE("links to files are read, links to folders are not, and links to nothing are refused") {
  const TemporaryFolder folder;
  const TemporaryFolder other;
  write_file(other / "c.txt", "linked");
  std::filesystem::create_directories(folder / "in");
  std::filesystem::create_symlink(other / "c.txt", folder / "in/a.txt");
  std::filesystem::create_symlink(other.path(), folder / "in/b");
  std::filesystem::create_symlink("/no/such/file", folder / "in/c");
  std::filesystem::create_symlink("d", folder / "in/d");  // to itself
  const auto found = found_in({(folder / "in").string()});
  CHECK(found.lines((folder / "in").string()) ==
        Lines{"document a.txt", "refused c unreadable_file", "refused d unreadable_file"});
  CHECK(found.all[0].bytes == "linked");
  CHECK(found.all[1].detail == "No such file or directory");
}

TEST_CASE("a folder given by a link is read") {
  const TemporaryFolder folder;
  write_file(folder / "in/a", "x");
  std::filesystem::create_symlink(folder / "in", folder / "link");
  CHECK(found_in({(folder / "link").string()}).lines(folder.path().string()) == Lines{"document link/a"});
}

TEST_CASE("pipes and sockets in folders are passed over, and refused where they are named") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "in");
  REQUIRE(::mkfifo((folder / "in/pipe").c_str(), 0600) == 0);
  CHECK(found_in({(folder / "in").string()}).all.empty());
  CHECK(found_in({(folder / "in/pipe").string()}).lines(folder.path().string()) ==
        Lines{"refused in/pipe unreadable_file"});
}

TEST_CASE("files and folders that may not be read are refused", "[permissions]") {
  if (::geteuid() == 0) {
    WARN("skipped: root may read everything");
    return;
  }
  const TemporaryFolder folder;
  write_file(folder / "a/x", "x");
  write_file(folder / "b", "x");
  std::filesystem::permissions(folder / "a", std::filesystem::perms::none);
  std::filesystem::permissions(folder / "b", std::filesystem::perms::none);
  const auto found = found_in({folder.path().string()});
  std::filesystem::permissions(folder / "a", std::filesystem::perms::owner_all);
  CHECK(found.lines(folder.path().string()) == Lines{"refused a unreadable_file", "refused b unreadable_file"});
}

TEST_CASE("deep folders are walked without running out of anything") {
  const TemporaryFolder folder;
  auto deep = folder.path();
  for (int i = 0; i < 600; ++i) deep /= "d";
  std::filesystem::create_directories(deep);
  write_file(deep / "a", "x");
  CHECK(found_in({folder.path().string()}).all.size() == 1);
}

TEST_CASE("empty files and files over the limit") {
  const TemporaryFolder folder;
  write_file(folder / "a", "");
  write_file(folder / "b", "12345");
  write_file(folder / "c", "123456");
  Limits limits;
  limits.document_bytes = 5;
  const auto found = found_in({folder.path().string()}, limits);
  CHECK(found.lines(folder.path().string()) == Lines{"document a", "document b", "refused c limit_exceeded"});
  CHECK(found.all[0].bytes.empty());
  CHECK(found.all[2].bytes == "6");
}

TEST_CASE("a sink that answers false ends the reading") {
  const TemporaryFolder folder;
  for (const auto* name : {"a", "b/c", "d"}) write_file(folder / name, "x");
  FoundInputs found;
  found.stop_after = 2;
  REQUIRE(
      read_inputs({.inputs = {folder.path().string(), folder.path().string()}, .lists = {}, .without = {}}, {}, found));
  CHECK(found.all.size() == 2);
}

TEST_CASE("lists name inputs line by line") {
  const TemporaryFolder folder;
  write_file(folder / "a.txt", "a");
  write_file(folder / "d/b.txt", "b");
  const auto root = folder.path().string();
  const auto found = from_list(folder, root + "/a.txt\r\n\n" + root + "/gone\n" + root + "/d");
  CHECK(found.lines(root) == Lines{"document a.txt", "refused gone unreadable_file", "document d/b.txt"});
}

TEST_CASE("lists may end their names with NUL, so that names may hold line ends") {
  const TemporaryFolder folder;
  write_file(folder / "a\nb\r", "a");
  write_file(folder / "\xC4", "b");
  const auto root = folder.path().string();
  const auto found = from_list(folder, root + "/a\nb\r\0"s + root + "/\xC4\0"s);
  CHECK(found.lines(root) == Lines{"document a\nb\r", "document \\xC4"});
}

TEST_CASE("a list from Windows may begin with a byte order mark, and an empty one names nothing") {
  const TemporaryFolder folder;
  write_file(folder / "a", "a");
  CHECK(from_list(folder, "\xEF\xBB\xBF" + (folder / "a").string() + "\r\n").lines() ==
        Lines{"document " + (folder / "a").string()});
  CHECK(from_list(folder, "").all.empty());
  CHECK(from_list(folder, "\r\n\n").all.empty());
}

TEST_CASE("a long list is read piece by piece, and a line longer than any path is refused") {
  const TemporaryFolder folder;
  write_file(folder / "a", "a");
  const auto name = (folder / "a").string() + "\n";
  std::string list;
  for (int i = 0; i < 5'000; ++i) list += name;
  list += std::string(300'000, 'x') + "\n" + name;
  const auto found = from_list(folder, list);
  REQUIRE(found.all.size() == 5'002);
  CHECK(found.all[5'000].code == "unreadable_file");
  CHECK(found.all[5'000].origin.path.size() < 5'000);
  CHECK(found.all[5'001].what == "document");
}

TEST_CASE("the standard input may be the list") {
  const TemporaryFolder folder;
  write_file(folder / "a", "a");
  write_file(folder / "list", (folder / "a").string() + "\n");
  const StandardInput input(folder / "list");
  const Selection selection{.inputs = {}, .lists = {"-"}, .without = {}};
  CHECK(check_selection(selection));
  const auto count = count_files(selection, {});
  REQUIRE(count);
  CHECK_FALSE(count->has_value());
  FoundInputs found;
  REQUIRE(read_inputs(selection, {}, found));
  CHECK(found.all.size() == 1);
}

TEST_CASE("what is missing is a fault of usage before the run begins") {
  const TemporaryFolder folder;
  const auto fault = [](const Selection& selection) {
    const auto checked = check_selection(selection);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ErrorCode::bad_usage);
    return checked.error().place + ": " + checked.error().detail;
  };
  CHECK(fault({{"/no/such/file"}, {}, {}}) == "/no/such/file: no such file or folder");
  CHECK(fault({{}, {"/no/such/list"}, {}}) == "/no/such/list: no such list");
  CHECK(fault({{}, {"-", "-"}, {}}) == "-: the standard input can be read once");
  CHECK(fault({{}, {folder.path().string()}, {}}).ends_with("a list must be a file, not a folder"));
  FoundInputs found;
  CHECK(read_inputs({{}, {"/no/such/list"}, {}}, {}, found).error().code == ErrorCode::bad_usage);
}

TEST_CASE("files are counted without being opened, and the count can be ended") {
  const TemporaryFolder folder;
  for (int i = 0; i < 3'000; ++i) write_file(folder / ("in/" + std::to_string(i)), "");
  write_file(folder / "in/out/x", "");
  write_file(folder / "list", (folder / "in/1").string() + "\n");
  std::vector<std::int64_t> told;
  const Selection selection{{(folder / "in").string()}, {(folder / "list").string()}, folder / "in/out"};
  const auto count = count_files(selection, [&](std::int64_t found) {
    told.push_back(found);
    return true;
  });
  CHECK(count.value() == 3'001);
  CHECK(told == std::vector<std::int64_t>{1'024, 2'048});
  CHECK(count_files(selection, [](std::int64_t) { return false; }).value() == 1'024);
}

TEST_CASE("files are read whole or not at all") {
  const TemporaryFolder folder;
  write_file(folder / "a.txt", "12345");
  const SourceFile source{folder / "a.txt", "a.txt"};
  CHECK(read_file(source, 5) == "12345");
  CHECK(read_file(source, 4).error().code == ErrorCode::limit_exceeded);
  CHECK(read_file({folder / "b.txt", "b.txt"}, 5).error().code == ErrorCode::unreadable_file);
}
