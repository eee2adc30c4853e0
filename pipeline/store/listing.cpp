#include "pipeline/store/listing.h"

#include <string>

#include "pipeline/store/readings.h"
#include "pipeline/store/record_codec.h"

namespace nianbao::pipeline {
namespace {

constexpr std::string_view kFind =
    "SELECT id, url, captured, key, sha256, bytes, record, listed AND NOT gone, error_code, limits "
    "FROM input WHERE path = ?1";
constexpr std::string_view kFound = "INSERT OR IGNORE INTO temp.found (id) VALUES (?1)";
constexpr std::string_view kInsert =
    "INSERT INTO input (path, url, captured, key, sha256, bytes, outcome, error_code, format, limits, record) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, nullif(?11, x''))";
// A container's members are known as long as its bytes are the same, whatever else of it has changed.
constexpr std::string_view kReplace =
    "UPDATE input SET url = ?2, captured = ?3, key = ?4, complete = complete AND sha256 = ?5, sha256 = ?5, bytes = ?6, "
    "outcome = ?7, error_code = ?8, format = ?9, limits = ?10, record = nullif(?11, x''), listed = 1, gone = 0 "
    "WHERE path = ?1";
constexpr std::string_view kListAgain = "UPDATE input SET listed = 1, gone = 0 WHERE id = ?1";
constexpr std::string_view kRefuseAgain = "UPDATE input SET limits = ?2 WHERE id = ?1";

constexpr std::string_view kIsComplete = "SELECT count(*) FROM input WHERE path = ?1 AND sha256 = ?2 AND complete";
// Members are those between "CONTAINER!/" and "CONTAINER!0", for 0 follows the slash.
constexpr std::string_view kLacksReading =
    "SELECT EXISTS (SELECT 1 FROM input WHERE path >= ?1 AND path < ?2 AND NOT gone AND CASE WHEN record IS NULL "
    "THEN NOT EXISTS (SELECT 1 FROM temp.holding WHERE holding.key = input.key "
    "AND (?3 OR holding.outcome <> 'failed')) "
    "ELSE (NOT ?3 AND outcome = 'failed') OR limits NOT IN ('', (SELECT limits FROM temp.terms)) END)";
constexpr std::string_view kFoundMembers =
    "INSERT OR IGNORE INTO temp.found (id) SELECT id FROM input WHERE path >= ?1 AND path < ?2 AND NOT gone";
constexpr std::string_view kListMembers =
    "UPDATE input SET listed = 1 WHERE path >= ?1 AND path < ?2 AND NOT gone AND NOT listed";
constexpr std::string_view kComplete = "UPDATE input SET complete = 1 WHERE path = ?1 AND sha256 = ?2 AND NOT complete";
constexpr std::string_view kGone =
    "UPDATE input SET gone = 1, listed = 0 WHERE path >= ?1 AND path < ?2 AND NOT gone "
    "AND id NOT IN (SELECT id FROM temp.found)";
constexpr std::string_view kEndListing =
    "UPDATE input SET listed = 0 WHERE listed AND id NOT IN (SELECT id FROM temp.found)";

struct MemberRange {
  explicit MemberRange(std::string_view container)
      : begin(std::string(container) + "!/"), end(std::string(container) + "!0") {}

  std::string begin;
  std::string end;
};

// Of a record of its own; empty where the input has none.
struct OwnRecord {
  std::string outcome;
  std::string error_code;
  std::string format;
};

Result<OwnRecord> own_record(const ListedInput& input) {
  if (input.record.empty()) return OwnRecord{};
  // Neither a container nor what could not be read is a report, so no template is named.
  static const normalize::TemplateSet kNone;
  auto record = decode_record(input.record, kNone);
  if (!record) return std::unexpected(record.error());
  return OwnRecord{std::string(to_string(record->outcome)), record->error_code, record->format};
}

bool is_same(const Query& known, const ListedInput& input) {
  return known.text(1) == input.origin.url && known.text(2) == input.origin.captured && known.text(3) == input.key &&
         known.text(4) == input.sha256 && known.integer(5) == input.bytes && known.text(6) == input.record;
}

Result<void> write_input(StoreState& store, std::string_view sql, const ListedInput& input) {
  const auto own = own_record(input);
  if (!own) return std::unexpected(own.error());
  store.note_change();
  const auto& origin = input.origin;
  return store.database->run(sql, origin.path, origin.url, origin.captured, input.key, input.sha256, input.bytes,
                             own->outcome, own->error_code, own->format, limits_of(store, own->error_code),
                             Blob{input.record});
}

Result<bool> list_new(StoreState& store, const ListedInput& input) {
  if (auto written = write_input(store, kInsert, input); !written) return std::unexpected(written.error());
  const auto id = store.database->last_id();
  if (auto found = store.database->run(kFound, id); !found) return std::unexpected(found.error());
  return true;
}

// An input that is as it was known. Which limits it was refused under is in no output.
Result<void> keep_input(StoreState& store, std::int64_t id, const Query& known) {
  const bool listed = known.integer(7) != 0;
  if (const auto limits = limits_of(store, known.text(8)); known.text(9) != limits) {
    if (auto refused = store.database->run(kRefuseAgain, id, limits); !refused) return refused;
  }
  if (listed) return {};
  store.note_change();
  return store.database->run(kListAgain, id);
}

}  // namespace

Result<bool> list_input(StoreState& store, const ListedInput& input) {
  auto& database = *store.database;
  auto known = database.query(kFind, input.origin.path);
  const auto is_known = known.next();
  if (!is_known) return std::unexpected(is_known.error());
  if (!*is_known) return list_new(store, input);

  const auto id = known.integer(0);
  if (auto found = database.run(kFound, id); !found) return std::unexpected(found.error());
  if (database.changes() == 0) return false;
  const auto written = is_same(known, input) ? keep_input(store, id, known) : write_input(store, kReplace, input);
  if (!written) return std::unexpected(written.error());
  return true;
}

Result<std::optional<std::int64_t>> relist_members(StoreState& store, const ContainerBytes& container,
                                                   bool failed_too) {
  auto& database = *store.database;
  const auto complete = database.number(kIsComplete, container.path, container.sha256);
  if (!complete) return std::unexpected(complete.error());
  if (*complete == 0) return std::nullopt;
  const MemberRange members(container.path);
  const auto lacks = database.number(kLacksReading, members.begin, members.end, std::int64_t{failed_too});
  if (!lacks) return std::unexpected(lacks.error());
  if (*lacks != 0) return std::nullopt;

  if (auto found = database.run(kFoundMembers, members.begin, members.end); !found) {
    return std::unexpected(found.error());
  }
  const auto members_found = database.changes();
  if (auto listed = database.run(kListMembers, members.begin, members.end); !listed) {
    return std::unexpected(listed.error());
  }
  if (database.changes() > 0) store.note_change();
  return members_found;
}

Result<void> complete_container(StoreState& store, const ContainerBytes& container) {
  auto& database = *store.database;
  if (auto completed = database.run(kComplete, container.path, container.sha256); !completed) return completed;
  const MemberRange members(container.path);
  if (auto gone = database.run(kGone, members.begin, members.end); !gone) return gone;
  if (database.changes() > 0) store.note_change();
  return {};
}

Result<std::int64_t> count_inputs(StoreState& store) {
  return store.database->number("SELECT count(*) FROM temp.found");
}

Result<void> end_listing(StoreState& store) {
  if (auto ended = store.database->run(kEndListing); !ended) return ended;
  if (store.database->changes() > 0) store.note_change();
  return store.database->run("UPDATE store SET ended = 1");
}

}  // namespace nianbao::pipeline
