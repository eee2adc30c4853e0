// Headings, titles and facts found in the text.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;
using nianbao::test::report_of;
using nianbao::test::value_of;

namespace {

const std::string kSentence =
    "本机关按照要求推进政府信息公开各项工作，全年公开内容准确及时，渠道保持畅通，没有发生差错。\n";

std::string report_with(const std::vector<std::string>& headings, const std::string& before = "") {
  auto text = before;
  for (const auto& heading : headings) text += heading + "\n" + kSentence;
  return text;
}

std::vector<std::string> keys_of(const Report& report) {
  std::vector<std::string> keys;
  for (const auto& section : report.sections) keys.push_back(section.key);
  return keys;
}

const std::vector<std::string> kSix{"overview", "proactive_disclosure", "requests", "review_and_litigation", "problems",
                                    "other"};

Evidence issuer_of(const std::string& title) { return report_of(title + "\n" + kSentence).identity.issuer; }

}  // namespace

TEST_CASE("six headings under their usual names") {
  CHECK(keys_of(report_of(report_with({"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                                       "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况",
                                       "六、其他需要报告的事项"}))) == kSix);
}

TEST_CASE("headings without numbers, with spaces, other names and other numerals") {
  CHECK(keys_of(report_of(
            report_with({"总 体 情 况", "2、行政机关主动公开政府信息的情况", "三、 收到和处理政府信息公开申请情况",
                         "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "五、存在问题及改进情况",
                         "、其它需要报告事项"}))) == kSix);
  CHECK(keys_of(report_of(
            report_with({"—、总体情况", "二、主动公开情况", "三、行政机关收到和处理政府信息公开申请情况",
                         "四、政府信息公开行政复议及行政诉讼情况", "五、主要问题和改进措施", "六、其他"}))) == kSix);
}

