// Whether the outputs are still those of what the store holds.
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>

#include "tests/pipeline/store_fixture.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::test;
using pipeline::Store;

namespace {

const std::vector<std::string> kFiles{"documents.csv", "reports.jsonl"};

class Output {
 public:
  Output() {
    for (const auto& file : kFiles) write_file(folder_ / file, "content");
    {
      auto store = open_store(folder_);
      list_all(store);
      CHECK_FALSE(is_exported(store));
      checked(store.note_exported(folder_.path(), kFiles, "csv json"));
      CHECK(is_exported(store));
    }
  }

  static void list_all(Store& store) {
    checked(store.list(container("z.zip", "outer")));
    add(store, "z.zip!/a", "one");
    checked(store.complete("z.zip", "outer"));
    add(store, "b", "two");
    checked(store.list(refused("c")));
    checked(store.end_listing());
    checked(store.commit());
  }

  bool is_exported(Store& store, const std::string& options = "csv json") const {
    return checked(store.exported(folder_.path(), kFiles, options));
  }

  // A run that does this to the store and commits; whether the outputs are then still right.
  template <class Run>
  bool after(Run run, bool refresh = false) const {
    {
      auto store = open_store(folder_, refresh);
      run(store);
      checked(store.commit());
    }
    auto store = open_store(folder_);
    return is_exported(store);
  }

  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a run that changes nothing has nothing to export") {
  const Output output;
  CHECK(output.after([](Store&) {}));
  CHECK(output.after(Output::list_all));
  CHECK(output.after([](Store& store) {
    checked(store.list(container("z.zip", "outer")));
    CHECK(checked(store.relist_members("z.zip", "outer", true)));
    checked(store.list(document("b", "two")));
    checked(store.put_reading("two.txt", reading("two")));
    checked(store.list(refused("c")));
    checked(store.end_listing());
  }));
}

TEST_CASE("the outputs are to be made again after any change") {
  CHECK_FALSE(Output().after([](Store& store) { add(store, "d", "one"); }));
  CHECK_FALSE(Output().after([](Store& store) { checked(store.list(document("b", "one"))); }));
  CHECK_FALSE(Output().after([](Store& store) { checked(store.put_reading("two.txt", failed_reading("two"))); }));
  CHECK_FALSE(Output().after([](Store& store) { checked(store.end_listing()); }));
  CHECK_FALSE(Output().after(Output::list_all, true));
  CHECK_FALSE(Output().after([](Store& store) {
    checked(store.list(container("z.zip", "outer")));
    checked(store.complete("z.zip", "outer"));
  }));
  CHECK_FALSE(Output().after([](Store& store) {
    auto moved = document("b", "two");
    moved.origin.url = "http://x/";
    checked(store.list(moved));
  }));
}

TEST_CASE("what was left out once and found again is exported again") {
  const Output output;
  const auto note = [&](Store& store) { checked(store.note_exported(output.folder().path(), kFiles, "csv json")); };
  CHECK(output.after([&](Store& store) {
    checked(store.list(document("b", "two")));
    checked(store.end_listing());
    note(store);
  }));
  CHECK_FALSE(output.after([&](Store& store) {
    checked(store.list(container("z.zip", "outer")));
    CHECK(checked(store.relist_members("z.zip", "outer", true)));
    checked(store.list(document("b", "two")));
    checked(store.end_listing());
  }));
}

TEST_CASE("outputs that others touched are not taken for ours") {
  const Output output;
  const auto file = output.folder() / "documents.csv";
  auto store = open_store(output.folder());
  Output::list_all(store);
  REQUIRE(output.is_exported(store));
  CHECK_FALSE(output.is_exported(store, "csv"));
  CHECK_FALSE(checked(store.exported(output.folder().path(), {"other.csv"}, "csv json")));
  CHECK_FALSE(checked(store.exported(output.folder() / "elsewhere", kFiles, "csv json")));

  const auto time = std::filesystem::last_write_time(file);
  std::filesystem::last_write_time(file, time + std::chrono::nanoseconds(1));
  CHECK_FALSE(output.is_exported(store));
  std::filesystem::last_write_time(file, time);
  CHECK(output.is_exported(store));
  write_file(file, "longer content");
  std::filesystem::last_write_time(file, time);
  CHECK_FALSE(output.is_exported(store));
  std::filesystem::remove(file);
  CHECK_FALSE(output.is_exported(store));
  check_fails(store.note_exported(output.folder().path(), kFiles, "csv json"), ErrorCode::output_failed,
              "No such file");
}

TEST_CASE("outputs moved with their store are still its own") {
  const TemporaryFolder parent;
  const auto first = parent / "first";
  for (const auto& file : kFiles) write_file(first / "out" / file, "content");
  {
    auto store = checked(Store::open(first, kFingerprint, false));
    checked(store.note_exported(first / "out", kFiles, ""));
  }
  std::filesystem::rename(first, parent / "second");
  auto store = checked(Store::open(parent / "second", kFingerprint, false));
  CHECK(checked(store.exported(parent / "second" / "out", kFiles, "")));
}
