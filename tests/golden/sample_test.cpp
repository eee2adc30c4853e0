// The real report and the blank official form that a workplace beside the project may hold.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;

TEST_CASE("the sample of a street office is read cell by cell") {
  const auto file = shared_file("samples/tianjia-2021.txt");
  if (!file) return;
  const auto report = report_of(read_file(*file), "tianjia-2021.txt");
  CHECK(report.is_report);
  CHECK(report.identity.issuer.value == "大洼区田家街道");
  CHECK(report.identity.report_year.value == "2021");

  REQUIRE(report.sections.size() == 6);
  for (int i = 0; i < 6; ++i) CHECK(report.sections[i].number == i + 1);
  CHECK(report.sections[0].subheadings.size() == 4);
  CHECK(report.sections[5].text == "无");

  REQUIRE(report.fields.size() == 200);
  const std::set<std::string> numbers_of_person{"s3_new_person", "s3_carried_in_person", "s3_granted_person"};
  for (const auto& field : report.fields) {
    INFO(field.spec->name);
    const auto& name = field.spec->name;
    const bool is_number = !name.starts_with("s3_") || name.ends_with("_total") || numbers_of_person.contains(name);
    CHECK(to_string(field.state) == (is_number ? "number" : "blank"));
    const bool is_two = name == "s3_new_person" || name == "s3_new_total" || name == "s3_granted_person" ||
                        name == "s3_granted_total" || name == "s3_processed_total";
    if (is_number) CHECK(value_of(report, name) == (is_two ? "2" : "0"));
  }
  CHECK(verdict_of(report, "S3-A", "total") == "pass");
  CHECK(verdict_of(report, "S3-A", "person") == "fail_blank_total");
}

TEST_CASE("the blank official form has all its cells, and all are blank") {
  const auto file = shared_file("reference/template-2021-blank.docx");
  if (!file) return;
  const auto document = document_of(read_file(*file), "blank.docx");
  const auto report = normalize::build_report(document, templates());
  REQUIRE(report.fields.size() == 200);
  for (const auto& field : report.fields) {
    INFO(field.spec->name);
    CHECK(to_string(field.state) == "blank");
    CHECK(field.locus.row >= 0);
  }
}