TEST_CASE("a preamble that names the six titles is no heading") {
  const std::string preamble =
      "根据有关规定编制本报告。报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政"
      "复议、行政诉讼情况、"
      "存在的主要问题及改进情况、其他需要报告的事项六个部分。\n";
  const auto report = report_of(
      report_with({"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                   "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"},
                  preamble));
  REQUIRE(report.sections.size() == 7);
  CHECK(report.sections[0].key == "preamble");
  CHECK(report.sections[0].number == 0);
  CHECK(report.sections[1].printed == "一、");
  CHECK(report.sections[1].heading == "总体情况");
}

TEST_CASE("a missing section is missing, not another one") {
  const auto keys =
      keys_of(report_of(report_with({"一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                                     "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况"})));
  CHECK(keys == std::vector(kSix.begin(), kSix.end() - 1));
}

TEST_CASE("sub-headings in brackets and within paragraphs") {
  const auto report = report_of(
      "一、总体情况\n（一）主动公开。全年公开信息若干条。\n（二）依申请公开\n没有收到申请，办理渠道保持畅通，工作流程完"
      "备，人员稳定。\n"
      "五、存在的主要问题及改进情况\n存在的问题：一是公开不够及时。二是培训不够；三是渠道单一。\n六、其他需要报告的事项"
      "\n无\n");
  REQUIRE(report.sections.size() == 3);
  REQUIRE(report.sections[0].subheadings.size() == 2);
  CHECK(report.sections[0].subheadings[0].number == "（一）");
  CHECK(report.sections[0].subheadings[0].text == "主动公开");
  CHECK(report.sections[1].subheadings.size() == 3);
  CHECK(report.sections[2].text == "无");
}

TEST_CASE("titles name the issuer and the year") {
  CHECK(issuer_of("青禾县水务局2022年政府信息公开工作年度报告").value == "青禾县水务局");
  CHECK(issuer_of("2022年青禾县水务局政府信息公开年度报告").value == "青禾县水务局");
  CHECK(issuer_of("青禾县水务局\n2022年度政府信息公开工作报告").value == "青禾县水务局");
  CHECK(issuer_of("青禾县水务局\n政府信息公开工作年度报告\n（2022年度）").value == "青禾县水务局");
  CHECK(issuer_of("政府信息公开工作年度报告").value.empty());
  CHECK(report_of("白石镇二〇二三年政务公开工作年度报告\n").identity.report_year.value == "2023");
  CHECK(report_of("白石镇2023政府信息公开工作年度报告\n").identity.report_year.value == "2023");
}

TEST_CASE("the year comes from the title or the period, never from another date") {
  const auto report = report_of(
      "发布时间：2024-01-"
      "19\n某应急〔2024〕1号\n一、总体情况\n本报告统计数据期限自2023年1月1日起至2023年12月31日止，按照国办公开办函〔202"
      "1〕30号文件编制。\n");
  CHECK(report.identity.report_year.value == "2023");
  CHECK(report.identity.period_start.value == "2023-01-01");
  CHECK(report.identity.period_end.value == "2023-12-31");
  CHECK(report.identity.published.value == "2024-01-19");
  CHECK(report.identity.cited_notice.value == "国办公开办函〔2021〕30号");
  CHECK_FALSE(report.identity.period_start.quote.empty());
  CHECK(report_of("发布时间：2024-01-19\n一、总体情况\n" + kSentence).identity.report_year.value.empty());
}

TEST_CASE("a document that only speaks of reports is none") {
  const auto notice = report_of("关于做好2023年政府信息公开工作年度报告编制发布工作的通知\n各单位：\n" + kSentence);
  CHECK_FALSE(notice.is_report);
  CHECK(notice.reason == "notice");
  CHECK(report_of("青禾县水务局政府信息公开指南\n" + kSentence).reason == "guide");
  CHECK(report_of("今天天气很好。\n").reason == "no_report_content");
  CHECK(report_of("XX局2022年政府信息公开工作年度报告范文\n" + kSentence).reason == "sample");
}

TEST_CASE("what a page's navigation says is no part of the report") {
  const auto report = report_of(
      "<html><body><nav><a href=a>青禾县财政局2019年政府信息公开工作年度报告</a><a href=b>一、总体情况</a></nav>"
      "<h1>青禾县水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>" +
          kSentence + "</p></body></html>",
      "a.html");
  CHECK(report.identity.issuer.value == "青禾县水务局");
  CHECK(report.identity.report_year.value == "2023");
  REQUIRE(report.sections.size() == 1);
  CHECK(report.sections[0].text.find("全年公开内容") != std::string::npos);
}

TEST_CASE("headings and labels are found under bracketed readings") {
  const auto report = report_of(
      "一、總(zǒng)體情況(kuàng)\n" + kSentence +
      "二、主動公開政(zhèng)府信息情況\n\n| 信息內(nèi)容 | 本年製發件數 | 本年廢止件數 | 現行有效件數 |\n| 規(guī)章 "
      "| 3 | 1 | 12 |\n"
      "| 行政規範性文件 | 0 | 0 | 5 |\n\n三、收到和處理政府信息公開申請情況\n四、政府信息公開行政復議、行政訴訟情況\n"
      "五、存在的主要問題及改進情況\n六、其他需要報(bào)告的事項\n無\n");
  CHECK(keys_of(report) == kSix);
  CHECK(report.sections[0].heading == "總(zǒng)體情況(kuàng)");
  CHECK(value_of(report, "s2_rules_issued") == "3");
}

TEST_CASE("a page's furniture is neither heading nor text") {
  const auto report =
      report_of(report_with({"一、总体情况", "二、主动公开政府信息情况"}, "首页 > 政务公开 > 总体情况\n") +
                "- 3 -\n全年公开12条。\n第4页 共8页\n12\n三、收到和处理政府信息公开申请情况\n无\n");
  REQUIRE(keys_of(report) == std::vector(kSix.begin(), kSix.begin() + 3));
  CHECK(report.sections[1].text == kSentence + "全年公开12条。\n12");
}
