#include "export/writers/sqlite_rows.h"

#include <algorithm>
#include <charconv>

#include "export/clean_text.h"

namespace nianbao::exporting {
namespace {

// As many digits as any decimal keeps on its way through a double.
bool fits_real(const normalize::Decimal& value) {
  constexpr std::int64_t kTooMany = 1'000'000'000'000'000;
  return value.unscaled() > -kTooMany && value.unscaled() < kTooMany;
}

}  // namespace

SqliteRows::SqliteRows(Database& database, const SqliteTable& table, std::string_view insert)
    : table_(table), query_(database.query(insert)), in_key_(table.columns.size() + 1) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    in_key_[i + 1] = std::ranges::find(table.key, table.columns[i].name) != table.key.end();
  }
}

void SqliteRows::text(std::string_view value) {
  if (value.empty()) return empty();
  const auto type = table_.source->columns[column_].type;
  const int place = next_place();
  if (place == 0) return;
  if (type == ColumnType::text || type == ColumnType::date)
    keep_text(place, clean_text(value, clean_));
  else
    number_in_words(place, type, value);
}

void SqliteRows::integer(std::int64_t value) {
  if (const int place = next_place(); place != 0) query_.bind(place, value);
}

void SqliteRows::decimal(const normalize::Decimal& value) {
  if (const int place = next_place(); place != 0) bind_decimal(place, value);
}

void SqliteRows::empty() {
  const int place = next_place();
  if (place != 0 && in_key_[static_cast<std::size_t>(place)]) query_.bind(place, std::string_view{});
}

void SqliteRows::end_row() {
  if (table_.numbered) query_.bind(1, document_);
  const std::string_view texts = texts_;
  for (const auto& text : kept_) query_.bind(text.place, texts.substr(text.begin, text.end - text.begin));
  auto done = query_.run_again();
  if (result_ && !done) result_ = std::move(done);
  texts_.clear();
  kept_.clear();
  column_ = 0;
}

int SqliteRows::next_place() { return table_.places[column_++]; }

void SqliteRows::keep_text(int place, std::string_view value) {
  if (value.empty() && !in_key_[static_cast<std::size_t>(place)]) return;
  kept_.push_back({place, texts_.size(), texts_.size() + value.size()});
  texts_ += value;
}

// "true" and "2023" and "0.9500" come as texts. What is no such word stays a text, which the table refuses.
void SqliteRows::number_in_words(int place, ColumnType type, std::string_view value) {
  if (type == ColumnType::boolean && (value == "true" || value == "false")) {
    query_.bind(place, static_cast<std::int64_t>(value == "true"));
  } else if (const auto number = normalize::Decimal::parse(value); number && type != ColumnType::boolean) {
    bind_decimal(place, *number);
  } else {
    keep_text(place, clean_text(value, clean_));
  }
}

void SqliteRows::bind_decimal(int place, const normalize::Decimal& value) {
  if (value.is_whole()) return query_.bind(place, value.unscaled());
  const auto digits = value.to_string();
  if (!fits_real(value)) return keep_text(place, digits);
  double real = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), real);
  query_.bind(place, real);
}

}  // namespace nianbao::exporting
