#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "export/dataset.h"
#include "tests/export/named_rows.h"
#include "tests/support/reading.h"

using namespace nianbao;
using nianbao::test::named_rows;
using nianbao::test::NamedRow;
using nianbao::test::table_of;

namespace {

const exporting::Dataset& dataset() {
  static const auto made = exporting::make_dataset(test::templates().schema());
  return made;
}

const std::vector<NamedRow>& rows() {
  static const auto all = named_rows(table_of(dataset(), "codebook"), table_of(dataset(), "codebook").write_fixed_rows);
  return all;
}

const NamedRow& row_of(const std::string& table, const std::string& column) {
  const auto found = std::ranges::find_if(
      rows(), [&](const NamedRow& row) { return row.at("table") == table && row.at("column") == column; });
  INFO(table << " " << column);
  REQUIRE(found != rows().end());
  return *found;
}

}  // namespace

TEST_CASE("codebook: a row for every column of every table, itself included, in their order") {
  std::size_t at = 0;
  auto tables = dataset().tables;
  tables.insert(tables.end(), dataset().joint_tables.begin(), dataset().joint_tables.end());
  for (const auto& table : tables) {
    for (const auto& column : table.columns) {
      INFO(table.name << " " << column.name);
      REQUIRE(at < rows().size());
      const auto& row = rows()[at++];
      CHECK(row.at("table") == table.name);
      CHECK(row.at("column") == column.name);
      CHECK(row.at("type") == to_string(column.type));
      CHECK(row.at("unit") == column.unit);
      CHECK(row.at("description_zh") == column.description_zh);
      CHECK(row.at("description_en") == column.description_en);
      CHECK_FALSE(row.at("label_zh").empty());
      CHECK_FALSE(row.at("label_en").empty());
    }
  }
  CHECK(at == rows().size());
}

TEST_CASE("codebook: a field has its forms, law, identities, series and states") {
  const auto& row = row_of("reports", "s3_denied_state_secret_total");
  CHECK(row.at("label_en") == "Not disclosed: state secret: total");
  CHECK(row.at("unit") == "件");
  CHECK(row.at("type") == "number");
  CHECK(row.at("kind") == "count");
  CHECK(row.at("template") == "2021 2019");
  CHECK(row.at("first_year") == "2019");
  CHECK(row.at("last_year").empty());
  CHECK(row.at("law_zh") == "《政府信息公开条例》第十四条：国家秘密");
  CHECK(row.at("law_en") == "Regulations on Open Government Information, art. 14: state secrets");
  CHECK(row.at("legal_source") == "国办公开办函〔2021〕30号 | 国办公开办函〔2019〕60号");
  CHECK(row.at("identities") == "S3-B S3-C");
  CHECK(row.at("states") == "number blank dash none_word text unreadable absent");
  const auto series = " " + row.at("series") + " ";
  for (const auto* key : {" denied_state_secret ", " requests_denied ", " s3_denied_state_secret_total "}) {
    INFO(series);
    CHECK(series.find(key) != std::string::npos);
  }
}

TEST_CASE("codebook: the years of a form out of use, the article of a block, prose that says the same") {
  const auto& old = row_of("reports", "s2_rules_made");
  CHECK(old.at("template") == "2019");
  CHECK(old.at("first_year") == "2019");
  CHECK(old.at("last_year") == "2020");
  CHECK(old.at("law_zh") == "《政府信息公开条例》第二十条第（一）项");
  CHECK(old.at("identities") == "S2-B");
  CHECK(row_of("reports", "s2_fees_amount").at("kind") == "amount");
  CHECK(row_of("reports", "s3_new_total").at("identities") == "S3-A S3-C H-1 N-1");
  CHECK(row_of("panel", "s3_carried_in_total").at("identities") == "S3-A S3-C X-1 N-1");
  CHECK(row_of("reports", "s3_new_person").at("law_zh").empty());
}

TEST_CASE("codebook: a column that holds no field has nothing of one") {
  for (const auto& row : rows()) {
    if (row.at("states").empty()) {
      INFO(row.at("table") << " " << row.at("column"));
      for (const auto* column : {"kind", "template", "first_year", "last_year", "law_zh", "law_en", "legal_source",
                                 "identities", "series"}) {
        CHECK(row.at(column).empty());
      }
    } else {
      CHECK((row.at("table") == "reports" || row.at("table") == "panel"));
      CHECK_FALSE(row.at("template").empty());
    }
  }
  CHECK(row_of("reports", "report_year").at("states").empty());
}

TEST_CASE("codebook: no law in one language alone") {
  for (const auto& row : rows()) CHECK(row.at("law_zh").empty() == row.at("law_en").empty());
}
