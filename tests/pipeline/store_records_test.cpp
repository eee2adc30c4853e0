// What is exported from the store and counted in it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "pipeline/reading.h"
#include "tests/pipeline/store_fixture.h"
#include "tests/support/files.h"
#include "tests/support/same_record.h"

using namespace nianbao;
using namespace nianbao::test;
using pipeline::Store;
using Lines = std::vector<std::string>;
using Counts = std::map<std::string, std::int64_t>;

namespace {

// A document whose reading has these figures.
void add_figures(Store& store, const std::string& path, const std::string& content, const std::string& figures) {
  checked(store.list(document(path, content)));
  auto stored = reading(content);
  stored.figures = figures;
  checked(store.put_reading(document(path, content).key, stored));
}

// "PATH > FIRST COPY > FIRST NEAR COPY" of each record that has either.
Lines links_of(Store& store) {
  Lines lines;
  for (const auto& record : records_of(store)) {
    if (record.duplicate_of.empty() && record.near_duplicate_of.empty()) continue;
    lines.push_back(record.path + ">" + record.duplicate_of + ">" + record.near_duplicate_of);
  }
  return lines;
}

}  // namespace

TEST_CASE("records come by the bytes of their paths, whatever the order they were found in") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  const Lines paths{"A", "Z", "a", "a!/b", "a/b", "ab", "é", "年报", "\U00020000"};
  Lines shuffled = paths;
  std::ranges::rotate(shuffled, shuffled.begin() + 4);
  for (const auto& path : shuffled) add(store, path, "of " + path);
  Lines found;
  for (const auto& record : records_of(store)) found.push_back(record.path);
  CHECK(found == paths);
}

TEST_CASE("a record comes as it was read, with where it was found") {
  const TemporaryFolder folder;
  const auto bytes = read_file(project_file("corpus/reports/text-pipes/source.txt"));
  auto record = pipeline::read_content({bytes, "txt", {}}, templates(), Limits{}).record;
  REQUIRE(record.report);
  {
    auto store = open_store(folder);
    auto input = document("a/b.txt", "one");
    input.origin.url = "http://x/b.txt";
    input.origin.captured = "2021-03-04T05:06:07Z";
    checked(store.list(input));
    checked(store.put_reading(input.key, reading_of(record)));
    record.path = input.origin.path;
    record.url = input.origin.url;
    record.captured = input.origin.captured;
    const auto records = records_of(store);
    REQUIRE(records.size() == 1);
    check_same(record, records[0]);
    checked(store.commit());
  }
  auto store = open_store(folder);
  add(store, "c", "one");
  REQUIRE(records_of(store).size() == 1);
  CHECK(records_of(store)[0].report);
  CHECK(records_of(store)[0].url.empty());
}

TEST_CASE("inputs of the same bytes are copies of the first path") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    add(store, "0", "one");
    checked(store.commit());
  }
  auto store = open_store(folder);
  add(store, "c", "one");
  add(store, "a", "two");
  add(store, "b", "one");
  auto other_key = document("d.html", "one");
  other_key.key = "one.html";
  checked(store.list(other_key));
  checked(store.put_reading(other_key.key, reading("one")));
  checked(store.list(container("z.zip", "outer")));
  checked(store.list(container("y.zip", "outer")));
  CHECK(links_of(store) == Lines{"c>b>", "d.html>b>", "z.zip>y.zip>"});
  CHECK(checked(store.summary()).duplicates == 3);
}

TEST_CASE("what has no bytes is nobody's copy") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  for (const std::string path : {"a", "b"}) {
    auto input = document(path, "sha of nothing");
    input.bytes = 0;
    checked(store.list(input));
    checked(store.list(refused(path + " refused")));
  }
  checked(store.put_reading(document("a", "sha of nothing").key, failed_reading("sha of nothing")));
  CHECK(links_of(store).empty());
  CHECK(checked(store.summary()).duplicates == 0);
}

