// The outputs made by several processes are those one process makes.
#include "pipeline/run/rendering.h"

#include <signal.h>

#include <catch2/catch.hpp>

#include "pipeline/run/exports.h"
#include "pipeline/run/record_batch.h"
#include "pipeline/worker/memory_file.h"
#include "tests/pipeline/store_fixture.h"

using namespace nianbao;
using namespace nianbao::test;
using pipeline::Rendering;
using pipeline::StoredRecord;

namespace {

// Keeps the files in memory, and says of each record where it stands and how much text it has.
class Listing : public exporting::PieceWriter {
 public:
  Result<void> begin(const exporting::Dataset&, const exporting::WriteOptions&) override { return {}; }
  void render(const exporting::Record& record, std::span<std::string> pieces) const override {
    pieces[0] += record.path + "|" + record.url + "|" + record.captured + "|" + record.duplicate_of + "|" +
                 record.near_duplicate_of + "\n";
    pieces[1] += record.error_detail;
  }
  std::size_t growing() const override { return 2; }
  void append(std::size_t file, std::string_view piece) override { contents[file] += piece; }
  Result<void> finish() override { return {}; }
  std::vector<std::string> files(const exporting::Dataset&) const override { return {"paths", "details"}; }

  std::array<std::string, 2> contents;
};

struct Stored {
  std::string path;
  std::string record;

  explicit Stored(int number, std::size_t detail = 40)
      : path("document " + std::to_string(number)),
        record(pipeline::encode_record({.outcome = exporting::Outcome::failed,
                                        .error_code = "crashed",
                                        .error_detail = std::string(detail, static_cast<char>('a' + number % 26))})) {}

  StoredRecord view() const {
    return {.path = path, .url = "u", .captured = "c", .duplicate_of = "d", .near_duplicate_of = "n", .record = record};
  }
};

constexpr std::int64_t kBytes = std::int64_t{1} << 30;

void add(Rendering& rendering, pipeline::RecordBatch& batch) {
  auto records = batch.take();
  auto content = checked(pipeline::memory_file(records));
  checked(rendering.give(std::move(records), std::move(content)));
}

void add(Rendering& rendering, const Stored& stored) {
  pipeline::RecordBatch batch;
  batch.add(stored.view());
  add(rendering, batch);
}

std::array<std::string, 2> rendered(const std::vector<Stored>& records, int processes) {
  Listing listing;
  std::array<exporting::PieceWriter*, 1> writers{&listing};
  auto rendering = checked(Rendering::start(processes, kBytes, {writers, templates()}));
  pipeline::RecordBatch batch;
  for (const auto& record : records) {
    batch.add(record.view());
    if (batch.full()) add(rendering, batch);
  }
  if (!batch.empty()) add(rendering, batch);
  checked(rendering.finish());
  return listing.contents;
}

std::vector<Stored> many() {
  std::vector<Stored> records;
  for (int i = 0; i < 3000; ++i) records.emplace_back(i, i % 100 == 0 ? 100'000 : 40);
  return records;
}

}  // namespace

TEST_CASE("records are written in their order, whatever the number of processes") {
  const auto records = many();
  std::array<std::string, 2> expected;
  for (const auto& record : records) {
    expected[0] += record.path + "|u|c|d|n\n";
    expected[1] += pipeline::decode_record(record.record, templates())->error_detail;
  }
  for (const int processes : {1, 2, 7}) {
    INFO(processes);
    CHECK((rendered(records, processes) == expected));
  }
  CHECK(rendered({}, 2)[0].empty());
}

TEST_CASE("a process that renders may be killed at any time") {
  Listing listing;
  std::array<exporting::PieceWriter*, 1> writers{&listing};
  auto rendering = checked(Rendering::start(2, kBytes, {writers, templates()}));
  const auto records = many();
  std::size_t count = 0;
  for (const auto& record : records) {
    if (++count % 1000 == 0) ::kill(rendering.processes().front(), SIGKILL);
    add(rendering, record);
  }
  checked(rendering.finish());
  CHECK((listing.contents == rendered(records, 1)));
}

TEST_CASE("a piece may be larger than a message between processes") {
  constexpr std::size_t kHuge = pipeline::Channel::kMostBytes + 1;
  const std::vector<Stored> records{Stored(0), Stored(1, kHuge), Stored(2)};
  const auto details = rendered(records, 2)[1];
  CHECK(details.size() == kHuge + 80);
  CHECK(details.ends_with("bb" + std::string(40, 'c')));
}

TEST_CASE("a damaged record ends the export and is named") {
  Listing listing;
  std::array<exporting::PieceWriter*, 1> writers{&listing};
  auto rendering = checked(Rendering::start(2, kBytes, {writers, templates()}));
  Stored damaged(7);
  damaged.record.resize(damaged.record.size() / 2);
  add(rendering, Stored(1));
  add(rendering, damaged);
  check_fails(rendering.finish(), ErrorCode::bad_store, "document 7");
}

namespace {

class Silent : public pipeline::Observer {
 public:
  void notice(std::string_view) override {}
  void stands(const pipeline::Standing& standing) override { last = standing; }
  void was_read(std::string_view, const pipeline::StoredReading&) override {}
  void was_listed(std::string_view, std::string_view, std::string_view) override {}

  pipeline::Standing last;
};

}  // namespace

TEST_CASE("a wish to stop leaves no output, and the next export is whole") {
  const TemporaryFolder folder;
  auto store = open_store(folder);
  for (const auto* path : {"a", "b", "c"}) add(store, path, path);
  checked(store.end_listing());
  checked(store.commit());
  Silent observer;
  for (const int jobs : {1, 2}) {
    INFO(jobs);
    const TemporaryFolder out;
    const pipeline::RunOptions options{.out = out.path(), .formats = {"csv", "json", "sqlite", "dta"}, .jobs = jobs};
    {
      const auto interrupts = checked(pipeline::Interrupts::watch());
      ::raise(SIGINT);
      const auto exported = checked(export_records({store, templates(), interrupts, observer, {}}, options));
      CHECK(exported.interrupted);
      CHECK(exported.files.empty());
      for (const auto& entry : std::filesystem::recursive_directory_iterator(out.path())) {
        INFO(entry.path());
        CHECK(entry.is_directory());
      }
    }
    const auto interrupts = checked(pipeline::Interrupts::watch());
    const auto exported = checked(export_records({store, templates(), interrupts, observer, {}}, options));
    CHECK_FALSE(exported.interrupted);
    for (const auto& file : exported.files) CHECK(std::filesystem::exists(out.path() / file));
    CHECK(observer.last.inputs == 3);
    CHECK(observer.last.written == 3);
  }
}
