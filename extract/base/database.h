// A database file of SQLite: the store of a run, or an output. The only code that knows SQLite.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "extract/base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace nianbao {

class Database;

// A value for a column of the type BLOB; texts and whole numbers are bound as they are.
struct Blob {
  std::string_view bytes;
};

// One use of a prepared statement. What is bound must outlive it.
class Query {
 public:
  Query(Query&& other) noexcept;
  ~Query();

  // Whether there is a row, the first or the next one.
  Result<bool> next();
  // To its end, whatever rows it gives.
  Result<void> run();
  // The same, and makes it ready for other values: for statements that take many rows, one after another.
  Result<void> run_again();

  // The values of the statement, counted from 1; what is not bound is NULL.
  void bind(int place, std::string_view text);
  void bind(int place, std::int64_t number);
  void bind(int place, double number);
  void bind(int place, Blob blob);

  // Of the row; columns count from 0. NULL is an empty text and 0. Texts are valid until the next row.
  std::string_view text(int column) const;
  std::int64_t integer(int column) const;

 private:
  friend class Database;
  Query(Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}

  void clear();

  Database* database_;
  sqlite3_stmt* statement_;  // null where it could not be prepared
};

// The first error sticks: SQLite may have undone the transaction with it, so nothing later may seem to succeed.
// Errors: bad_store where the file is no database, damaged, or without what a statement names; output_failed
// otherwise. Not to be used, nor destroyed, in a child of the process that opened it.
class Database {
 public:
  // Opens the file, or makes an empty one.
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file);
  Database(Database&&) = delete;
  ~Database();

  // `sql` must live as long as the database: the statement is kept. Not for two uses of one statement at a time.
  template <class... Values>
  Query query(std::string_view sql, const Values&... values) {
    Query query(*this, prepared(sql));
    int place = 0;
    (query.bind(++place, values), ...);
    return query;
  }
  template <class... Values>
  Result<void> run(std::string_view sql, const Values&... values) {
    return query(sql, values...).run();
  }
  // The first column of the first row; 0 where there is none.
  template <class... Values>
  Result<std::int64_t> number(std::string_view sql, const Values&... values) {
    auto query = this->query(sql, values...);
    auto row = query.next();
    if (!row) return std::unexpected(row.error());
    return *row ? query.integer(0) : 0;
  }

  // Several statements without values or rows.
  Result<void> script(const std::string& sql);

  // Begins a transaction, unless there is one.
  Result<void> begin();
  // Makes durable what was done since then.
  Result<void> commit();

  bool is_read_only() const;
  std::int64_t changes() const;  // rows changed by the last statement
  std::int64_t last_id() const;  // of the last row inserted
  const std::filesystem::path& file() const { return file_; }

 private:
  friend class Query;
  struct CloseDatabase {
    void operator()(sqlite3* database) const;
  };
  struct EndStatement {
    void operator()(sqlite3_stmt* statement) const;
  };

  explicit Database(std::filesystem::path file) : file_(std::move(file)) {}
  sqlite3_stmt* prepared(std::string_view sql);
  const Error& failed(int code);
  std::unexpected<Error> failure(int code) { return std::unexpected(failed(code)); }

  std::filesystem::path file_;
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  std::unordered_map<std::string_view, std::unique_ptr<sqlite3_stmt, EndStatement>> statements_;
  std::optional<Error> error_;
};

}  // namespace nianbao
