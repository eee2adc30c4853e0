#include "extract/model/table_builder.h"

#include <catch2/catch.hpp>

using namespace nianbao;
using namespace nianbao::extract;

namespace {

// The grid by the first letter of each cell's text; '.' is a gap.
std::string drawn(const Table& table) {
  std::string text;
  for (int row = 0; row < table.rows; ++row) {
    for (int column = 0; column < table.columns; ++column) {
      const auto* cell = table.at(row, column);
      text += cell == nullptr ? '.' : cell->text.empty() ? '_' : cell->text.front();
    }
    text += '/';
  }
  return text;
}

}  // namespace

TEST_CASE("row and column spans become a grid") {
  const Limits limits;
  TableBuilder builder(limits);
  builder.begin_row();
  builder.add_cell({.text = "a", .row_span = 2});
  builder.add_cell({.text = "b", .column_span = 2});
  builder.begin_row();
  builder.add_cell({.text = "c"});
  builder.add_cell({.text = "d"});
  const auto table = builder.finish();
  REQUIRE(table);
  CHECK(drawn(*table) == "abb/acd/");
  CHECK(table->at(0, 0)->row_span == 2);
  CHECK(table->at(0, 1)->column_span == 2);
  CHECK(table->at(1, 1)->locus.column == 1);
}

TEST_CASE("an overlap belongs to the earlier cell, a gap to none") {
  const Limits limits;
  TableBuilder builder(limits);
  builder.begin_row();
  builder.add_cell({.text = "a"});
  builder.add_cell({.text = "b", .row_span = 2});
  builder.begin_row();
  builder.add_cell({.text = "c", .column_span = 2});
  builder.begin_row();
  builder.skip_columns(1);
  builder.add_cell({.text = "d"});
  const auto table = builder.finish();
  REQUIRE(table);
  CHECK(drawn(*table) == "ab/cb/.d/");
  CHECK(table->at(1, 0)->column_span == 1);
}

TEST_CASE("Word's merges continue the cell above or before") {
  const Limits limits;
  TableBuilder builder(limits);
  builder.begin_row();
  builder.add_cell({.text = "a"});
  builder.add_cell({.text = "b"});
  builder.add_cell({.merge = Merge::with_left});
  builder.begin_row();
  builder.add_cell({.merge = Merge::with_above});
  builder.add_cell({.text = "c"});
  builder.add_cell({.text = "d"});
  const auto table = builder.finish();
  REQUIRE(table);
  CHECK(drawn(*table) == "abb/acd/");
  CHECK(table->at(0, 0)->row_span == 2);
}

TEST_CASE("a row span of zero reaches the end") {
  const Limits limits;
  TableBuilder builder(limits);
  builder.begin_row();
  builder.add_cell({.text = "a", .row_span = 0});
  builder.add_cell({.text = "b"});
  builder.begin_row();
  builder.add_cell({.text = "c"});
  builder.begin_row();
  builder.add_cell({.text = "d"});
  CHECK(drawn(*builder.finish()) == "ab/ac/ad/");
}

TEST_CASE("spans and areas are limited") {
  const Limits limits;
  TableBuilder wide(limits);
  wide.add_cell({.text = "a", .column_span = 10'000});
  REQUIRE_FALSE(wide.finish());
  CHECK(wide.finish().error().code == ErrorCode::limit_exceeded);

  TableBuilder area(limits);
  for (int row = 0; row < 1000; ++row) {
    area.begin_row();
    area.add_cell({.text = "a", .column_span = 1000});
  }
  CHECK_FALSE(area.finish());

  TableBuilder tall(limits);
  for (int row = 0; row < 100'000; ++row) {
    tall.begin_row();
    if (row == 0) {
      for (int column = 0; column < 500; ++column) tall.add_cell({.row_span = 1'000'000});
    }
  }
  CHECK_FALSE(tall.finish());
}
