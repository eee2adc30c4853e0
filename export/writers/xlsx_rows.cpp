#include "export/writers/xlsx_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace nianbao::exporting::xlsx {
namespace {

constexpr std::uint32_t kHeadRows = 2;  // names, labels

// In characters, by ColumnType: long texts are cut off at the next cell, not the sheet spread.
constexpr std::array<double, 5> kWidths{24, 11, 13, 12, 9};

struct MarkRule {
  std::string_view column;
  std::string_view value;
  Mark mark;
};

constexpr std::array<MarkRule, 3> kMarkRules{{
    {"verdict", "fail", Mark::failed},
    {"verdict", "fail_blank_total", Mark::failed},
    {"state", "unreadable", Mark::unreadable},
}};

// The columns that stay in sight: those up to the first that is part of the key, and what follows it of the key.
std::size_t frozen_columns(const Table& table) {
  const auto is_key = [&](const Column& column) {
    return std::ranges::find(table.primary_key, column.name) != table.primary_key.end();
  };
  const auto first = std::ranges::find_if(table.columns, is_key);
  return static_cast<std::size_t>(std::find_if_not(first, table.columns.end(), is_key) - table.columns.begin());
}

std::uint16_t number_of(std::size_t column) { return static_cast<std::uint16_t>(column); }

}  // namespace

SheetRows::SheetRows(Workbook& book, const Table& table, const SheetLimits& limits)
    : book_(book), table_(table), limits_(limits), values_(table.columns.size()) {
  open_sheet();
}

void SheetRows::open_sheet() {
  ++sheets_;
  sheet_ = book_.add_sheet(sheets_ == 1 ? table_.name : fmt::format("{} ({})", table_.name, sheets_));
  row_ = kHeadRows;
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    book_.set_width(sheet_, number_of(i), kWidths[std::to_underlying(table_.columns[i].type)]);
    book_.head({sheet_, 0, number_of(i)}, HeadRow::names, sheet_text(table_.columns[i].name, cell_));
  }
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    book_.head({sheet_, 1, number_of(i)}, HeadRow::labels, sheet_text(table_.columns[i].title_zh, cell_));
  }
  book_.freeze({sheet_, kHeadRows, number_of(frozen_columns(table_))});
}

// The filter's buttons stand in the labels, so that these are not sorted among the rows.
void SheetRows::close_sheet() {
  const auto last = number_of(table_.columns.size() - 1);
  book_.filter({sheet_, kHeadRows - 1, 0}, {sheet_, row_ - 1, last});
}

bool SheetRows::is_full() const {
  constexpr std::uint32_t kRowsBetweenLooks = 1024;
  if (row_ >= limits_.rows) return true;
  return row_ % kRowsBetweenLooks == 0 && book_.bytes(sheet_) > limits_.bytes;
}

std::string& SheetRows::next() { return values_[column_++]; }

void SheetRows::text(std::string_view value) { next() = value; }

void SheetRows::integer(std::int64_t value) {
  auto& text = next();
  text.clear();
  fmt::format_to(std::back_inserter(text), "{}", value);
}

void SheetRows::decimal(const normalize::Decimal& value) { next() = value.to_string(); }

void SheetRows::empty() { next().clear(); }

void SheetRows::end_row() {
  column_ = 0;
  if (is_full()) {
    close_sheet();
    open_sheet();
  }
  const auto row_mark = mark();
  for (std::size_t i = 0; i < values_.size(); ++i) write(i, row_mark);
  ++row_;
}

Mark SheetRows::mark() const {
  for (const auto& rule : kMarkRules) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (table_.columns[i].name == rule.column && values_[i] == rule.value) return rule.mark;
    }
  }
  return Mark::none;
}

// By the type of the column, where the value is one of it; else as text.
void SheetRows::write(std::size_t column, Mark mark) {
  const At at{sheet_, row_, number_of(column)};
  const auto& value = values_[column];
  if (value.empty()) {
    if (mark != Mark::none) book_.blank(at, mark);
    return;
  }
  const auto type = table_.columns[column].type;
  if (type == ColumnType::integer || type == ColumnType::decimal) {
    if (const auto number = sheet_number(value)) return book_.number(at, *number, mark);
  } else if (type == ColumnType::date) {
    if (const auto date = sheet_date(value)) return book_.date(at, *date, mark);
  } else if (type == ColumnType::boolean && (value == "true" || value == "false")) {
    return book_.boolean(at, value == "true", mark);
  }
  book_.text(at, sheet_text(value, cell_), mark);
}

}  // namespace nianbao::exporting::xlsx
