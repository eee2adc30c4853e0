// Figures in prose: every rule with its own examples, and what no rule may take.
#include "normalize/locate/facts.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;
using nianbao::test::report_of;
using nianbao::test::templates;

namespace {

constexpr int kYear = 2022;  // of all examples

std::vector<Fact> facts_in(const std::string& text, int year = kYear) {
  Section section{.key = "overview", .text = text, .prose = {{0, text.size()}}};
  return locate_facts({&section, 1}, Script::simplified, year, templates());
}

// The facts of one rule, as "value hedge".
std::vector<std::string> read_by(const FactRule& rule, const std::string& sentence) {
  std::vector<std::string> read;
  for (const auto& fact : facts_in(sentence)) {
    if (fact.rule != rule.id || fact.spec != &templates().schema().facts[rule.fact]) continue;
    const bool hedged = fact.method == FactMethod::about || fact.method == FactMethod::range;
    read.push_back((fact.value ? fact.value->to_string() : "") + " " +
                   (hedged ? std::string(to_string(fact.method)) : ""));
  }
  return read;
}

std::vector<std::string> keys_in(const std::string& text, int year = kYear) {
  std::vector<std::string> keys;
  for (const auto& fact : facts_in(text, year)) {
    keys.push_back(fact.spec->key + " " + (fact.value ? fact.value->to_string() : "-"));
  }
  return keys;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("every rule for facts reads its examples and leaves the others alone") {
  REQUIRE(templates().facts().rules.size() > 100);
  for (const auto& rule : templates().facts().rules) {
    INFO(templates().schema().facts[rule.fact].key << " " << rule.id);
    for (const auto& example : rule.matching) {
      INFO(example.sentence);
      CHECK(read_by(rule, example.sentence) == std::vector{example.value + " " + example.hedge});
    }
    for (const auto& sentence : rule.rejected) {
      INFO(sentence);
      CHECK(read_by(rule, sentence).empty());
    }
  }
}

TEST_CASE("every mask hides something in its examples and nothing in the others") {
  const auto hides = [](const Rule& mask, const std::string& sentence) {
    const NormalText normal(sentence);
    return std::ranges::any_of(mask.pattern.find_all(normal.view()), [](const Match& match) {
      return match.group("year").empty() || match.group("year") != std::to_string(kYear);
    });
  };
  for (const auto& mask : templates().facts().masks) {
    INFO(mask.id);
    for (const auto& sentence : mask.matching) CHECK(hides(mask, sentence));
    for (const auto& sentence : mask.rejected) CHECK_FALSE(hides(mask, sentence));
  }
}

TEST_CASE("a figure is read once, in the order of the text") {
  CHECK(keys_in("全年共收到政府信息公开申请12件，其中网络申请8件、信函申请4件。未收取任何费用。") ==
        Keys{"requests_total 12", "requests_online 8", "requests_letter 4", "fees_charged 0"});
}

TEST_CASE("numbers are read in every script, with what hedges them") {
  CHECK(keys_in("全年共收到政府信息公开申请１，２０３件。") == Keys{"requests_total 1203"});
  CHECK(keys_in("全年共收到政府信息公开申请三百零五件。") == Keys{"requests_total 305"});
  CHECK(keys_in("全年主动公开政府信息1.2万条。") == Keys{"public_total 12000"});
  const auto about = facts_in("全年主动公开政府信息约300条。");
  REQUIRE(about.size() == 1);
  CHECK(about[0].method == FactMethod::about);
  const auto range = facts_in("全年收到政府信息公开申请十至二十件。");
  REQUIRE(range.size() == 1);
  CHECK(range[0].method == FactMethod::range);
  CHECK_FALSE(range[0].value);
}

TEST_CASE("other years' figures are not this year's") {
  CHECK(keys_in("2021年共收到政府信息公开申请5件，2022年共收到政府信息公开申请8件。") == Keys{"requests_total 8"});
  CHECK(keys_in("2021年共收到政府信息公开申请5件，2022年共收到政府信息公开申请8件。", 2021) ==
        Keys{"requests_total 5"});
  CHECK(keys_in("全年收到政府信息公开申请8件，较上年增加3件。") == Keys{"requests_total 8"});
  CHECK(keys_in("自2008年5月以来累计主动公开政府信息4120条。").empty());
  CHECK(keys_in("2023年计划举办政府信息公开培训4次。").empty());
}

TEST_CASE("a number whose digits stand apart or are disguised is no figure") {
  CHECK(keys_in("全年共收到政府信息公开申请1 2件。").empty());
  CHECK(keys_in("全年共收到政府信息公开申请12①件。").empty());
  CHECK(keys_in("全年共收到政府信息公开申请012件。").empty());
  CHECK(keys_in("全年共收到政府信息公开申请数十件。").empty());
  CHECK(keys_in("全年共收到政府信息公开申请一百2件。").empty());
  CHECK(keys_in("全年共收到政府信息公开申请百件。").empty());
}

TEST_CASE("rows of a table that lost its grid state no facts") {
  CHECK(keys_in("一、本年新收政府信息公开申请数量\n12\n三、本年度办理结果\n（一）予以公开\n3\n收到申请数 12").empty());
}

TEST_CASE("a fact leads back to its sentence and its number") {
  const std::string text = "全年工作有序。全年共收到政府信息公开申请12件。";
  const auto facts = facts_in(text);
  REQUIRE(facts.size() == 1);
  CHECK(facts[0].sentence == "全年共收到政府信息公开申请12件");
  CHECK(text.substr(facts[0].offset, facts[0].sentence.size()) == facts[0].sentence);
  CHECK(text.substr(facts[0].number_offset, 2) == "12");
}

TEST_CASE("prose that contradicts a table is pointed out, not mended") {
  const auto report = report_of(
      "青禾县水务局2022年政府信息公开工作年度报告\n一、总体情况\n全年共收到政府信息公开申请12件。约300人次前来咨询。\n"
      "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
      "| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
      "| 一、本年新收政府信息公开申请数量 | 9 | 0 | 0 | 0 | 0 | 2 | 11 |\n"
      "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n四、政府信息公开行政复议、行政诉讼情况\n");
  CHECK(test::value_of(report, "s3_new_total") == "11");
  const auto finding = std::ranges::find(report.findings, "N-1", &Finding::identity);
  REQUIRE(finding != report.findings.end());
  CHECK(finding->instance == "requests_total");
  CHECK(finding->verdict == Verdict::fail);
  CHECK(finding->soft);
  CHECK(finding->left == Decimal(12));
  CHECK(finding->right == Decimal(11));
  REQUIRE(finding->fact == 0);
  CHECK(report.facts[0].sentence == "全年共收到政府信息公开申请12件");
  CHECK(finding->fields == std::vector<std::string_view>{"s3_new_total"});
}

TEST_CASE("every twin of a fact is a field, and every series joins fields of one unit") {
  const auto& schema = templates().schema();
  const auto unit_of = [&](const std::string& name) {
    const auto field = std::ranges::find(schema.fields, name, &FieldSpec::name);
    return field == schema.fields.end() ? std::string("no field") : field->unit;
  };
  for (const auto& fact : schema.facts) {
    for (const auto& twin : fact.twins) {
      INFO(fact.key);
      for (const auto& name : twin) CHECK(unit_of(name) != "no field");
    }
  }
  REQUIRE(schema.series.size() > 30);
  for (const auto& series : schema.series) {
    for (const auto& member : series.members) {
      if (member.relation != SeriesRelation::exact) continue;
      INFO(series.key << " " << member.template_id);
      for (const auto& name : member.fields) CHECK(unit_of(name) == series.unit);
    }
  }
}
