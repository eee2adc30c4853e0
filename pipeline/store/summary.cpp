#include "pipeline/store/summary.h"

namespace nianbao::pipeline {
namespace {

using Counts = std::map<std::string, std::int64_t>;

// An input's outcome is that of its own record, or of the reading of its content.
constexpr std::string_view kOutcomes =
    "SELECT CASE WHEN input.record IS NULL THEN reading.outcome ELSE input.outcome END AS outcome, "
    "CASE WHEN input.record IS NULL THEN reading.error_code ELSE input.error_code END AS error_code, "
    "CASE WHEN input.record IS NULL THEN reading.format ELSE input.format END AS format, "
    "CASE WHEN input.record IS NULL THEN reading.templates ELSE '' END AS templates, count(*) "
    "FROM input LEFT JOIN reading ON reading.key = input.key "
    "WHERE input.id IN (SELECT id FROM temp.found) GROUP BY 1, 2, 3, 4";
// As many as have a duplicate_of: all of each group but the first.
constexpr std::string_view kDuplicates =
    "SELECT coalesce(sum(copies - 1), 0) FROM (SELECT count(*) AS copies FROM input "
    "WHERE sha256 <> '' AND bytes > 0 AND id IN (SELECT id FROM temp.found) GROUP BY sha256)";
constexpr std::string_view kUnseen = "SELECT count(*) FROM input WHERE id NOT IN (SELECT id FROM temp.found)";
constexpr std::string_view kSlowest =
    "SELECT min(input.path), reading.microseconds FROM input CROSS JOIN reading ON reading.key = input.key "
    "WHERE input.record IS NULL AND input.id IN (SELECT id FROM temp.found) "
    "GROUP BY reading.id ORDER BY reading.microseconds DESC, 1 LIMIT 5";
constexpr std::string_view kCounts =
    "SELECT reading.counts FROM input CROSS JOIN reading ON reading.key = input.key "
    "WHERE input.record IS NULL AND input.id IN (SELECT id FROM temp.found)";
// Of documents: a container is large because it holds many.
constexpr std::string_view kLargest =
    "SELECT path, bytes FROM input WHERE outcome <> 'container' AND id IN (SELECT id FROM temp.found) "
    "ORDER BY bytes DESC, path LIMIT 5";

void count_words(std::string_view words, std::int64_t count, Counts& counts) {
  while (!words.empty()) {
    const auto end = words.find(' ');
    if (end != 0) counts[std::string(words.substr(0, end))] += count;
    words = end == std::string_view::npos ? std::string_view{} : words.substr(end + 1);
  }
}

void count_word(std::string_view word, std::int64_t count, Counts& counts) {
  if (!word.empty()) counts[std::string(word)] += count;
}

Result<void> count_outcomes(Database& database, StoreSummary& summary) {
  auto groups = database.query(kOutcomes);
  for (;;) {
    const auto row = groups.next();
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
    const auto count = groups.integer(4);
    count_word(groups.text(0), count, summary.outcomes);
    if (groups.text(0) != to_string(exporting::Outcome::report)) {
      count_word(groups.text(1), count, summary.error_codes);
    }
    count_word(groups.text(2), count, summary.formats);
    count_words(groups.text(3), count, summary.templates);
  }
}

Result<std::vector<StoreSummary::Costly>> costly(Database& database, std::string_view sql) {
  std::vector<StoreSummary::Costly> found;
  auto rows = database.query(sql);
  for (;;) {
    const auto row = rows.next();
    if (!row) return std::unexpected(row.error());
    if (!*row) return found;
    found.push_back({std::string(rows.text(0)), rows.integer(1)});
  }
}

Result<CellCounts> count_cells(Database& database) {
  CellCounts counts;
  auto rows = database.query(kCounts);
  for (;;) {
    const auto row = rows.next();
    if (!row) return std::unexpected(row.error());
    if (!*row) return counts;
    counts.add(rows.text(0));
  }
}

// Takes a result over, or its error into `status`.
template <class T>
void take(Result<T> result, T& into, Result<void>& status) {
  if (result) {
    into = std::move(*result);
  } else if (status) {
    status = std::unexpected(result.error());
  }
}

}  // namespace

Result<StoreSummary> summarise(StoreState& store) {
  auto& database = *store.database;
  StoreSummary summary;
  auto status = count_outcomes(database, summary);
  take(database.number(kDuplicates), summary.duplicates, status);
  take(database.number(kUnseen), summary.unseen, status);
  take(count_cells(database), summary.cells, status);
  take(costly(database, kSlowest), summary.slowest, status);
  take(costly(database, kLargest), summary.largest, status);
  if (!status) return std::unexpected(status.error());
  return summary;
}

}  // namespace nianbao::pipeline
