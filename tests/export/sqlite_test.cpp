#include <sqlite3.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "export/codebook.h"
#include "export/writers/sqlite_layout.h"
#include "tests/export/example.h"
#include "tests/export/read_back.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::exporting;
using namespace nianbao::test;

namespace {

constexpr auto kFile = "dataset.sqlite";

// All values of all rows as SQLite prints them, NULL as "NULL".
std::vector<std::string> values_of(const std::filesystem::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  std::vector<std::string> values;
  const auto row = [](void* into, int count, char** texts, char**) {
    for (int i = 0; i < count; ++i) {
      static_cast<std::vector<std::string>*>(into)->emplace_back(texts[i] == nullptr ? "NULL" : texts[i]);
    }
    return 0;
  };
  char* message = nullptr;
  sqlite3_exec(database, sql.c_str(), row, &values, &message);
  INFO(sql << ": " << (message == nullptr ? "" : message));
  CHECK(message == nullptr);
  sqlite3_free(message);
  sqlite3_close(database);
  return values;
}

using Values = std::vector<std::string>;

Record record_at(const std::string& path) {
  auto record = example_record();
  record.path = path;
  return record;
}

}  // namespace

TEST_CASE("sqlite: what pandas and sqlite3 read is what CSV says, whatever the texts") {
  Written written;
  const auto records = hostile_records();
  write_records("csv", records, written);
  write_records("sqlite", records, written);
  check_round_trip(written.folder.path());
}

TEST_CASE("sqlite: no record, and it is a database all the same") {
  Written written;
  write_records("csv", {}, written);
  write_records("sqlite", {}, written);
  CHECK(written.files == std::vector<std::string>{kFile});
  check_round_trip(written.folder.path());
}

TEST_CASE("sqlite: whole numbers are integers, fractions reals, and none is rounded") {
  Written written;
  auto record = example_record();
  auto& fields = record.report->fields;
  fields[2].state = normalize::State::number;
  fields[2].value = normalize::Decimal::parse("123456789012345.67");
  write_records("sqlite", std::array{record}, written);
  CHECK(
      values_of(written.folder / kFile, "SELECT field, value, typeof(value) FROM cells WHERE field <> '' ORDER BY 1") ==
      Values{"alpha_count", "9007199254740993", "integer", "beta_amount", "25.1", "real", "gamma_change",
             "123456789012345.67", "text"});
  CHECK(values_of(written.folder / kFile, "SELECT alpha_count, typeof(report_year), typeof(published) FROM reports") ==
        Values{"9007199254740993", "integer", "text"});
  CHECK(values_of(written.folder / kFile, "SELECT DISTINCT typeof(soft), soft FROM findings ORDER BY 2") ==
        Values{"integer", "0", "integer", "1"});
  CHECK(values_of(written.folder / kFile,
                  "SELECT title_en FROM columns WHERE \"table\" = 'cells' AND \"column\" = "
                  "'document'") == Values{"Document number"});
}

TEST_CASE("sqlite: empty cells are NULL, but paths that are the same when clean are two documents") {
  Written written;
  write_records("sqlite", std::array{record_at("a\x01"), record_at("a"), record_at("\x01"), failed_record()}, written);
  CHECK(values_of(written.folder / kFile, "SELECT document, path, document_id IS NULL FROM documents ORDER BY 1") ==
        Values{"1", "a", "0", "2", "a", "0", "3", "NULL", "0", "4", "lost.docx", "1"});
  CHECK(values_of(written.folder / kFile, "SELECT document, count(*) FROM cells GROUP BY 1") ==
        Values{"1", "5", "2", "5", "3", "5"});
}

TEST_CASE("sqlite: a view has each column once, whatever the labels") {
  auto schema = example_schema();
  for (auto& field : schema.fields) field = {field.name, "same", "same", {}, field.type, "p", {"2\"0'21 x"}};
  schema.templates = {{"2\"0'21 x", "", "", 2021, 0, ""}};
  const auto dataset = make_dataset(schema);
  const TemporaryFolder folder;
  const auto writer = make_writer("sqlite");
  REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
  REQUIRE(writer->finish());
  CHECK(values_of(folder / kFile,
                  "SELECT same, \"same (beta_amount)\", \"same (gamma_change)\" FROM "
                  "\"report_2\"\"0'21 x_zh\"")
            .empty());
}

TEST_CASE("sqlite: indices and references are of columns that are there") {
  const auto own = read_codebook(sqlite_codebook_file());
  REQUIRE(own);
  Written written;
  write_records("sqlite", std::array{example_record()}, written);
  CHECK(values_of(written.folder / kFile, "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql <> ''") ==
        Values{"9"});
  CHECK(values_of(written.folder / kFile,
                  "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND sql LIKE "
                  "'%REFERENCES%'") == Values{"7"});
  CHECK(values_of(written.folder / kFile, "PRAGMA foreign_key_check").empty());
}

TEST_CASE("sqlite: the same records give the same bytes, also over what was left of a killed process") {
  Written first;
  Written second;
  write_file(second.folder / "dataset.sqlite.part", "SQLite format 3 and then nothing");
  write_records("sqlite", hostile_records(), first);
  write_records("sqlite", hostile_records(), second);
  CHECK(first.read(kFile) == second.read(kFile));
  CHECK(names_in(second.folder) == std::vector<std::string>{kFile});
}

TEST_CASE("sqlite: what cannot be written is output_failed at the file, and nothing is left") {
  const auto dataset = make_dataset(example_schema());
  const auto begun = make_writer("sqlite")->begin(dataset, {.folder = "/dev/null/folder"});
  REQUIRE_FALSE(begun);
  CHECK(begun.error().code == ErrorCode::output_failed);
  CHECK(begun.error().place == "/dev/null/folder/dataset.sqlite");
  const TemporaryFolder folder;
  for (const std::size_t bytes : {0, 20000, 200000}) {
    INFO(bytes);
    CHECK(error_on_full_disk("sqlite", folder.path(), bytes) == "output_failed " + (folder / kFile).string());
    CHECK(names_in(folder).empty());
  }
  CHECK(error_on_full_disk("sqlite", folder.path(), 64 << 20).empty());

  const TemporaryFolder taken;
  std::filesystem::create_directories(taken / kFile / "by a folder");
  const auto writer = make_writer("sqlite");
  REQUIRE(writer->begin(dataset, {.folder = taken.path()}));
  const auto finished = writer->finish();
  REQUIRE_FALSE(finished);
  CHECK(finished.error().place == (taken / kFile).string());
  CHECK(names_in(taken) == std::vector<std::string>{kFile, "dataset.sqlite/by a folder"});
}

TEST_CASE("sqlite: a writer that is not finished leaves nothing behind") {
  const TemporaryFolder folder;
  const auto dataset = make_dataset(example_schema());
  {
    const auto writer = make_writer("sqlite");
    REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
    REQUIRE(writer->add(example_record()));
  }
  CHECK(names_in(folder).empty());
}

TEST_CASE("sqlite: a text where a whole number belongs is an error, not a number") {
  const TemporaryFolder folder;
  const auto dataset = make_dataset(example_schema());
  const auto writer = make_writer("sqlite");
  auto record = example_record();
  record.report->identity.report_year.value = "about 2020";
  REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
  const auto added = writer->add(record);
  REQUIRE_FALSE(added);
  CHECK(added.error().code == ErrorCode::output_failed);
  CHECK(added.error().detail.find("reports.report_year") != std::string::npos);
  CHECK(names_in(folder).empty());
}
