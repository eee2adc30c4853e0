#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "pipeline/store/schema.h"
#include "pipeline/store/store.h"
#include "pipeline/store/store_state.h"

namespace nianbao::pipeline {
namespace {

// A page of 8 KiB takes a record in few pages. The caches bound the memory, whatever the number of inputs.
// secure_delete (on in Debian) would overwrite all that is dropped; the log of a long transaction shall not stay at its
// full length.
constexpr char kSettings[] = R"(
PRAGMA page_size = 8192;
PRAGMA cell_size_check = ON;
PRAGMA cache_size = -16384;
PRAGMA temp_store = FILE;
PRAGMA temp.cache_size = -8192;
PRAGMA secure_delete = OFF;
PRAGMA busy_timeout = 10000;
PRAGMA synchronous = FULL;
PRAGMA journal_size_limit = 67108864;
PRAGMA wal_autocheckpoint = 2048;
)";

// Several processes may read the file while one writes. Where the file system has no shared memory SQLite stays with
// its other journal: as safe, but then readers wait.
constexpr char kJournal[] = "PRAGMA journal_mode = WAL";

enum class Content : std::uint8_t { none, store, store_of_other_version };

Result<Content> content_of(Database& database) {
  auto objects = database.number("SELECT count(*) FROM sqlite_schema");
  if (!objects) return std::unexpected(objects.error());
  auto application = database.number("PRAGMA application_id");
  if (!application) return std::unexpected(application.error());
  auto version = database.number("PRAGMA user_version");
  if (!version) return std::unexpected(version.error());

  if (*objects == 0 && *application == 0) return Content::none;
  const auto place = database.file().string();
  if (*application != kStoreApplication) {
    return fail(ErrorCode::bad_store, place, "a database of another program: choose another --out");
  }
  return *version == kStoreVersion ? Content::store : Content::store_of_other_version;
}

// Only with the tables of this version can anything be done with a store.
std::unexpected<Error> of_other_version(const Database& database) {
  return fail(ErrorCode::bad_store, database.file().string(),
              "made by another version of the program: add --refresh to read everything anew, or choose another --out");
}

Result<void> drop_tables(Database& database) {
  std::string drops;
  {
    auto tables = database.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    for (;;) {
      const auto row = tables.next();
      if (!row) return std::unexpected(row.error());
      if (!*row) break;
      drops += fmt::format("DROP TABLE \"{}\";", tables.text(0));
    }
  }
  return database.script(drops);
}

Result<void> make_tables(Database& database, std::string_view fingerprint) {
  if (auto begun = database.begin(); !begun) return begun;
  const auto marks =
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kStoreApplication, kStoreVersion);
  if (auto made = database.script(kStoreSchema + marks); !made) return made;
  auto filled = database.run("INSERT INTO store (id, fingerprint, change, ended) VALUES (1, ?1, 0, 0)", fingerprint);
  return filled ? database.commit() : filled;
}

// Nothing of another program or other templates may be mixed with what this one reads.
Result<void> drop_readings(Database& database, std::string_view fingerprint) {
  if (auto begun = database.begin(); !begun) return begun;
  if (auto dropped = database.script("DELETE FROM reading_record; DELETE FROM reading; UPDATE input SET complete = 0;"
                                     "UPDATE store SET change = change + 1;");
      !dropped) {
    return dropped;
  }
  if (auto named = database.run("UPDATE store SET fingerprint = ?1", fingerprint); !named) return named;
  return database.commit();
}

Result<void> check_fingerprint(Database& database, std::string_view fingerprint, bool refresh) {
  auto same = database.number("SELECT count(*) FROM store WHERE fingerprint = ?1", fingerprint);
  if (!same) return std::unexpected(same.error());
  if (*same == 1 && !refresh) return {};
  auto readings = database.number("SELECT count(*) FROM reading");
  if (!readings) return std::unexpected(readings.error());
  if (*readings > 0 && !refresh) {
    return fail(ErrorCode::bad_store, database.file().string(),
                fmt::format("made by another version of the program, its templates or limits: add --refresh to read "
                            "its {} documents anew, or choose another --out",
                            *readings));
  }
  return drop_readings(database, fingerprint);
}

