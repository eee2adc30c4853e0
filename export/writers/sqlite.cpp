#include "export/writers/sqlite.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "export/codebook.h"
#include "export/output_file.h"
#include "export/writers/sqlite_layout.h"
#include "export/writers/sqlite_rows.h"

namespace nianbao::exporting {
namespace {

constexpr std::string_view kFile = "dataset.sqlite";

// The file has another name until it is whole, so nothing needs to be undone or made durable on the way. The journal
// in memory stays empty: it holds what pages were before, and there was none.
constexpr std::string_view kSettings =
    "PRAGMA page_size = 8192; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; "
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384;";

void write_field_table(const normalize::Schema& schema, RowSink& out) {
  for (const auto& field : schema.fields) {
    out.text(field.name);
    out.text(field.label_zh);
    out.text(field.label_en);
    out.text(field.unit);
    out.text(to_string(field.type));
    out.text(field.path);
    out.text(fmt::format("{}", fmt::join(field.templates, " ")));
    out.end_row();
  }
}

void write_templates(const normalize::Schema& schema, RowSink& out) {
  for (const auto& form : schema.templates) {
    out.text(form.id);
    out.text(form.title_zh);
    out.text(form.title_en);
    out.integer(form.first_year);
    if (form.last_year == 0)
      out.empty();
    else
      out.integer(form.last_year);
    out.text(form.legal_source);
    out.end_row();
  }
}

void write_columns(const std::vector<SqliteTable>& tables, RowSink& out) {
  for (const auto& table : tables) {
    for (const auto& column : table.columns) {
      out.text(table.source->name);
      out.text(column.name);
      out.text(to_string(column.type));
      out.text(column.unit);
      out.text(column.title_zh);
      out.text(column.title_en);
      out.text(column.description_zh);
      out.text(column.description_en);
      out.end_row();
    }
  }
}

class SqliteWriter : public Writer {
 public:
  ~SqliteWriter() override { discard(); }

  Result<void> begin(const Dataset& dataset, const WriteOptions& options) override {
    dataset_ = &dataset;
    file_ = options.folder / kFile;
    remove_unfinished();  // of a process that was killed
    lay_out();
    auto opened = Database::open(unfinished(file_));
    if (!opened) return failure(opened.error());
    database_ = std::move(*opened);
    std::string sql(kSettings);
    sql += "BEGIN;";
    for (const auto& table : tables_) sql += create_statement(table);
    if (auto made = database_->script(sql); !made) return failure(made.error());
    return begin_rows();
  }

  Result<void> add(const Record& record) override {
    ++documents_;
    for (std::size_t i = own_.size(); i < rows_.size(); ++i) {
      rows_[i].document(documents_);
      tables_[i].source->write_rows(record, rows_[i]);
      if (const auto& result = rows_[i].result(); !result) return failure(result.error());
    }
    return {};
  }

  Result<void> finish() override {
    rows_.clear();
    auto done = database_->script(index_statements(tables_) + view_statements(*dataset_));
    if (done) done = database_->commit();
    if (!done) return failure(done.error());
    database_.reset();
    std::error_code error;
    std::filesystem::rename(unfinished(file_), file_, error);
    if (!error) return {};
    remove_unfinished();
    return failure({ErrorCode::output_failed, {}, error.message()});
  }

  std::vector<std::string> files(const Dataset&) const override { return {std::string(kFile)}; }

 private:
  // The tables that describe the others first, as these refer to them.
  void lay_out() {
    // Embedded and well-formed, as a test holds it to be.
    own_ = read_codebook(sqlite_codebook_file()).value();
    const auto number = own_.front().columns.front();
    own_.erase(own_.begin());
    own_[0].write_fixed_rows = [this](RowSink& out) { write_templates(*dataset_->schema, out); };
    own_[1].write_fixed_rows = [this](RowSink& out) { write_field_table(*dataset_->schema, out); };
    own_[2].write_fixed_rows = [this](RowSink& out) { write_columns(tables_, out); };
    for (const auto& table : own_) tables_.push_back(sqlite_table(table, number));
    for (const auto& table : dataset_->tables) tables_.push_back(sqlite_table(table, number));
    std::ranges::transform(tables_, std::back_inserter(inserts_), insert_statement);
  }

  Result<void> begin_rows() {
    rows_.reserve(tables_.size());
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      auto& rows = rows_.emplace_back(*database_, tables_[i], inserts_[i]);
      if (const auto& write = tables_[i].source->write_fixed_rows) write(rows);
      if (!rows.result()) return failure(rows.result().error());
    }
    return {};
  }

  // By value: what told the error goes.
  std::unexpected<Error> failure(Error error) {
    discard();
    return fail(ErrorCode::output_failed, file_.string(), std::move(error.detail));
  }

  // What was begun and not finished.
  void discard() {
    rows_.clear();
    if (!database_) return;
    database_.reset();
    remove_unfinished();
  }

  void remove_unfinished() const {
    std::error_code ignored;
    std::filesystem::remove(unfinished(file_), ignored);
  }

  const Dataset* dataset_ = nullptr;
  std::filesystem::path file_;
  std::int64_t documents_ = 0;
  std::vector<Table> own_;  // templates, fields and columns
  std::vector<SqliteTable> tables_;
  std::vector<std::string> inserts_;
  // The rows look at the database, and both at what is above.
  std::unique_ptr<Database> database_;
  std::vector<SqliteRows> rows_;
};

}  // namespace

std::unique_ptr<Writer> make_sqlite_writer() { return std::make_unique<SqliteWriter>(); }

}  // namespace nianbao::exporting
