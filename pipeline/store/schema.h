// The tables of a store. Any program that reads SQLite may look at them while a run goes on.
#pragma once

#include <cstdint>

namespace nianbao::pipeline {

inline constexpr std::int64_t kStoreApplication = 0x6E69616E;  // "nian"
inline constexpr std::int64_t kStoreVersion = 2;

// Texts compare by their bytes. An input has a key, and the reading stored under it, or a record of its own.
inline constexpr char kStoreSchema[] = R"(
CREATE TABLE store (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  fingerprint TEXT NOT NULL,
  change INTEGER NOT NULL,  -- counts the states of what would be exported
  ended INTEGER NOT NULL    -- the last run ended its listing and read all of it
) STRICT;

CREATE TABLE input (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  url TEXT NOT NULL,
  captured TEXT NOT NULL,
  key TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  listed INTEGER NOT NULL DEFAULT 1,    -- found by the last run that ended its listing, or since
  complete INTEGER NOT NULL DEFAULT 0,  -- of a container: read whole, with these bytes
  gone INTEGER NOT NULL DEFAULT 0,      -- was not in its container when that was last read whole
  outcome TEXT NOT NULL,                -- these three of the record of its own, else empty
  error_code TEXT NOT NULL,
  format TEXT NOT NULL,
  limits TEXT NOT NULL,  -- RunTerms::limits, where a limit was exceeded; else empty
  record BLOB
) STRICT;
CREATE UNIQUE INDEX input_path ON input (path);

CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  outcome TEXT NOT NULL,
  error_code TEXT NOT NULL,
  format TEXT NOT NULL,
  templates TEXT NOT NULL,
  figures TEXT NOT NULL,
  converter TEXT NOT NULL,
  limits TEXT NOT NULL,  -- as in input
  counts TEXT NOT NULL,  -- CellCounts
  microseconds INTEGER NOT NULL,
  peak_bytes INTEGER NOT NULL
) STRICT;

-- Apart, so that what counts readings need not pass over their records.
CREATE TABLE reading_record (
  id INTEGER PRIMARY KEY,  -- of the reading
  record BLOB NOT NULL
) STRICT;

CREATE TABLE export (
  folder TEXT NOT NULL,  -- from the folder of the store
  file TEXT NOT NULL,
  options TEXT NOT NULL,
  change INTEGER NOT NULL,  -- store.change as it was
  bytes INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  PRIMARY KEY (folder, file)
) STRICT, WITHOUT ROWID;
)";

// The current run: what it has found, on what terms it reads, and which readings hold on these. In the temporary
// database: it is worth nothing to the next run, and marking each input in the file would write all of it anew.
inline constexpr char kRunSchema[] = R"(
CREATE TEMP TABLE found (id INTEGER PRIMARY KEY) STRICT;

CREATE TEMP TABLE terms (  -- RunTerms
  id INTEGER PRIMARY KEY CHECK (id = 1),
  converter TEXT NOT NULL,
  limits TEXT NOT NULL
) STRICT;
INSERT INTO temp.terms (id, converter, limits) VALUES (1, '', '');

CREATE TEMP VIEW holding AS
  SELECT reading.key AS key, reading.outcome AS outcome FROM reading CROSS JOIN terms
  WHERE reading.converter IN ('', terms.converter)
    AND NOT (reading.error_code = 'needs_converter' AND terms.converter <> '')
    AND reading.limits IN ('', terms.limits);
)";

}  // namespace nianbao::pipeline
