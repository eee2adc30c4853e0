// Damage that costs a row of a table without a grid itself, and none of its neighbours.
#include <catch2/catch.hpp>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::string kStatistics = "附：统计表\n统计指标\n序号\n单位\n统计数\n备注\n";
const std::string kNormdocs = "其中：主动公开规范性文件数\n2\n条\n7\n制发规范性文件总数\n3\n件\n5\n";
const std::string kChannels = "1.政府公报公开政府信息数\n4\n条\n9\n2.政府网站公开政府信息数\n5\n条\n3\n";
const std::string kRequests =
    "三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n"
    "法律服务机构\n其他\n";
const std::string kCarried = "二、上年结转政府信息公开申请数量\n";

std::string state_of(const normalize::Report& report, std::string_view field) {
  return std::string(to_string(field_of(report, field).state));
}

std::string one_a_line(std::string cells) {
  for (auto& c : cells) c = c == ' ' ? '\n' : c;
  return cells + "\n";
}

std::string with_bars(std::string list) {
  for (std::size_t at = list.find('\n'); at != std::string::npos; at = list.find('\n', at + 3)) {
    list.insert(at + 1, "|\n");
  }
  return list;
}

}  // namespace

TEST_CASE("a damaged unit parts no row") {
  const auto damaged = GENERATE(std::string("务"), std::string("?"));  // the first is taken for the unit it resembles
  const auto report =
      report_of(kStatistics + kNormdocs + kChannels + "3.政务微博公开政府信息数\n6\n" + damaged + "\n8\n");
  CHECK(value_of(report, "stat_public_weibo") == "8");
  CHECK(value_of(report, "stat_public_website") == "3");
}

TEST_CASE("words in the place of a unit that resemble none leave the row without a number, not its neighbours") {
  const auto report = report_of(kStatistics + kNormdocs + kChannels +
                                "3.政务微博公开政府信息数\n6\n了\n8\n4.政务微信公开政府信息数\n7\n条\n1\n");
  CHECK(state_of(report, "stat_public_weibo") != "number");
  CHECK(value_of(report, "stat_public_website") == "3");
  CHECK(value_of(report, "stat_public_wechat") == "1");
}

TEST_CASE("a damaged number of a row parts no row") {
  const auto report = report_of(kStatistics + kNormdocs + kChannels + "3.政务微博公开政府信息数\n了6\n条\n8\n");
  CHECK(value_of(report, "stat_public_weibo") == "8");
  CHECK(value_of(report, "stat_public_website") == "3");
}

TEST_CASE("words are taken for a unit only where rows show that one stands there") {
  const auto report =
      report_of(kRequests + "一、本年新收政府信息公开申请数量\n3\n0\n了\n0\n0\n2\n5\n" + kCarried +
                one_a_line("1 2 3 4 5 6 21") + "三、本年度办理结果\n（一）予以公开\n" + one_a_line("0 0 0 0 0 1 1"));
  CHECK(state_of(report, "s3_new_person") != "number");
  CHECK(value_of(report, "s3_carried_in_person") == "1");
}

TEST_CASE("a unit mistaken in its characters is the field's only where it could be no other") {
  const auto row = [](const std::string& unit) {
    return kStatistics + kNormdocs + kChannels + "七、依申请公开信息收取的费用\n49\n" + unit + "\n8\n";
  };
  CHECK(value_of(report_of(row("万元")), "stat_fees_amount") == "8");
  CHECK(state_of(report_of(row("力元")), "stat_fees_amount") != "number");
}

TEST_CASE("a label whose numbering is parted from it by a space is one label") {
  const auto label = GENERATE(std::string("（ 三）不予公开"), std::string("（三 ）不予公开"));
  const auto report =
      report_of(kRequests + kCarried + one_a_line("1 2 3 4 5 6 21") + "三、本年度办理结果\n（一）予以公开\n" +
                one_a_line("0 0 0 0 0 1 1") + "（二）部分公开\n" + one_a_line("4 0 0 0 0 0 4") + label +
                "\n1.属于国家秘密\n" + one_a_line("0 0 2 0 0 0 2"));
  CHECK(value_of(report, "s3_granted_partly_person") == "4");
  CHECK(value_of(report, "s3_denied_state_secret_research") == "2");
}

TEST_CASE("the dot of an item behind a space is no reason to take its number for a value") {
  const auto report =
      report_of(kStatistics + kNormdocs + "1.政府公报公开政府信息数\n4\n条\n9\n2 .政府网站公开政府信息数\n5\n条\n3\n");
  CHECK(value_of(report, "stat_public_gazette") == "9");
  CHECK(value_of(report, "stat_public_website") == "3");
}

