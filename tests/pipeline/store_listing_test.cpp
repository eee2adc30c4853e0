// Which inputs a run has found, and which of them are to be read.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/pipeline/store_fixture.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::test;
using Lines = std::vector<std::string>;

TEST_CASE("an input is listed once a run") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  CHECK(checked(store.list(document("a", "one"))));
  CHECK_FALSE(checked(store.list(document("a", "two"))));
  checked(store.put_reading("one.txt", reading("one")));
  CHECK(listing_of(store) == Lines{"a one"});
}

TEST_CASE("a run begins anew and finds what it knows") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    add(store, "a", "one");
    add(store, "b", "two");
    checked(store.end_listing());
    checked(store.commit());
  }
  auto store = open_store(folder);
  CHECK(listing_of(store).empty());
  CHECK(checked(store.has_reading("one.txt", true)));
  CHECK(checked(store.list(document("b", "two"))));
  checked(store.end_listing());
  CHECK(listing_of(store) == Lines{"b two"});
  CHECK(checked(store.summary()).unseen == 1);
  checked(store.commit());
}

TEST_CASE("a changed input replaces what was known of it") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    add(store, "a", "one");
    checked(store.list(refused("b")));
    checked(store.commit());
  }
  auto store = open_store(folder);
  add(store, "a", "two");
  auto moved = document("b", "one");
  moved.origin.url = "http://x/";
  moved.origin.captured = "2021-03-04T05:06:07Z";
  checked(store.list(moved));
  const auto records = records_of(store);
  REQUIRE(records.size() == 2);
  CHECK(records[0].sha256 == "two");
  CHECK(records[1].sha256 == "one");
  CHECK(records[1].url == "http://x/");
  CHECK(records[1].captured == "2021-03-04T05:06:07Z");
}

TEST_CASE("what is not committed is not there") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    add(store, "a", "one");
    checked(store.commit());
    add(store, "b", "two");
  }
  auto store = open_store(folder);
  CHECK(checked(store.has_reading("one.txt", true)));
  CHECK_FALSE(checked(store.has_reading("two.txt", true)));
  CHECK(checked(store.summary()).unseen == 1);
}

TEST_CASE("finding again what is known writes only that a run began and ended") {
  const TemporaryFolder folder;
  const auto find_all = [](pipeline::Store& store) {
    for (int i = 0; i < 500; ++i) {
      add(store, "d" + std::to_string(i), "content " + std::to_string(i));
      if (i % 10 == 0) checked(store.commit());
    }
    checked(store.end_listing());
    checked(store.commit());
  };
  const auto log_bytes = [&] { return std::filesystem::file_size(folder / "nianbao.sqlite-wal"); };
  {
    auto store = open_store(folder);
    find_all(store);
    CHECK(log_bytes() > 0);
  }
  auto store = open_store(folder);
  find_all(store);
  CHECK(listing_of(store).size() == 500);
  constexpr std::uintmax_t kPage = 24 + 8192;  // with its head
  CHECK(log_bytes() == 32 + 2 * kPage);
}

TEST_CASE("a failed reading counts or not, as asked") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  CHECK_FALSE(checked(store.has_reading("one.txt", true)));
  checked(store.put_reading("one.txt", failed_reading("one")));
  CHECK(checked(store.has_reading("one.txt", true)));
  CHECK_FALSE(checked(store.has_reading("one.txt", false)));
  checked(store.put_reading("one.txt", reading("one")));
  CHECK(checked(store.has_reading("one.txt", false)));
  checked(store.list(document("a", "one")));
  REQUIRE(records_of(store).size() == 1);
  CHECK(records_of(store)[0].error_code == "notice");
}

TEST_CASE("readings are missing for what this run has found") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    checked(store.list(document("old", "three")));
    checked(store.commit());
  }
  auto store = open_store(folder);
  CHECK(checked(store.missing_readings()) == 0);
  checked(store.list(document("a", "one")));
  checked(store.list(document("b", "one")));
  checked(store.list(document("c", "two")));
  checked(store.list(refused("d")));
  checked(store.list(container("e.zip", "zip")));
  CHECK(checked(store.missing_readings()) == 3);
  checked(store.put_reading("one.txt", reading("one")));
  CHECK(checked(store.missing_readings()) == 1);
  check_fails(store.for_each_record(templates(), [](const auto&) { return Result<void>(); }), ErrorCode::bad_store,
              "c has not been read");
  checked(store.put_reading("two.txt", reading("two")));
  CHECK(checked(store.missing_readings()) == 0);
  CHECK(listing_of(store) == Lines{"a one", "b one", "c two", "d ", "e.zip zip"});
}

