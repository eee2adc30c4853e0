#include "extract/base/database.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

namespace nianbao {
namespace {

// What says that the file is not what this program wrote. A statement that cannot be prepared (SQLITE_ERROR) is one
// of them: the statements are fixed, so a table or a column is missing.
constexpr std::array kBadStore{SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_FORMAT,     SQLITE_MISMATCH,
                               SQLITE_ERROR,  SQLITE_SCHEMA,  SQLITE_CONSTRAINT, SQLITE_EMPTY};

ErrorCode code_of(int sqlite_code) {
  constexpr int kPrimary = 0xFF;
  const bool bad = std::ranges::find(kBadStore, sqlite_code & kPrimary) != kBadStore.end();
  return bad ? ErrorCode::bad_store : ErrorCode::output_failed;
}

}  // namespace

void Database::CloseDatabase::operator()(sqlite3* database) const { sqlite3_close_v2(database); }
void Database::EndStatement::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file) {
  std::unique_ptr<Database> database(new Database(file));
  // An absolute path never looks like one of SQLite's own URIs.
  const auto path = std::filesystem::absolute(file).string();
  sqlite3* opened = nullptr;
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &opened, kFlags, nullptr);
  database->database_.reset(opened);
  if (code != SQLITE_OK) return database->failure(code);
  // Against what a bent file may hold: triggers and views that run code, writes to the schema itself.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  return database;
}

const Error& Database::failed(int code) {
  if (!error_) {
    const char* message = database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
    error_ = Error{code_of(code), file_.string(), message};
  }
  return *error_;
}

sqlite3_stmt* Database::prepared(std::string_view sql) {
  if (error_) return nullptr;
  auto& kept = statements_[sql];
  if (!kept) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    kept.reset(statement);
    if (code != SQLITE_OK) failed(code);
  }
  return error_ ? nullptr : kept.get();
}

Result<void> Database::script(const std::string& sql) {
  if (error_) return std::unexpected(*error_);
  if (const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) {
    return failure(code);
  }
  return {};
}

Result<void> Database::begin() {
  if (error_) return std::unexpected(*error_);
  if (sqlite3_get_autocommit(database_.get()) == 0) return {};
  return run("BEGIN");
}

Result<void> Database::commit() {
  if (error_) return std::unexpected(*error_);
  if (sqlite3_get_autocommit(database_.get()) != 0) return {};
  return run("COMMIT");
}

bool Database::is_read_only() const { return sqlite3_db_readonly(database_.get(), "main") != 0; }
std::int64_t Database::changes() const { return sqlite3_changes64(database_.get()); }
std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(database_.get()); }

Query::Query(Query&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)) {}

Query::~Query() { clear(); }

void Query::clear() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Query::bind(int place, std::string_view text) {
  if (statement_ == nullptr) return;
  // A null pointer would be bound as NULL.
  const char* begin = text.data() == nullptr ? "" : text.data();
  const int code = sqlite3_bind_text64(statement_, place, begin, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) database_->failed(code);
}

void Query::bind(int place, std::int64_t number) {
  if (statement_ == nullptr) return;
  if (const int code = sqlite3_bind_int64(statement_, place, number); code != SQLITE_OK) database_->failed(code);
}

void Query::bind(int place, double number) {
  if (statement_ == nullptr) return;
  if (const int code = sqlite3_bind_double(statement_, place, number); code != SQLITE_OK) database_->failed(code);
}

void Query::bind(int place, Blob blob) {
  if (statement_ == nullptr) return;
  const char* begin = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
  const int code = sqlite3_bind_blob64(statement_, place, begin, blob.bytes.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) database_->failed(code);
}

Result<bool> Query::next() {
  if (database_->error_) return std::unexpected(*database_->error_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return database_->failure(code);
}

Result<void> Query::run() {
  for (;;) {
    auto row = next();
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
  }
}

Result<void> Query::run_again() {
  auto done = run();
  clear();
  return done;
}

std::string_view Query::text(int column) const {
  // Asked for as a blob, a text comes as it lies there.
  const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return begin == nullptr ? std::string_view{} : std::string_view(begin, size);
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

}  // namespace nianbao
