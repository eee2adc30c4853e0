// How the tables of a dataset stand in dataset.sqlite, and the statements that make them.
#pragma once

#include <string>
#include <vector>

#include "export/dataset.h"

namespace nianbao::exporting {

// A table as SQLite has it. Documents are numbered, in the order they come; the tables of their parts have the number
// in place of path and document_id, of which only the documents have a copy.
struct SqliteTable {
  const Table* source = nullptr;
  std::vector<Column> columns;
  std::vector<std::string> key;
  std::vector<int> places;  // of the source's columns among these, from 1; 0 where a column is left out
  bool numbered = false;    // the first column is the number of the document
};

// The name of that column.
constexpr std::string_view kDocumentNumber = "document";

// Of a table of the dataset; `number` describes the column of numbers.
SqliteTable sqlite_table(const Table& table, const Column& number);

// Names between double quotes, and texts between single ones.
std::string quoted_name(std::string_view name);
std::string quoted_text(std::string_view text);

std::string create_statement(const SqliteTable& table);
std::string insert_statement(const SqliteTable& table);

// For when the rows are there: the indices of the tables there are, then the views, which are report_ID and
// report_ID_zh for each template, and series_wide.
std::string index_statements(const std::vector<SqliteTable>& tables);
std::string view_statements(const Dataset& dataset);

}  // namespace nianbao::exporting
