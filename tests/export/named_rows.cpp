#include "tests/export/named_rows.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace nianbao::test {
namespace {

class RowsByName : public exporting::RowSink {
 public:
  explicit RowsByName(const exporting::Table& table) : table_(table) {}

  void text(std::string_view value) override { add(std::string(value)); }
  void integer(std::int64_t value) override { add(std::to_string(value)); }
  void decimal(const normalize::Decimal& value) override { add(value.to_string()); }
  void empty() override { add(""); }
  void end_row() override {
    REQUIRE(values_.size() == table_.columns.size());
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < values_.size(); ++i) row[table_.columns[i].name] = values_[i];
    values_.clear();
  }

  std::vector<NamedRow> rows;

 private:
  void add(std::string value) { values_.push_back(std::move(value)); }

  const exporting::Table& table_;
  std::vector<std::string> values_;
};

}  // namespace

const exporting::Table& table_of(const exporting::Dataset& dataset, std::string_view name) {
  const auto found = std::ranges::find(dataset.tables, name, &exporting::Table::name);
  REQUIRE(found != dataset.tables.end());
  return *found;
}

std::vector<NamedRow> named_rows(const exporting::Table& table, const std::function<void(exporting::RowSink&)>& write) {
  RowsByName sink(table);
  write(sink);
  return sink.rows;
}

}  // namespace nianbao::test
