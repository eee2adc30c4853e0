#include "pipeline/store/readings.h"

#include <utility>

namespace nianbao::pipeline {
namespace {

constexpr std::string_view kReadOn = "UPDATE temp.terms SET converter = ?1, limits = ?2";
constexpr std::string_view kHas = "SELECT count(*) FROM temp.holding WHERE key = ?1 AND (?2 OR outcome <> 'failed')";
constexpr std::string_view kPut =
    "INSERT INTO reading (key, outcome, error_code, format, templates, figures, converter, limits, counts, "
    "microseconds, peak_bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (key) DO UPDATE SET "
    "outcome = ?2, error_code = ?3, format = ?4, templates = ?5, figures = ?6, converter = ?7, limits = ?8, "
    "counts = ?9, microseconds = ?10, peak_bytes = ?11 RETURNING id";
// Changes nothing where the same was read again: then the outputs stay as they are too.
constexpr std::string_view kPutRecord =
    "INSERT INTO reading_record (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = ?2 "
    "WHERE record <> ?2";
constexpr std::string_view kMissing =
    "SELECT count(*) FROM input WHERE record IS NULL AND id IN (SELECT id FROM temp.found) "
    "AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.key = input.key)";

Result<std::int64_t> put_row(StoreState& store, std::string_view key, const StoredReading& reading) {
  auto put = store.database->query(kPut, key, reading.outcome, reading.error_code, reading.format, reading.templates,
                                   reading.figures, reading.converter, limits_of(store, reading.error_code),
                                   reading.counts, reading.microseconds, reading.peak_bytes);
  if (auto row = put.next(); !row) return std::unexpected(row.error());
  const auto id = put.integer(0);
  if (auto ended = put.run(); !ended) return std::unexpected(ended.error());
  return id;
}

}  // namespace

std::string_view limits_of(const StoreState& store, std::string_view error_code) {
  return error_code == to_string(ErrorCode::limit_exceeded) ? std::string_view(store.terms.limits) : "";
}

Result<void> read_on(StoreState& store, RunTerms terms) {
  store.terms = std::move(terms);
  return store.database->run(kReadOn, store.terms.converter, store.terms.limits);
}

Result<bool> has_reading(StoreState& store, std::string_view key, bool failed_too) {
  const auto count = store.database->number(kHas, key, std::int64_t{failed_too});
  if (!count) return std::unexpected(count.error());
  return *count > 0;
}

Result<void> put_reading(StoreState& store, std::string_view key, const StoredReading& reading) {
  const auto id = put_row(store, key, reading);
  if (!id) return std::unexpected(id.error());
  if (auto put = store.database->run(kPutRecord, *id, Blob{reading.record}); !put) return put;
  if (store.database->changes() > 0) store.note_change();
  return {};
}

Result<std::int64_t> missing_readings(StoreState& store) { return store.database->number(kMissing); }

}  // namespace nianbao::pipeline
