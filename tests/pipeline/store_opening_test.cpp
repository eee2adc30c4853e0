// Opening a store: who may, and what is no store.
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>

#include "tests/pipeline/store_fixture.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::test;
using pipeline::kStoreName;
using pipeline::Store;

namespace {

const std::string kFile(kStoreName);

Result<Store> opened(const TemporaryFolder& folder, std::string_view fingerprint = kFingerprint) {
  return Store::open(folder.path(), fingerprint, false);
}

void fill(const TemporaryFolder& folder, int documents) {
  auto store = open_store(folder);
  for (int i = 0; i < documents; ++i) add(store, "d" + std::to_string(i), "content " + std::to_string(i));
  checked(store.commit());
}

// What a process of its own says: true is exit code 0.
bool in_a_child(const std::function<bool()>& ask) {
  const auto child = ::fork();
  if (child == 0) ::_exit(ask() ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// One statement, as any other program would run it; the first column of its first row.
std::string sql(const std::filesystem::path& file, const std::string& statement) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  std::string answer;
  const auto take = [](void* text, int, char** values, char**) {
    static_cast<std::string*>(text)->assign(values[0] == nullptr ? "" : values[0]);
    return 0;
  };
  char* error = nullptr;
  sqlite3_exec(database, statement.c_str(), take, &answer, &error);
  if (error != nullptr) answer = error;
  sqlite3_free(error);
  sqlite3_close(database);
  return answer;
}

}  // namespace

TEST_CASE("a store is a database that other programs know and may read meanwhile") {
  const TemporaryFolder folder;
  fill(folder, 3);
  auto store = open_store(folder);
  add(store, "new", "new");
  CHECK(sql(folder / kFile, "PRAGMA application_id") == "1852399982");
  CHECK(sql(folder / kFile, "PRAGMA user_version") == "2");
  CHECK(sql(folder / kFile, "PRAGMA journal_mode") == "wal");
  CHECK(sql(folder / kFile, "SELECT count(*) FROM reading") == "3");
  checked(store.commit());
  CHECK(sql(folder / kFile, "SELECT count(*) FROM reading") == "4");
  CHECK(sql(folder / kFile, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("one process has a run in a folder at a time") {
  const TemporaryFolder folder;
  const auto is_refused = [&] {
    const auto store = opened(folder);
    return !store && store.error().code == ErrorCode::output_failed &&
           store.error().detail == "another run is writing here";
  };
  {
    auto store = open_store(folder);
    add(store, "a", "one");
    CHECK(in_a_child(is_refused));
    checked(store.commit());
    CHECK(in_a_child(is_refused));
    auto moved = std::move(store);
    CHECK(in_a_child(is_refused));
  }
  CHECK_FALSE(in_a_child(is_refused));
  CHECK_FALSE(std::filesystem::exists(folder / (kFile + "-lock")));
}

TEST_CASE("the lock of a killed process is gone, its living children or not") {
  const TemporaryFolder folder;
  int ready[2];
  int end[2];
  REQUIRE(::pipe(ready) == 0);
  REQUIRE(::pipe(end) == 0);
  const auto child = ::fork();
  if (child == 0) {
    ::close(end[1]);
    const auto store = opened(folder);
    const auto grandchild = ::fork();
    char byte = 'r';
    if (grandchild != 0 && store) static_cast<void>(::write(ready[1], &byte, 1));
    // Until the test closes its end.
    static_cast<void>(::read(end[0], &byte, 1));
    ::_exit(0);
  }
  ::close(ready[1]);
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  check_fails(opened(folder), ErrorCode::output_failed, "another run is writing here");
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  CHECK(opened(folder));
  ::close(end[1]);
  ::close(end[0]);
  ::close(ready[0]);
}

TEST_CASE("a store of another fingerprint is not mixed with this one's") {
  const TemporaryFolder folder;
  fill(folder, 12);
  check_fails(opened(folder, "other"), ErrorCode::bad_store,
              "made by another version of the program, its templates or limits: add --refresh to read its 12 documents "
              "anew, or choose another --out");
  CHECK(opened(folder));
  {
    auto store = checked(Store::open(folder.path(), "other", true));
    CHECK_FALSE(checked(store.has_reading("content 0.txt", true)));
    CHECK(checked(store.summary()).unseen == 12);
    checked(store.list(document("d0", "content 0")));
    CHECK(checked(store.missing_readings()) == 1);
  }
  // What was dropped stays so, even if the run ends at once; and without readings any fingerprint will do.
  auto store = checked(opened(folder));
  CHECK(checked(store.summary()).unseen == 12);
  CHECK_FALSE(checked(store.has_reading("content 0.txt", true)));
}

TEST_CASE("a refreshed store reads its containers anew") {
  const TemporaryFolder folder;
  {
    auto store = open_store(folder);
    checked(store.list(container("z.zip", "outer")));
    checked(store.complete("z.zip", "outer"));
    CHECK(checked(store.relist_members("z.zip", "outer", true)));
    checked(store.commit());
  }
  auto store = open_store(folder, true);
  CHECK_FALSE(checked(store.relist_members("z.zip", "outer", true)));
}

TEST_CASE("a folder or file that cannot be written to") {
  const TemporaryFolder folder;
  fill(folder, 1);
  // Root may write anywhere, so the question is put by a process that is nobody.
  const auto asks = [&](ErrorCode code) {
    return in_a_child([&] {
      constexpr uid_t kNobody = 65534;
      if (::geteuid() == 0 && ::setresuid(kNobody, kNobody, kNobody) != 0) return false;
      const auto store = opened(folder);
      return !store && store.error().code == code && !store.error().detail.empty();
    });
  };
  ::chmod((folder / kFile).c_str(), 0444);
  ::chmod(folder.path().c_str(), 0777);
  CHECK(asks(ErrorCode::output_failed));
  ::chmod(folder.path().c_str(), 0555);
  CHECK(asks(ErrorCode::output_failed));
  ::chmod((folder / kFile).c_str(), 0644);
  CHECK(asks(ErrorCode::output_failed));
  ::chmod(folder.path().c_str(), 0700);
  CHECK(asks(ErrorCode::output_failed));
  CHECK(opened(folder));
  check_fails(Store::open(folder / "missing", kFingerprint, false), ErrorCode::output_failed, "No such file");
  std::filesystem::remove(folder / kFile);
  std::filesystem::create_directory(folder / kFile);
  check_fails(opened(folder), ErrorCode::output_failed, "unable to open");
}

TEST_CASE("a file that is no store is left as it is") {
  const TemporaryFolder folder;
  const std::string page = "<html>" + std::string(10000, 'x');
  write_file(folder / kFile, page);
  check_fails(opened(folder), ErrorCode::bad_store, "not a database");
  CHECK(read_file(folder / kFile) == page);

  std::filesystem::remove(folder / kFile);
  sql(folder / kFile, "CREATE TABLE recipe (cake TEXT)");
  const auto before = read_file(folder / kFile);
  check_fails(opened(folder), ErrorCode::bad_store, "a database of another program");
  CHECK(read_file(folder / kFile) == before);
}

TEST_CASE("a store of another layout says so, and is made anew where all is to be read anew") {
  const TemporaryFolder folder;
  fill(folder, 1);
  sql(folder / kFile, "PRAGMA user_version = 1; ALTER TABLE input RENAME TO old");
  check_fails(opened(folder), ErrorCode::bad_store, "made by another version of the program");
  check_fails(Store::reopen(folder.path(), kFingerprint), ErrorCode::bad_store, "made by another version");
  {
    auto store = open_store(folder, true);
    add(store, "a", "one");
    CHECK(listing_of(store) == std::vector<std::string>{"a one"});
    checked(store.commit());
  }
  CHECK(sql(folder / kFile, "SELECT count(*) FROM sqlite_schema WHERE name = 'old'") == "0");
  CHECK(checked(opened(folder)).has_reading("one.txt", true).value());
  sql(folder / kFile, "PRAGMA user_version = 2; DROP TABLE store");
  check_fails(opened(folder), ErrorCode::bad_store, "no such table");
}

TEST_CASE("a file that was made but never filled is a new store") {
  const TemporaryFolder folder;
  write_file(folder / kFile, "");
  CHECK(opened(folder));
}

TEST_CASE("a damaged store never does harm") {
  const TemporaryFolder folder;
  fill(folder, 40);
  const auto whole = read_file(folder / kFile);
  int failures = 0;
  const auto use = [&](const std::string& bytes) {
    write_file(folder / kFile, bytes);
    auto result = [&]() -> Result<void> {
      auto store = opened(folder);
      if (!store) return std::unexpected(store.error());
      for (int i = 0; i < 40; ++i) {
        auto listed = store->list(document("d" + std::to_string(i), "content " + std::to_string(i)));
        if (!listed) return std::unexpected(listed.error());
      }
      if (auto summary = store->summary(); !summary) return std::unexpected(summary.error());
      return store->for_each_record(templates(), [](const exporting::Record&) { return Result<void>(); });
    }();
    if (result) return;
    ++failures;
    CHECK(to_string(result.error().code) == to_string(ErrorCode::bad_store));
    CHECK_FALSE(result.error().detail.empty());
  };
  for (std::size_t page = 0; page < whole.size(); page += 4096) {
    use(whole.substr(0, page + 100));
    for (const std::size_t at : {0, 1, 3, 5, 8, 20, 40, 300, 2000, 4000}) {
      auto bent = whole;
      bent.replace(page + at, 4, "\xFF\xFF\xFF\xFF");
      use(bent);
    }
  }
  CHECK(failures > 20);
  use(whole);
}

TEST_CASE("a run that ended may be taken up, one that was stopped may not") {
  const TemporaryFolder folder;
  const auto begin = kFingerprint.substr(0, 9);
  fill(folder, 3);
  check_fails(Store::reopen(folder.path(), begin), ErrorCode::bad_store, "did not end");
  {
    auto store = open_store(folder);
    for (const auto* path : {"d0", "d2"}) add(store, path, "content 0");
    checked(store.end_listing());
    checked(store.commit());
  }
  {
    auto store = checked(Store::reopen(folder.path(), begin));
    CHECK(listing_of(store) == std::vector<std::string>{"d0 content 0", "d2 content 0"});
    CHECK(checked(store.inputs()) == 2);
    CHECK(checked(store.missing_readings()) == 0);
  }
  check_fails(Store::reopen(folder.path(), "another"), ErrorCode::bad_store, "another version");
  {
    open_store(folder);
  }
  check_fails(Store::reopen(folder.path(), begin), ErrorCode::bad_store, "did not end");
}