Result<void> prepare(Database& database, std::string_view fingerprint, bool refresh) {
  if (database.is_read_only()) {
    return fail(ErrorCode::output_failed, database.file().string(), "cannot write to this file");
  }
  if (auto set = database.script(kSettings); !set) return set;
  const auto content = content_of(database);
  if (!content) return std::unexpected(content.error());
  if (*content == Content::store_of_other_version && !refresh) return of_other_version(database);
  if (auto journal = database.run(kJournal); !journal) return journal;
  if (*content == Content::store_of_other_version) {
    if (auto dropped = drop_tables(database); !dropped) return dropped;
  }
  auto ready = *content == Content::store ? check_fingerprint(database, fingerprint, refresh)
                                          : make_tables(database, fingerprint);
  if (ready) ready = database.run("UPDATE store SET ended = 0 WHERE ended");
  return ready ? database.script(kRunSchema) : ready;
}

// What the last run found counts as found by this one, which finds nothing.
Result<void> take_up(Database& database, std::string_view fingerprint_begin) {
  if (auto set = database.script(kSettings); !set) return set;
  const auto content = content_of(database);
  if (!content) return std::unexpected(content.error());
  if (*content == Content::none) return fail(ErrorCode::bad_store, database.file().string(), "holds no run");
  if (*content == Content::store_of_other_version) return of_other_version(database);
  const auto same =
      database.number("SELECT count(*) FROM store WHERE substr(fingerprint, 1, length(?1)) = ?1", fingerprint_begin);
  if (!same) return std::unexpected(same.error());
  if (*same == 0) {
    return fail(ErrorCode::bad_store, database.file().string(),
                "made by another version of the program or its templates: extract with --refresh first");
  }
  const auto ended = database.number("SELECT ended FROM store");
  if (!ended) return std::unexpected(ended.error());
  if (*ended == 0) {
    return fail(ErrorCode::bad_store, database.file().string(),
                "its last run did not end: the same extract command goes on where it was stopped");
  }
  if (auto made = database.script(kRunSchema); !made) return made;
  return database.script("INSERT INTO temp.found SELECT id FROM input WHERE listed AND NOT gone");
}

template <class Prepare>
Result<std::unique_ptr<StoreState>> open_with(const std::filesystem::path& folder, Prepare prepare_database) {
  auto lock = RunLock::take(folder / (std::string(kStoreName) + "-lock"));
  if (!lock) return std::unexpected(lock.error());
  auto database = Database::open(folder / kStoreName);
  if (!database) return std::unexpected(database.error());
  if (auto ready = prepare_database(**database); !ready) return std::unexpected(ready.error());
  auto change = (*database)->number("SELECT change FROM store");
  if (!change) return std::unexpected(change.error());
  return std::make_unique<StoreState>(StoreState{folder, std::move(*lock), std::move(*database), *change});
}

}  // namespace

Result<std::unique_ptr<StoreState>> open_store(const std::filesystem::path& folder, std::string_view fingerprint,
                                               bool refresh) {
  return open_with(folder, [&](Database& database) { return prepare(database, fingerprint, refresh); });
}

Result<std::unique_ptr<StoreState>> reopen_store(const std::filesystem::path& folder,
                                                 std::string_view fingerprint_begin) {
  std::error_code ignored;
  if (!std::filesystem::exists(folder / kStoreName, ignored)) {
    return fail(ErrorCode::bad_store, (folder / kStoreName).string(),
                "there is no such file: extract into this folder first");
  }
  return open_with(folder, [&](Database& database) { return take_up(database, fingerprint_begin); });
}

Result<void> commit_store(StoreState& store) {
  if (store.changed) {
    auto noted = store.database->run("UPDATE store SET change = ?1", store.change);
    if (!noted) return noted;
  }
  store.changed = false;
  return store.database->commit();
}

}  // namespace nianbao::pipeline
