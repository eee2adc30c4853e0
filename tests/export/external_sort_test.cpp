// Items put aside on the disk come back in order, whatever the memory.
#include "export/panel/external_sort.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/export/example.h"
#include "tests/generator/random.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::names_in;
using nianbao::test::TemporaryFolder;

namespace {

std::vector<std::string> random_items(std::size_t count, std::size_t longest) {
  generator::Random random(7);
  std::vector<std::string> items(count);
  for (auto& item : items) {
    item.resize(random.below(longest + 1));
    for (auto& c : item) c = static_cast<char>(random.below(256));
  }
  return items;
}

std::vector<std::string> sorted_by(ExternalSort& sort) {
  std::vector<std::string> items;
  REQUIRE(sort.for_each([&](std::string_view item) -> Result<void> {
    items.emplace_back(item);
    return {};
  }));
  return items;
}

}  // namespace

TEST_CASE("external sort: the order is that of the bytes, in little memory and in much") {
  auto items = random_items(2000, 40);
  items.emplace_back(100'000, 'x');  // longer than the memory and any buffer
  items.push_back(items[3]);
  auto expected = items;
  std::ranges::sort(expected);
  for (const auto memory : {std::size_t{1}, std::size_t{500}, std::size_t{20'000}, std::size_t{8} << 20}) {
    INFO(memory);
    const TemporaryFolder folder;
    ExternalSort sort({.folder = folder.path(), .memory = memory});
    for (const auto& item : items) REQUIRE(sort.add(item));
    CHECK(sorted_by(sort) == expected);
    CHECK(sorted_by(sort) == expected);
    CHECK(names_in(folder).empty());
  }
}

TEST_CASE("external sort: nothing, and nothing but empty items") {
  const TemporaryFolder folder;
  ExternalSort none({.folder = folder.path(), .memory = 10});
  CHECK(sorted_by(none).empty());
  ExternalSort empty({.folder = folder.path(), .memory = 10});
  for (int i = 0; i < 5; ++i) REQUIRE(empty.add(""));
  CHECK(sorted_by(empty) == std::vector<std::string>(5));
}

TEST_CASE("external sort: the error of a visit ends it and is given") {
  const TemporaryFolder folder;
  for (const auto memory : {std::size_t{1}, std::size_t{1000}}) {
    ExternalSort sort({.folder = folder.path(), .memory = memory});
    for (const auto* item : {"c", "a", "b"}) REQUIRE(sort.add(item));
    std::string seen;
    const auto ended = sort.for_each([&](std::string_view item) -> Result<void> {
      seen += item;
      if (item == "b") return fail(ErrorCode::output_failed, "here", "enough");
      return {};
    });
    REQUIRE_FALSE(ended);
    CHECK(ended.error().detail == "enough");
    CHECK(seen == "ab");
  }
}

TEST_CASE("external sort: a folder that is not there is output_failed") {
  ExternalSort sort({.folder = "/proc/nowhere", .memory = 1});
  REQUIRE(sort.add("a"));
  const auto added = sort.add("b");
  REQUIRE_FALSE(added);
  CHECK(added.error().code == ErrorCode::output_failed);
  CHECK(added.error().place == "/proc/nowhere");
}

TEST_CASE("spool file: what is beyond its end cannot be read, and it leaves no name") {
  const TemporaryFolder folder;
  SpoolFile file;
  REQUIRE(file.open(folder.path()));
  CHECK(file.append("one").value() == 0);
  CHECK(file.append("two").value() == 3);
  CHECK(names_in(folder).empty());
  SpoolFile moved = std::move(file);
  std::string bytes(4, ' ');
  REQUIRE(moved.read(1, bytes));
  CHECK(bytes == "netw");
  const auto beyond = moved.read(3, bytes);
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().code == ErrorCode::output_failed);
}
