// The records of a run, with what their origins and their neighbours say.
#include "pipeline/store/readings.h"
#include "pipeline/store/record_codec.h"

namespace nianbao::pipeline {
namespace {

// Both tables name the first path of each group of more than one. They are sorted once, outside memory, so that a
// group of any size costs each of its inputs one look-up. Empty files have no bytes to share: see Store.
constexpr char kGroups[] = R"(
DROP TABLE IF EXISTS temp.first_copy;
DROP TABLE IF EXISTS temp.first_figures;
CREATE TEMP TABLE first_copy (sha256 TEXT PRIMARY KEY, path TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE first_figures (figures TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL)
  STRICT, WITHOUT ROWID;
INSERT INTO temp.first_copy
  SELECT sha256, min(path) FROM input
  WHERE sha256 <> '' AND bytes > 0 AND id IN (SELECT id FROM temp.found)
  GROUP BY sha256 HAVING count(*) > 1;
INSERT INTO temp.first_figures
  SELECT figures, first, (SELECT sha256 FROM input WHERE path = first)
  FROM (SELECT reading.figures AS figures, min(input.path) AS first
        FROM input CROSS JOIN reading ON reading.key = input.key
        WHERE reading.figures <> '' AND input.record IS NULL AND input.id IN (SELECT id FROM temp.found)
        GROUP BY reading.figures HAVING min(input.sha256) <> max(input.sha256));
)";

// The index gives the order; CROSS JOIN keeps SQLite from choosing another and sorting all records.
constexpr std::string_view kRecords =
    "SELECT input.path, input.url, input.captured, coalesce(input.record, reading_record.record), copy.path, near.path "
    "FROM input INDEXED BY input_path "
    "LEFT JOIN reading ON input.record IS NULL AND reading.key = input.key "
    "LEFT JOIN reading_record ON reading_record.id = reading.id "
    "LEFT JOIN temp.first_copy AS copy ON input.bytes > 0 AND copy.sha256 = input.sha256 AND copy.path <> input.path "
    "LEFT JOIN temp.first_figures AS near ON near.figures = reading.figures AND near.sha256 <> input.sha256 "
    "WHERE input.id IN (SELECT id FROM temp.found) ORDER BY input.path";

StoredRecord stored_record(const Query& row) {
  return {.path = row.text(0),
          .url = row.text(1),
          .captured = row.text(2),
          .duplicate_of = row.text(4),
          .near_duplicate_of = row.text(5),
          .record = row.text(3)};
}

}  // namespace

Result<void> for_each_stored(StoreState& store, const TakeStored& take) {
  auto& database = *store.database;
  if (auto grouped = database.script(kGroups); !grouped) return grouped;
  auto rows = database.query(kRecords);
  for (;;) {
    const auto row = rows.next();
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
    const auto stored = stored_record(rows);
    if (stored.record.empty()) {
      return fail(ErrorCode::bad_store, database.file().string(), std::string(stored.path) + " has not been read");
    }
    if (auto taken = take(stored); !taken) return taken;
  }
}

Result<void> for_each_record(StoreState& store, const normalize::TemplateSet& templates, const TakeRecord& take) {
  return for_each_stored(store, [&](const StoredRecord& stored) -> Result<void> {
    const auto record = decode_record(stored, templates);
    if (!record) return fail(record.error().code, store.database->file().string(), record.error().detail);
    return take(*record);
  });
}

}  // namespace nianbao::pipeline
