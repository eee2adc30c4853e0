#include "export/writers/csv_rows.h"

#include <fmt/format.h>

#include <iterator>

#include "export/clean_text.h"

namespace nianbao::exporting {
namespace {

constexpr std::size_t kFlushed = 64 << 10;

bool is_space(char c) { return c == ' ' || c == '\t'; }

}  // namespace

void CsvRows::text(std::string_view value) {
  separate();
  const auto clean = clean_text(value);
  const bool quoted = clean.find_first_of(",\"\n\r") != std::string::npos ||
                      (!clean.empty() && (is_space(clean.front()) || is_space(clean.back())));
  if (!quoted) {
    line_ += clean;
    return;
  }
  line_ += '"';
  for (const char c : clean) {
    if (c == '"') line_ += '"';
    line_ += c;
  }
  line_ += '"';
}

void CsvRows::integer(std::int64_t value) {
  separate();
  fmt::format_to(std::back_inserter(line_), "{}", value);
}

void CsvRows::decimal(const normalize::Decimal& value) {
  separate();
  line_ += value.to_string();
}

void CsvRows::end_row() {
  line_ += '\n';
  first_ = true;
  if (line_.size() >= kFlushed) flush();
}

void CsvRows::flush() {
  file_.write(line_);
  line_.clear();
}

void CsvRows::separate() {
  if (!first_) line_ += ',';
  first_ = false;
}

}  // namespace nianbao::exporting