TEST_CASE("a closing mark parted from its words is no value") {
  const auto report = report_of(
      "三、收到和处理政府信息公开申请情况\n"
      "                                 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
      "1.属于国家秘密                   3    0    0    0    0    2    5\n"
      "3.危及“三安全一稳定 ”            1    0    0    0    0    0    1\n"
      "4.保护第三方合法权益             0    0    0    0    0    6    6\n");
  CHECK(value_of(report, "s3_denied_security_person") == "1");
  CHECK(value_of(report, "s3_denied_state_secret_person") == "3");
}

TEST_CASE("a space inside the figure of a cell between bars costs that cell alone") {
  const auto report = report_of("三、收到和处理政府信息公开申请情况\n" +
                                with_bars(kRequests.substr(kRequests.find('\n') + 1) +
                                          "一、本年新收政府信息公开申请数量\n3\n9 32\n0\n0\n0\n2\n5\n" + kCarried +
                                          one_a_line("1 2 3 4 5 6 21") + "三、本年度办理结果\n（一）予以公开\n" +
                                          one_a_line("0 0 0 0 0 1 1")));
  CHECK(value_of(report, "s3_new_person") == "3");
  CHECK(state_of(report, "s3_new_business") != "number");
  CHECK(value_of(report, "s3_new_total") == "5");
}

TEST_CASE("a first row whose label is lost, with as many values as others, is no sign of values before their labels") {
  const auto report = report_of(kStatistics + "的一是不了息数\n1\n条\n4\n" + kNormdocs +
                                "1.政府公报公开政府信息数\n5\n9\n（三）接受培训人员数\n58\n人次\n3\n");
  CHECK(value_of(report, "stat_public_normdocs") == "7");
  CHECK(value_of(report, "stat_trained_people") == "3");
  CHECK(state_of(report, "stat_public_gazette") != "number");
}

TEST_CASE("a row of a list ends where the next label is there, though damaged, with as many values as a row has") {
  const auto read = [](const std::string& next) {
    return report_of(kStatistics + kNormdocs + "1.政府公报公开政府信息数\n4\n条\n9\n" + next +
                     "3.政务微博公开政府信息数\n6\n条\n8\n4.政务微信公开政府信息数\n7\n1\n");
  };
  CHECK(value_of(read("2分政府网的公一是息了\n5\n条\n3\n"), "stat_public_gazette") == "9");
  CHECK(state_of(read("2分政府网的公一是息了\n5\n3\n"), "stat_public_gazette") != "number");
}

TEST_CASE("blank cells are counted up to the next label, though it is damaged") {
  const auto read = [](const std::string& label) {
    return report_of("三、收到和处理政府信息公开申请情况\n" +
                     with_bars(kRequests.substr(kRequests.find('\n') + 1) +
                               "一、本年新收政府信息公开申请数量\n3\n\n\n\n\n2\n5\n" + label +
                               "\n1\n2\n3\n4\n5\n6\n21\n三、本年度办理结果\n（一）予以公开\n" +
                               one_a_line("0 0 0 0 0 1 1")));
  };
  CHECK(value_of(read("二了上的结是政我信他公一申请数量"), "s3_new_other") == "2");
  CHECK(state_of(read("（一）予以公开"), "s3_new_other") != "number");
}

TEST_CASE("figures of one digit are not the widest for the unit behind them") {
  const auto report =
      report_of(kRequests + "一、本年新收政府信息公开申请数量\n" + one_a_line("0件 0件 0 0 0 0件 0件") + kCarried +
                one_a_line("1件 0 0 0 0 1件") + "三、本年度办理结果\n（一）予以公开\n" + one_a_line("0 0 0 0 0 1 1"));
  CHECK(value_of(report, "s3_new_person") == "0");
  CHECK(state_of(report, "s3_carried_in_person") != "number");
}

TEST_CASE("a lost unit beside a figure is no sign of two figures glued together") {
  const auto report = report_of(
      "附：统计表\n统计指标                         序号   单位   统计数\n"
      "其中：主动公开规范性文件数       12     条     47\n制发规范性文件总数               13     件     0\n"
      "1.政府公报公开政府信息数         14            38\n2.政府网站公开政府信息数         15     条     3\n"
      "3.政务微博公开政府信息数         16     条     8\n");
  CHECK(value_of(report, "stat_public_gazette") == "38");
}