TEST_CASE("reports of the same figures are near copies of the first, but for its own bytes") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    add_figures(store, "0", "zero", "F");
    checked(store.commit());
  }
  auto store = open_store(folder);
  add_figures(store, "d", "four", "F");
  add_figures(store, "a", "one", "F");
  add_figures(store, "b", "two", "F");
  checked(store.list(document("c", "one")));
  checked(store.list(document("e", "two")));
  add_figures(store, "f", "five", "G");
  checked(store.list(document("g", "five")));
  add_figures(store, "h", "six", "");
  add_figures(store, "i", "seven", "");
  CHECK(links_of(store) == Lines{"b>>a", "c>a>", "d>>a", "e>b>a", "g>f>"});
  // Asked again, it says the same.
  CHECK(links_of(store) == Lines{"b>>a", "c>a>", "d>>a", "e>b>a", "g>f>"});
}

TEST_CASE("an error of who takes the records ends them") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  add(store, "a", "one");
  add(store, "b", "two");
  int taken = 0;
  const auto ended = store.for_each_record(templates(), [&](const exporting::Record&) -> Result<void> {
    ++taken;
    return fail(ErrorCode::output_failed, "x", "full");
  });
  check_fails(ended, ErrorCode::output_failed, "full");
  CHECK(taken == 1);
  CHECK(listing_of(store).size() == 2);
}

TEST_CASE("a damaged record is named by its path") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  checked(store.list(document("a/b.txt", "one")));
  auto stored = reading("one");
  stored.record[stored.record.size() / 2] ^= 1;
  checked(store.put_reading("one.txt", stored));
  check_fails(store.for_each_record(templates(), [](const auto&) { return Result<void>(); }), ErrorCode::bad_store,
              "a/b.txt: a record is damaged");
}

TEST_CASE("the summary counts what this run has found") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    add(store, "old", "older");
    checked(store.commit());
  }
  auto store = open_store(folder);
  add(store, "a", "one");
  add(store, "b", "one");
  for (int i = 0; i < 7; ++i) {
    const auto content = "report " + std::string(i + 1, 'x');
    checked(store.list(document("r" + std::to_string(i), content)));
    checked(store.list(document("s" + std::to_string(i), content)));
    checked(store.put_reading(content + ".txt", {.record = reading(content).record,
                                                 .outcome = "report",
                                                 .format = "docx",
                                                 .templates = i == 0   ? ""
                                                              : i == 1 ? "2021 2019"
                                                                       : "2021",
                                                 .microseconds = 100 * (i % 5) + 1000}));
  }
  checked(store.list(document("t", "bad")));
  checked(store.put_reading("bad.txt", failed_reading("bad")));
  checked(store.list(refused("u")));
  checked(store.list(container("v.zip", std::string(100, 'z'))));

  const auto summary = checked(store.summary());
  CHECK(summary.outcomes == Counts{{"container", 1}, {"failed", 2}, {"not_a_report", 2}, {"report", 14}});
  CHECK(summary.error_codes == Counts{{"notice", 2}, {"timed_out", 1}, {"unreadable_file", 1}});
  CHECK(summary.formats == Counts{{"docx", 14}, {"text", 2}, {"zip", 1}});
  CHECK(summary.templates == Counts{{"2019", 2}, {"2021", 12}});
  CHECK(summary.duplicates == 8);
  CHECK(summary.unseen == 1);
  Lines slowest;
  for (const auto& each : summary.slowest) slowest.push_back(each.path + " " + std::to_string(each.amount));
  CHECK(slowest == Lines{"r4 1400", "r3 1300", "r2 1200", "r1 1100", "r6 1100"});
  Lines largest;
  for (const auto& each : summary.largest) largest.push_back(each.path + " " + std::to_string(each.amount));
  CHECK(largest == Lines{"r6 14", "s6 14", "r5 13", "s5 13", "r4 12"});
}

TEST_CASE("an empty run has an empty summary") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  checked(store.end_listing());
  const auto summary = checked(store.summary());
  CHECK(summary.outcomes.empty());
  CHECK(summary.slowest.empty());
  CHECK(summary.duplicates == 0);
  CHECK(records_of(store).empty());
}
