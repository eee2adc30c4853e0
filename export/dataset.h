// The Dataset: which tables the outputs have, which columns, and how one document becomes rows of them.
// Writers know how to put rows into files; only this file and its sources know what the rows say.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"
#include "normalize/issuer/registry.h"
#include "normalize/model/report.h"
#include "normalize/model/schema.h"

namespace nianbao::exporting {

enum class Outcome : std::uint8_t {
  report,
  not_a_report,
  failed,
  container,  // a file that holds documents, each of which has a record of its own
};

std::string_view to_string(Outcome outcome);

// Everything known of one input, whatever happened to it.
struct Record {
  std::string document_id;  // the first 16 hex digits of sha256; empty when the file could not be read
  std::string path;         // valid UTF-8
  std::string url;          // where a crawl fetched it from; else empty
  std::string captured;     // when, as 2021-03-04T05:06:07Z; else empty
  std::string sha256;
  std::int64_t bytes = 0;
  std::string format;
  std::string converter;  // the program that turned it into one we read, with its version; else empty
  std::string charset;
  std::string charset_method;
  Outcome outcome = Outcome::failed;
  std::string error_code;  // an ErrorCode's name, or why it is no report; empty for reports
  std::string error_detail;
  std::string duplicate_of;       // the path of the first input with the same bytes; empty for that one
  std::string near_duplicate_of;  // of the first report with other bytes, but the same issuer, year and figures
  std::int64_t paragraphs = 0;
  std::int64_t tables = 0;
  std::vector<std::pair<std::string, std::string>> properties;   // what the document says of itself
  std::vector<std::pair<std::string, std::string>> attachments;  // link text, target
  std::vector<normalize::Diagnostic> diagnostics;                // of the reading
  std::optional<normalize::Report> report;                       // set when outcome is report
};

enum class ColumnType : std::uint8_t { text, integer, decimal, date, boolean };

// "string", "integer", "number", "date" or "boolean": as Table Schema names them.
std::string_view to_string(ColumnType type);
ColumnType column_type(std::string_view name);

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
  std::string unit;
  std::string title_zh;
  std::string title_en;
  std::string description_zh;
  std::string description_en;
  bool required = false;  // never empty
};

// Takes the values of one row, in column order. Strings are valid only during the call.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void text(std::string_view value) = 0;  // an empty text is an empty cell
  virtual void integer(std::int64_t value) = 0;
  virtual void decimal(const normalize::Decimal& value) = 0;
  virtual void empty() = 0;
  virtual void end_row() = 0;
};

struct Table {
  std::string name;  // "documents": the file is documents.csv
  std::string title_zh;
  std::string title_en;
  std::vector<Column> columns;
  std::vector<std::string> primary_key;
  std::function<void(RowSink&)> write_fixed_rows;  // the same in every run; null where a table has none
  std::function<void(const Record&, RowSink&)> write_rows;
  bool joint = false;  // its rows come of all records together, from export/panel; write_rows is null
};

struct Dataset {
  const normalize::Schema* schema = nullptr;
  const normalize::IssuerRegistry* issuers = nullptr;
  std::vector<Table> tables;
  std::vector<Table> joint_tables;  // the panel, then its findings
};

struct DatasetOptions {
  bool wide_states = false;  // a column FIELD_state beside each field column of `reports`
};

// The tables for these templates, as corpus/codebook has them. Schema and registry must outlive it.
Dataset make_dataset(const normalize::Schema& schema,
                     const normalize::IssuerRegistry& issuers = normalize::builtin_issuers(),
                     const DatasetOptions& options = {});

}  // namespace nianbao::exporting
