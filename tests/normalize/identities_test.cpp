#include "normalize/check/identities.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;
using nianbao::test::templates;

namespace {

// All fields of the schema as certain zeros, to be changed by a test.
std::vector<Field> zeros() {
  std::vector<Field> fields;
  for (const auto& spec : templates().schema().fields) {
    fields.push_back(
        {.spec = &spec, .state = State::number, .value = Decimal(0), .method = Method::label, .confidence = 0.998});
  }
  return fields;
}

Field& at(std::vector<Field>& fields, std::string_view name) {
  for (auto& field : fields) {
    if (field.spec->name == name) return field;
  }
  FAIL("no field " << name);
  return fields.front();
}

void set(std::vector<Field>& fields, std::string_view name, int value) { at(fields, name).value = Decimal(value); }

void set_state(std::vector<Field>& fields, std::string_view name, State state) {
  at(fields, name).state = state;
  at(fields, name).value.reset();
}

Finding find(const std::vector<Field>& fields, std::string_view identity, std::string_view instance) {
  std::vector<FormTable> tables;
  const auto& form = templates().templates().front();
  for (int table = 0; table < std::ssize(form.tables); ++table) tables.push_back({&form, table});
  for (auto& finding : check_identities(tables, fields)) {
    if (finding.identity == identity && finding.instance == instance) return finding;
  }
  FAIL("no finding");
  return {};
}

}  // namespace

TEST_CASE("an identity holds, or fails with its difference") {
  auto fields = zeros();
  CHECK(find(fields, "S3-A", "person").verdict == Verdict::pass);
  set(fields, "s3_new_person", 5);
  set(fields, "s3_processed_person", 3);
  const auto finding = find(fields, "S3-A", "person");
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.left == Decimal(5));
  CHECK(finding.right == Decimal(3));
  CHECK(finding.difference == Decimal(2));
  CHECK(finding.blame == Blame::source);
  CHECK(finding.fields.size() == 4);
}

TEST_CASE("an uncertain cell takes the blame from the source") {
  auto fields = zeros();
  set(fields, "s3_new_person", 5);
  at(fields, "s3_carried_in_person").confidence = 0.9;
  CHECK(find(fields, "S3-A", "person").blame == Blame::reading);
}

TEST_CASE("blanks are zero only where that makes the identity hold") {
  auto fields = zeros();
  set_state(fields, "s3_carried_in_person", State::blank);
  CHECK(find(fields, "S3-A", "person").verdict == Verdict::pass_if_blank_zero);
  set(fields, "s3_processed_person", 1);
  CHECK(find(fields, "S3-A", "person").verdict == Verdict::unknown);
}

TEST_CASE("a blank total against filled parts fails") {
  auto fields = zeros();
  set(fields, "s3_new_person", 2);
  set_state(fields, "s3_processed_person", State::blank);
  const auto finding = find(fields, "S3-A", "person");
  CHECK(finding.verdict == Verdict::fail_blank_total);
  CHECK(finding.difference == Decimal(2));
}

TEST_CASE("what cannot be read decides nothing") {
  for (const auto state : {State::unreadable, State::absent, State::text, State::dash, State::none_word}) {
    auto fields = zeros();
    set(fields, "s3_new_person", 2);
    set_state(fields, "s3_processed_person", state);
    CHECK(find(fields, "S3-A", "person").verdict == Verdict::unknown);
  }
}

TEST_CASE("the rule of logic is soft and allows less") {
  auto fields = zeros();
  set(fields, "s2_rules_in_force", 4);
  CHECK(find(fields, "S2-A", "rules").verdict == Verdict::pass);
  set(fields, "s2_rules_issued", 6);
  CHECK(find(fields, "S2-A", "rules").verdict == Verdict::fail);
  CHECK(find(fields, "S2-A", "rules").soft);
}

TEST_CASE("every sum of the form is checked") {
  auto fields = zeros();
  for (auto& field : fields) {
    if (field.spec->name == "s4_suit_after_other") field.value = Decimal(1);
  }
  CHECK(find(fields, "S4-C", "").verdict == Verdict::fail);
  set(fields, "s4_suit_after_total", 1);
  CHECK(find(fields, "S4-C", "").verdict == Verdict::pass);
  set(fields, "s3_other_misc_welfare", 3);
  CHECK(find(fields, "S3-B", "welfare").verdict == Verdict::fail);
  CHECK(find(fields, "S3-C", "other_misc").verdict == Verdict::fail);
}
