// The knowledge itself: every template and every rule of the vocabulary.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "normalize/template/template_set.h"
#include "normalize/text/label_key.h"
#include "normalize/text/normal_text.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;
using nianbao::test::templates;

TEST_CASE("the 2021 form has its two hundred fields in order") {
  const auto& schema = templates().schema();
  REQUIRE(schema.fields.size() == 200);
  CHECK(schema.fields.front().name == "s2_rules_issued");
  CHECK(schema.fields[9].name == "s2_fees_amount");
  CHECK(schema.fields[9].unit == "万元");
  CHECK(schema.fields[10].name == "s3_new_person");
  CHECK(schema.fields.back().name == "s4_suit_after_total");
  std::set<std::string> names;
  for (const auto& field : schema.fields) {
    INFO(field.name);
    CHECK(field.name.size() <= 32);
    CHECK(names.insert(field.name).second);
    CHECK_FALSE(field.label_zh.empty());
    CHECK_FALSE(field.label_en.empty());
    CHECK_FALSE(field.unit.empty());
  }
}

TEST_CASE("every field of the field list is in the templates under its name") {
  const auto file = test::shared_file("fields.csv");
  if (!file) return;
  std::istringstream lines(test::read_file(*file));
  std::string line;
  std::vector<std::string> wanted;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const auto name = line.substr(0, line.find(','));
    const auto forms = line.substr(name.size() + 1, line.find(',', name.size() + 1) - name.size() - 1);
    if (forms.find("2021") != std::string::npos) wanted.push_back(name);
  }
  std::vector<std::string> known;
  for (const auto& field : templates().schema().fields) known.push_back(field.name);
  std::ranges::sort(wanted);
  std::ranges::sort(known);
  CHECK(known == wanted);
}

TEST_CASE("siblings of a form are told apart by their labels") {
  for (const auto& form : templates().templates()) {
    for (const auto& table : form.tables) {
      for (const auto& block : table.blocks) {
        std::set<std::string> rows;
        for (const auto& row : block.rows) {
          if (row.label == kNoLabel) continue;
          std::string path;
          for (const auto group : row.groups) path += form.labels[group].shown + "/";
          CHECK(rows.insert(path + form.labels[row.label].names.front().key).second);
        }
      }
    }
  }
}

TEST_CASE("the identities of the 2021 form are those of its notice") {
  std::map<std::string, int> instances;
  for (const auto& identity : templates().templates().front().identities) ++instances[identity.id];
  const std::map<std::string, int> expected{{"S2-A", 2}, {"S3-A", 7}, {"S3-B", 7}, {"S3-C", 25},
                                            {"S4-A", 1}, {"S4-B", 1}, {"S4-C", 1}};
  CHECK(instances == expected);
}

TEST_CASE("every rule of the vocabulary finds its examples and refuses the others") {
  for (const auto& [purpose, rules] : templates().vocabulary().rules) {
    for (const auto& rule : rules) {
      INFO(purpose << " " << rule.id);
      CHECK_FALSE(rule.matching.empty());
      for (const auto& example : rule.matching) {
        INFO(example);
        CHECK(rule.pattern.matches(NormalText(example).view()));
      }
      for (const auto& example : rule.rejected) {
        INFO("not " << example);
        CHECK_FALSE(rule.pattern.matches(NormalText(example).view()));
      }
    }
  }
}

namespace {

std::string complaint(std::string_view bytes) {
  const TemplateFile file{"broken.xml", std::string(bytes)};
  const auto loaded = load_templates({&file, 1});
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == ErrorCode::bad_template);
  return loaded.error().place;
}

}  // namespace

TEST_CASE("a broken template is refused with its line") {
  CHECK(complaint("<template").starts_with("broken.xml"));
  CHECK(
      complaint("<template xmlns='urn:nianbao:template' id='x'>\n<nonsense/>\n</template>").starts_with("broken.xml:"));
}

TEST_CASE("an identity of unknown fields is refused") {
  auto text = test::read_file(test::project_file("corpus/templates/2021.xml"));
  const std::string_view operand = "<left>new carried_in</left>";
  text.replace(text.find(operand), operand.size(), "<left>new nowhere</left>");
  CHECK_FALSE(complaint(text).empty());
}
