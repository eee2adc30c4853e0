// Heads that lost their grids and some of whose names are damaged.
#include <catch2/catch.hpp>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

std::string state_of(const normalize::Report& report, std::string_view field) {
  return std::string(to_string(field_of(report, field).state));
}

// One cell a line, under a head of these names.
normalize::Report requests_under(const std::string& names, const std::string& group = "法人或其他组织") {
  return report_of("三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\n" + group + "\n" + names +
                   "一、本年新收政府信息公开申请数量\n3\n10\n20\n30\n40\n50\n153\n"
                   "二、上年结转政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n");
}

const std::string kOrganisations = "商业企业\n科研机构\n社会公益组织\n法律服务机构\n";

normalize::Report local_under(const std::string& names) {
  return report_of("附：统计表\n" + names +
                   "主动公开信息数\n1\n条\n1\n5\n6\n7\n其中：全文电子化的主动公开信息数\n2\n条\n2\n8\n9\n3\n");
}

}  // namespace

TEST_CASE("a name with another character is that of the only column left, and less sure") {
  const auto [total, other] = GENERATE(std::pair("总分", "其他"), std::pair("合个", "其他"), std::pair("总计", "年他"));
  const auto report = requests_under(std::string(total) + "\n" + kOrganisations + other + "\n");
  CHECK(value_of(report, "s3_new_total") == "153");
  CHECK(value_of(report, "s3_new_other") == "50");
  const auto& likened = field_of(report, std::string_view(total) == "总计" ? "s3_new_other" : "s3_new_total");
  CHECK(likened.evidence.likened);
  CHECK_FALSE(field_of(report, "s3_new_person").evidence.likened);
  CHECK(likened.confidence <= field_of(report, "s3_new_person").confidence);
}

TEST_CASE("a longer name with another character is known in its place beside other damaged ones") {
  const auto report = requests_under("总分\n商业国业\n科研机构\n社会公盖组织\n法和服务朹构\n其他\n");
  CHECK(value_of(report, "s3_new_business") == "10");
  CHECK(value_of(report, "s3_new_legal") == "40");
}

TEST_CASE("a column of another name in the place of the form's is not likened to it") {
  CHECK(state_of(requests_under("小计\n" + kOrganisations + "其他\n"), "s3_new_total") == "unreadable");
  CHECK(state_of(requests_under("总计\n" + kOrganisations + "媒体\n"), "s3_new_other") == "unreadable");
  CHECK(state_of(requests_under("总计\n工会\n科研机构\n社会公益组织\n法律服务机构\n其他\n"), "s3_new_business") ==
        "unreadable");
}

TEST_CASE("one column more or less than the form's leaves no place for a likeness") {
  const auto more = requests_under("总分\n" + kOrganisations + "媒体\n其他\n");
  CHECK(state_of(more, "s3_new_total") == "unreadable");
  const auto fewer = requests_under("总分\n" + kOrganisations);
  CHECK(state_of(fewer, "s3_new_total") == "unreadable");
}

TEST_CASE("a short name needs others around it that are known") {
  const auto report = requests_under("总分\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n媒体\n");
  CHECK(state_of(report, "s3_new_total") == "unreadable");
}

TEST_CASE("which year or month a column is of cannot be told from its like") {
  const auto head = [](const std::string& year, const std::string& all) {
    return "指标名称\n序号\n计量单位\n代码\n本期实际\n" + year + "\n" + all + "\n备注\n";
  };
  CHECK(value_of(local_under(head("本年累在", "历年累计")), "local_public_total_c") == "6");
  CHECK(value_of(local_under(head("本年累计", "历年累中")), "local_public_total_all") == "7");
  CHECK(state_of(local_under(head("本月累计", "历年累计")), "local_public_total_c") == "unreadable");
  CHECK(state_of(local_under(head("本目累计", "历年累计")), "local_public_total_c") == "unreadable");
  CHECK(state_of(local_under(head("本年累计", "上年累计")), "local_public_total_all") == "unreadable");
  CHECK(state_of(local_under(head("本年累计", "止年累计")), "local_public_total_all") == "unreadable");
  CHECK(state_of(local_under(head("本年累计", "年累计")), "local_public_total_all") == "unreadable");
}

TEST_CASE("a damaged word above the row labels is no column of another form") {
  const auto report = local_under("指时名称\n序号\n计量单位\n代码\n本期实际\n本年累计\n历年累计\n备注\n");
  CHECK(value_of(report, "local_public_total") == "5");
  const auto other = local_under("办理部门\n序号\n计量单位\n代码\n本期实际\n本年累计\n历年累计\n备注\n");
  CHECK(state_of(other, "local_public_total") == "unreadable");
}

TEST_CASE("a damaged group and a damaged column of it are two names") {
  const auto report = requests_under("总计\n商亚企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n", "法入或其他组织");
  CHECK(value_of(report, "s3_new_person") == "3");
  CHECK(value_of(report, "s3_new_business") == "10");
}

TEST_CASE("half of the names of a head carry what is left of the others") {
  const auto list = [](const std::string& names) {
    return report_of("附：统计表\n指标\n" + names +
                     "主动公开规范性文件数\n2\n条\n4\n无\n制发规范性文件总数\n3\n件\n7\n无\n");
  };
  CHECK(value_of(list("序\n单位\n统数\n备注\n"), "stat_normdocs_issued") == "7");
  CHECK(state_of(list("序\n单位\n乡镇\n备\n"), "stat_normdocs_issued") != "number");
}
