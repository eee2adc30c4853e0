#include "export/writers/csv_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "export/clean_text.h"

namespace nianbao::exporting {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }

bool must_be_quoted(std::string_view text) {
  const auto parts_cells = [](char c) { return c == ',' || c == '"' || c == '\n'; };
  return !text.empty() && (is_space(text.front()) || is_space(text.back()) || std::ranges::any_of(text, parts_cells));
}

}  // namespace

void CsvRows::text(std::string_view value) {
  separate();
  const auto clean = clean_text(value, clean_);
  if (!must_be_quoted(clean)) {
    rows_ += clean;
    return;
  }
  rows_ += '"';
  for (const char c : clean) {
    if (c == '"') rows_ += '"';
    rows_ += c;
  }
  rows_ += '"';
}

void CsvRows::integer(std::int64_t value) {
  separate();
  fmt::format_to(std::back_inserter(rows_), "{}", value);
}

void CsvRows::decimal(const normalize::Decimal& value) {
  separate();
  rows_ += value.to_string();
}

void CsvRows::end_row() {
  rows_ += '\n';
  first_ = true;
}

void CsvRows::separate() {
  if (!first_) rows_ += ',';
  first_ = false;
}

std::string csv_head(const Table& table, bool byte_order_mark) {
  std::string bytes;
  if (byte_order_mark) bytes = "\xEF\xBB\xBF";
  CsvRows rows(bytes);
  for (const auto& column : table.columns) rows.text(column.name);
  rows.end_row();
  if (table.write_fixed_rows) table.write_fixed_rows(rows);
  return bytes;
}

}  // namespace nianbao::exporting
