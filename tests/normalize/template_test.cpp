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

namespace {

std::vector<std::string> fields_of(const Template& form) {
  std::vector<std::string> names;
  for (const auto& table : form.tables) {
    for (const auto& block : table.blocks) {
      for (const auto field : block.fields) {
        if (field >= 0) names.push_back(templates().schema().fields[field].name);
      }
    }
  }
  return names;
}

}  // namespace

TEST_CASE("the forms are there, newest first, with all their fields") {
  struct Expected {
    std::string id;
    std::size_t fields;
    std::string first;
    std::string last;
  };
  const std::vector<Expected> expected{{"2021", 200, "s2_rules_issued", "s4_suit_after_total"},
                                       {"2019", 198, "s2_rules_made", "s4_suit_after_total"},
                                       {"2014", 58, "stat_public_total", "stat_trained_people"},
                                       {"2008", 105, "local_public_total", "local_appeals_first_reply_all"}};
  const auto& forms = templates().templates();
  REQUIRE(forms.size() == expected.size());
  for (std::size_t i = 0; i < forms.size(); ++i) {
    CHECK(forms[i].info.id == expected[i].id);
    const auto names = fields_of(forms[i]);
    CHECK(names.size() == expected[i].fields);
    CHECK(names.front() == expected[i].first);
    CHECK(names.back() == expected[i].last);
  }
}

TEST_CASE("every field has a name Stata takes, labels and a unit") {
  std::set<std::string> names;
  for (const auto& field : templates().schema().fields) {
    INFO(field.name);
    CHECK(field.name.size() <= 32);
    CHECK(names.insert(field.name).second);
    CHECK_FALSE(field.label_zh.empty());
    CHECK_FALSE(field.label_en.empty());
    // The form of 2019 prints no unit for what was paid in procurement.
    CHECK(field.unit.empty() == (field.name == "s2_procurement_amount"));
  }
}

// The columns of cumulative figures are ours: the field list has one name a line of the local form.
TEST_CASE("the field list is in the templates, under its names and in its order") {
  const auto file = test::shared_file("fields.csv");
  if (!file) return;
  std::istringstream lines(test::read_file(*file));
  std::string line;
  std::vector<std::string> wanted;
  std::map<std::string, std::string> forms_of;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    wanted.push_back(line.substr(0, line.find(',')));
    const auto begin = wanted.back().size() + 1;
    forms_of[wanted.back()] = line.substr(begin, line.find(',', begin) - begin);
  }
  std::vector<std::string> known;
  for (const auto& field : templates().schema().fields) {
    const bool cumulative =
        field.name.starts_with("local_") && (field.name.ends_with("_c") || field.name.ends_with("_all"));
    if (cumulative) continue;
    known.push_back(field.name);
    std::string forms;
    for (auto form = field.templates.rbegin(); form != field.templates.rend(); ++form) {
      forms += (forms.empty() ? "" : " ") + *form;
    }
    CHECK(forms == forms_of[field.name]);
  }
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

TEST_CASE("the identities of the forms are all there") {
  std::map<std::string, std::map<std::string, int>> instances;
  for (const auto& form : templates().templates()) {
    for (const auto& identity : form.identities) ++instances[form.info.id][identity.id];
  }
  const std::map<std::string, std::map<std::string, int>> expected{
      {"2021", {{"S2-A", 2}, {"S3-A", 7}, {"S3-B", 7}, {"S3-C", 25}, {"S4-A", 1}, {"S4-B", 1}, {"S4-C", 1}}},
      {"2019", {{"S2-B", 4}, {"S3-A", 7}, {"S3-B", 7}, {"S3-C", 23}, {"S4-A", 1}, {"S4-B", 1}, {"S4-C", 1}}},
      {"2014",
       {{"F-1", 1}, {"F-2", 1}, {"F-3", 1}, {"F-4", 1}, {"F-5", 2}, {"F-6", 1}, {"F-7", 3}, {"F-8", 6}, {"F-9", 2}}},
      {"2008", {{"D-1", 15}}}};
  CHECK(instances == expected);
}

TEST_CASE("the identities between reports are all there, each once, with the fields their names say") {
  const auto& schema = templates().schema();
  std::map<std::string, int> instances;
  for (const auto& identity : schema.joint_identities) ++instances[identity.id];
  CHECK(instances == std::map<std::string, int>{{"X-1", 7}, {"X-2", 2}, {"X-3", 5}, {"H-1", 2}});
  const auto of_name = [&](const std::string& id, const std::string& instance) {
    return *std::ranges::find_if(schema.joint_identities, [&](const IdentitySpec& identity) {
      return identity.id == id && identity.instance == instance;
    });
  };
  const auto name = [&](const IdentityOperand& operand) { return schema.fields[operand.field].name; };
  const auto carried = of_name("X-1", "legal");
  CHECK(name(carried.left.at(0)) == "s3_carried_in_legal");
  CHECK(name(carried.right.at(0)) == "s3_carried_out_legal");
  CHECK(carried.left[0].whose == Whose::own);
  CHECK(carried.right[0].whose == Whose::year_before);
  const auto in_force = of_name("X-2", "normdocs");
  REQUIRE(in_force.right.size() == 2);
  CHECK(name(in_force.right[0]) == "s2_normdocs_issued");
  CHECK(in_force.right[0].whose == Whose::own);
  CHECK(name(in_force.right[1]) == "s2_normdocs_in_force");
  CHECK(in_force.right[1].whose == Whose::year_before);
  CHECK(name(of_name("X-3", "fees").right.at(1)) == "s2_fees_items_change");
  CHECK(of_name("H-1", "requests").right.at(0).whose == Whose::above);
}

TEST_CASE("labels that are alike are never taken for each other") {
  // What may be mistaken in one leads less than half the way to the next.
  for (const auto& form : templates().templates()) {
    for (const auto& label : form.labels) {
      for (const auto& name : label.names) {
        for (const auto& other : form.labels) {
          for (const auto& near : other.names) {
            if (&other == &label || near.key == name.key || near.wide.size() != name.wide.size()) continue;
            int distance = 0;
            for (std::size_t i = 0; i < name.wide.size(); ++i) distance += name.wide[i] != near.wide[i] ? 1 : 0;
            INFO(name.key << " and " << near.key);
            CHECK(name.slack * 2 < distance);
          }
        }
      }
    }
  }
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

TEST_CASE("forms that inherit from nowhere, or from each other, are refused") {
  auto text = test::read_file(test::project_file("corpus/templates/2021.xml"));
  const auto begin = text.find("  <sections order");
  const std::string_view end = "</sections>";
  text.replace(begin, text.find(end) + end.size() - begin, "  <sections like=\"2019\"/>");
  CHECK_FALSE(complaint(text).empty());
  const std::vector<TemplateFile> files{{"2021.xml", text},
                                        {"2019.xml", test::read_file(test::project_file("corpus/templates/2019.xml"))}};
  const auto loaded = load_templates(files);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().detail.find("each other") != std::string::npos);
}