namespace {

// A container with a member, and in it another with a member; beside it names that only look like members.
void fill_container(pipeline::Store& store) {
  checked(store.list(container("z.zip", "outer")));
  add(store, "z.zip!/a", "one");
  checked(store.list(container("z.zip!/b.zip", "inner")));
  add(store, "z.zip!/b.zip!/c", "two");
  checked(store.list(refused("z.zip!/d")));
  add(store, "z.zip!", "three");
  add(store, "z.zip!0", "three");
  add(store, "z.zip", "never: it is listed");
}

const Lines kMembers{"z.zip outer", "z.zip!/a one", "z.zip!/b.zip inner", "z.zip!/b.zip!/c two", "z.zip!/d "};

void fill_and_complete(const TemporaryFolder& folder) {
  auto store = open_store(folder);
  fill_container(store);
  checked(store.complete("z.zip!/b.zip", "inner"));
  checked(store.complete("z.zip", "outer"));
  checked(store.end_listing());
  checked(store.commit());
}

}  // namespace

TEST_CASE("the members of a container that was read whole are found with it") {
  const TemporaryFolder folder;
  fill_and_complete(folder);
  auto store = open_store(folder);
  CHECK(checked(store.relist_members("z.zip", "outer", true)));
  checked(store.list(container("z.zip", "outer")));
  checked(store.end_listing());
  CHECK(listing_of(store) == kMembers);
  CHECK(checked(store.summary()).unseen == 2);
}

TEST_CASE("a container is read again when it changed, was not read whole, or is unknown") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    fill_container(store);
    checked(store.complete("z.zip!/b.zip", "inner"));
    checked(store.commit());
    CHECK_FALSE(checked(store.relist_members("z.zip", "outer", true)));
  }
  auto store = open_store(folder);
  CHECK_FALSE(checked(store.relist_members("z.zip", "outer", true)));
  CHECK_FALSE(checked(store.relist_members("z.zip!/b.zip", "other", true)));
  CHECK_FALSE(checked(store.relist_members("y.zip", "outer", true)));
  CHECK(listing_of(store).empty());
  CHECK(checked(store.relist_members("z.zip!/b.zip", "inner", true)));
  CHECK(listing_of(store) == Lines{"z.zip!/b.zip!/c two"});
}

TEST_CASE("a container is read again for members without a reading, or with a failed one") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    checked(store.list(container("z.zip", "outer")));
    checked(store.list(document("z.zip!/a", "one")));
    checked(store.complete("z.zip", "outer"));
    checked(store.commit());
  }
  {
    auto store = open_store(folder);
    CHECK_FALSE(checked(store.relist_members("z.zip", "outer", true)));
    checked(store.put_reading("one.txt", failed_reading("one")));
    checked(store.commit());
  }
  auto store = open_store(folder);
  CHECK_FALSE(checked(store.relist_members("z.zip", "outer", false)));
  CHECK(checked(store.relist_members("z.zip", "outer", true)));
}

TEST_CASE("a refused member is asked for again with the failed ones") {
  const TemporaryFolder folder;
  fill_and_complete(folder);
  auto store = open_store(folder);
  CHECK_FALSE(checked(store.relist_members("z.zip", "outer", false)));
  CHECK(checked(store.relist_members("z.zip!/b.zip", "inner", false)));
}

namespace {

// z.zip with a member refused under a limit, two containers deep; y.zip with members that failed otherwise.
void refuse_under_limit(pipeline::Store& store) {
  checked(store.list(container("z.zip", "outer")));
  checked(store.list(container("z.zip!/b.zip", "inner")));
  checked(store.list(refused("z.zip!/b.zip!/c", "limit_exceeded")));
  checked(store.complete("z.zip!/b.zip", "inner"));
  checked(store.complete("z.zip", "outer"));
  checked(store.list(container("y.zip", "other")));
  checked(store.list(refused("y.zip!/d")));
  checked(store.list(document("y.zip!/e", "one")));
  checked(store.put_reading("one.txt", failed_reading("one")));
  checked(store.complete("y.zip", "other"));
  checked(store.end_listing());
  checked(store.commit());
}

bool is_known(pipeline::Store& store, const std::string& path, const std::string& content) {
  return checked(store.relist_members(path, content, true)).has_value();
}

}  // namespace

TEST_CASE("a member refused under a limit is asked for again under another, nothing else is") {
  const TemporaryFolder folder;
  {
    auto store = open_under(folder, "few");
    refuse_under_limit(store);
  }
  {
    auto store = open_under(folder, "few");
    CHECK(is_known(store, "z.zip", "outer"));
    CHECK(is_known(store, "y.zip", "other"));
  }
  {
    auto store = open_under(folder, "many");
    CHECK_FALSE(is_known(store, "z.zip", "outer"));
    CHECK_FALSE(is_known(store, "z.zip!/b.zip", "inner"));
    CHECK(is_known(store, "y.zip", "other"));
    // It fits now.
    add(store, "z.zip!/b.zip!/c", "two");
    CHECK(is_known(store, "z.zip", "outer"));
    checked(store.commit());
  }
  auto store = open_under(folder, "few");
  CHECK(is_known(store, "z.zip", "outer"));
}

