// Formats that are written whole, each in a process of its own.
#include "pipeline/run/writing.h"

#include <signal.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "export/output_file.h"
#include "tests/pipeline/store_fixture.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::test;
using pipeline::Writing;
using pipeline::WritingProcess;

namespace {

constexpr std::string_view kPaths = "paths";

// Writes a path a line, but refuses the record of the path "refused".
class Paths : public exporting::Writer {
 public:
  Result<void> begin(const exporting::Dataset&, const exporting::WriteOptions& options) override {
    return file_.open(options.folder / kPaths);
  }
  Result<void> add(const exporting::Record& record) override {
    if (record.path == "refused") return fail(ErrorCode::output_failed, "a place", "a reason");
    file_.write(record.path + "\n");
    return {};
  }
  Result<void> finish() override { return file_.finish(); }
  std::vector<std::string> files(const exporting::Dataset&) const override { return {std::string(kPaths)}; }

 private:
  exporting::OutputFile file_;
};

const exporting::WriterRow kFormat{"paths", false, "paths",
                                   []() -> std::unique_ptr<exporting::Writer> { return std::make_unique<Paths>(); }};

class Folder {
 public:
  explicit Folder(std::filesystem::path place = {}) {
    options_.folder = place.empty() ? folder_.path() : std::move(place);
  }

  Writing writing() const {
    return checked(Writing::start({dataset_, options_, templates(), 2, std::int64_t{1} << 30}, {}, {&kFormat}));
  }
  WritingProcess process() const { return checked(WritingProcess::start({kFormat, dataset_, options_, templates()})); }
  std::string written() const { return read_file(folder_.path() / kPaths); }
  bool is_written() const { return std::filesystem::exists(folder_.path() / kPaths); }

 private:
  TemporaryFolder folder_;
  exporting::Dataset dataset_ = exporting::make_dataset(templates().schema());
  exporting::WriteOptions options_;
};

const std::string kRecord = pipeline::encode_record({.outcome = exporting::Outcome::failed, .error_code = "crashed"});

// Enough for many batches.
constexpr int kMany = 5000;

Result<void> add(Writing& writing, const std::string& path, std::string_view record = kRecord) {
  return writing.add({.path = path, .record = record});
}

// The error that comes with one of so many records, or at the end.
template <class Add>
Result<Writing::Formats> error_of(Writing& writing, Add add_one) {
  for (int i = 0; i < kMany; ++i) {
    if (auto added = add_one(i); !added) return std::unexpected(added.error());
  }
  return writing.finish();
}

}  // namespace

TEST_CASE("a format that is no pieces is written whole and in order") {
  const Folder folder;
  auto writing = folder.writing();
  std::string expected;
  for (int i = 0; i < kMany; ++i) {
    const auto path = "document " + std::to_string(i);
    expected += path + "\n";
    checked(add(writing, path));
  }
  CHECK_FALSE(folder.is_written());
  CHECK(checked(writing.finish()).empty());
  CHECK(folder.written() == expected);
}

TEST_CASE("a format that cannot begin says so") {
  const Folder folder("/dev/null/folder");
  auto writing = folder.writing();
  check_fails(error_of(writing, [&](int) { return add(writing, "a"); }), ErrorCode::output_failed, "directory");
}

TEST_CASE("an error of a writer ends the export, and keeps its place and reason") {
  const Folder folder;
  auto writing = folder.writing();
  const auto ended = error_of(writing, [&](int i) { return add(writing, i == 7 ? "refused" : "a"); });
  check_fails(ended, ErrorCode::output_failed, "a reason");
  CHECK(ended.error().place == "a place");
}

TEST_CASE("a damaged record is told by the process that cannot read it") {
  const Folder folder;
  auto writing = folder.writing();
  checked(add(writing, "a"));
  checked(add(writing, "bent", kRecord.substr(0, kRecord.size() / 2)));
  check_fails(writing.finish(), ErrorCode::bad_store, "bent");
  CHECK_FALSE(folder.is_written());
}

TEST_CASE("a process that dies while it writes is no error of a record") {
  const Folder folder;
  auto process = folder.process();
  ::kill(process.process(), SIGKILL);
  check_fails(process.finish(), ErrorCode::crashed, "died");
  CHECK_FALSE(folder.is_written());
}