TEST_CASE("what is refused again under another limit changes no output, and is not asked for a third time") {
  const TemporaryFolder folder;
  write_file(folder / "out.csv", "one");
  {
    auto store = open_under(folder, "few");
    refuse_under_limit(store);
    checked(store.note_exported(folder.path(), {"out.csv"}, "csv"));
  }
  for (int run = 0; run < 2; ++run) {
    INFO(run);
    auto store = open_under(folder, "many");
    CHECK(is_known(store, "z.zip", "outer") == (run == 1));
    refuse_under_limit(store);
    CHECK(is_known(store, "z.zip", "outer"));
    CHECK(checked(store.exported(folder.path(), {"out.csv"}, "csv")));
  }
}

TEST_CASE("a member refused under a limit, and then for another reason, is asked for no more") {
  const TemporaryFolder folder;
  {
    auto store = open_under(folder, "few");
    refuse_under_limit(store);
  }
  {
    auto store = open_under(folder, "many");
    checked(store.list(refused("z.zip!/b.zip!/c", "encrypted")));
    checked(store.commit());
  }
  auto store = open_under(folder, "few");
  CHECK(is_known(store, "z.zip", "outer"));
}

TEST_CASE("a reading that failed under a limit is none under another") {
  const TemporaryFolder folder;
  const auto is_read = [](pipeline::Store& store, const std::string& key) {
    return checked(store.has_reading(key, true));
  };
  {
    auto store = open_under(folder, "few");
    checked(store.put_reading("one.txt", failed_reading("one", "limit_exceeded")));
    checked(store.put_reading("two.txt", failed_reading("two")));
    checked(store.put_reading("three.txt", reading("three")));
    CHECK(is_read(store, "one.txt"));
    CHECK_FALSE(checked(store.has_reading("one.txt", false)));
    checked(store.commit());
  }
  auto store = open_under(folder, "many");
  CHECK_FALSE(is_read(store, "one.txt"));
  CHECK(is_read(store, "two.txt"));
  CHECK(is_read(store, "three.txt"));
  checked(store.list(container("z.zip", "outer")));
  checked(store.list(document("z.zip!/a", "one")));
  checked(store.complete("z.zip", "outer"));
  CHECK_FALSE(is_known(store, "z.zip", "outer"));
  checked(store.put_reading("one.txt", failed_reading("one", "limit_exceeded")));
  CHECK(is_read(store, "one.txt"));
  CHECK(is_known(store, "z.zip", "outer"));
  checked(store.put_reading("one.txt", reading("one")));
  checked(store.read_on({.limits = "few"}));
  CHECK(is_read(store, "one.txt"));
}

TEST_CASE("a reading made with a converter holds as long as that is the converter") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  const auto holds_with = [&](const std::string& converter) {
    checked(store.read_on({.converter = converter}));
    return checked(store.has_reading("one.txt", true));
  };
  checked(store.put_reading("one.txt", failed_reading("one", "needs_converter")));
  CHECK(holds_with(""));
  CHECK_FALSE(holds_with("LibreOffice 7"));
  auto converted = reading("one");
  converted.converter = "LibreOffice 7";
  checked(store.put_reading("one.txt", converted));
  CHECK(holds_with("LibreOffice 7"));
  CHECK_FALSE(holds_with("LibreOffice 24"));
  CHECK_FALSE(holds_with(""));
}

TEST_CASE("what a container no longer holds is gone from it") {
  const TemporaryFolder folder;
  fill_and_complete(folder);
  {
    auto store = open_store(folder);
    checked(store.list(container("z.zip", "newer")));
    CHECK_FALSE(checked(store.relist_members("z.zip", "outer", true)));
    add(store, "z.zip!/a", "one");
    checked(store.complete("z.zip", "newer"));
    checked(store.end_listing());
    checked(store.commit());
    CHECK(checked(store.summary()).unseen == 5);
  }
  auto store = open_store(folder);
  checked(store.list(container("z.zip", "newer")));
  CHECK(checked(store.relist_members("z.zip", "newer", true)));
  CHECK(listing_of(store) == Lines{"z.zip newer", "z.zip!/a one"});
  // It is back, and stays with it.
  add(store, "z.zip!/d", "four");
  CHECK(listing_of(store).size() == 3);
  CHECK(checked(store.relist_members("z.zip", "newer", true)));
  CHECK(listing_of(store).size() == 3);
}

TEST_CASE("a container the last run did not look at is still complete") {
  const TemporaryFolder folder;
  fill_and_complete(folder);
  {
    auto store = open_store(folder);
    add(store, "elsewhere", "one");
    checked(store.end_listing());
    checked(store.commit());
    CHECK(listing_of(store) == Lines{"elsewhere one"});
  }
  auto store = open_store(folder);
  checked(store.list(container("z.zip", "outer")));
  CHECK(checked(store.relist_members("z.zip", "outer", true)));
  CHECK(listing_of(store) == kMembers);
}

TEST_CASE("an own record that is damaged is not listed") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  auto input = container("z.zip", "outer");
  input.record[input.record.size() / 2] ^= 1;
  check_fails(store.list(input), ErrorCode::bad_store, "a record is damaged");
}
