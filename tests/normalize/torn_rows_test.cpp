// Rows of print whose figures are broken over lines, and other lines whose values are not those of the label beside.
#include <catch2/catch.hpp>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::string kRequests =
    "三、收到和处理政府信息公开申请情况\n"
    "                                 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n";
const std::string kCarriedIn =
    "二、上年结转政府信息公开申请数量 3    0    0    0    0    2    5\n"
    "（一）予以公开                   1    0    0    0    0    0    1\n";
const std::string kDisclosure =
    "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n";

std::string state_of(const normalize::Report& report, std::string_view field) {
  return std::string(to_string(field_of(report, field).state));
}

}  // namespace

TEST_CASE("the first part of a figure broken over lines is never its value") {
  const auto report = report_of(kRequests +
                                "一、本年新收政府信息公开申请数量 1737 1196 8105 1879 7757 2863 7571\n"
                                "                                 3    9                   6    9\n" +
                                kCarriedIn);
  CHECK(value_of(report, "s3_new_person") != "1737");
  CHECK(value_of(report, "s3_new_total") != "7571");
  CHECK(value_of(report, "s3_carried_in_person") == "3");
}

TEST_CASE("nor is it where words stand beside the other parts") {
  const auto rest = GENERATE(std::string("申请数量                         3    9                   6    9\n"),
                             std::string("（数量）                              9\n"),
                             std::string("理结                             3    9    1    2    3    6    9\n"));
  const auto report = report_of(kRequests + "一、本年新收政府信息公开         1737 1196 8105 1879 7757 2863 7571\n" +
                                rest + kCarriedIn);
  CHECK(value_of(report, "s3_new_person") != "1737");
  CHECK(value_of(report, "s3_new_business") != "1196");
  CHECK(value_of(report, "s3_carried_in_total") == "5");
}

TEST_CASE("nor is it where a page ends inside the figure") {
  const auto report = report_of(
      kRequests + kCarriedIn + "1.属于国家秘密                   2    0    0    0    0    0    1234\n- 3 -\n" +
      std::string(60, ' ') + "7\n2.其他法律行政法规禁止公开        2    0    0    0    0    0    2\n");
  CHECK(state_of(report, "s3_denied_state_secret_total") == "unreadable");
  CHECK(value_of(report, "s3_denied_other_law_total") == "2");
}

TEST_CASE("nor is it in the row without a label") {
  const auto report = report_of(
      "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 "
      "未经复议直接起诉 复议后起诉\n"
      "结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计\n"
      "857 7 544 0 140 368 0 975 389 4 0 0 0 3 3\n"
      "8   0             7    2\n");
  CHECK(state_of(report, "s4_review_upheld") == "unreadable");
  CHECK(state_of(report, "s4_suit_after_total") == "unreadable");
}

TEST_CASE("nor where the only row stands one space apart and units stand below it") {
  const auto report = report_of(
      "四、政府信息公开行政复议、行政诉讼情况\n"
      "行政复议                 行政诉讼\n"
      "结果  结果  其他  尚未   总计  未经复议直接起诉             复议后起诉\n"
      "维持  纠正  结果  审结       结果  结果  其他  尚未  总计   结果  结果  其他  尚未  总计\n"
      "                     维持  纠正  结果  审结       维持  纠正  结果  审结\n"
      "1   0   521 0件   522 0   0   0   445 445  49  0   0   69  118\n"
      "                                 3   3    件           件   件\n"
      "五、存在的主要问题及改进情况\n");
  CHECK(state_of(report, "s4_suit_direct_pending") != "number");
  CHECK(state_of(report, "s4_suit_direct_total") != "number");
}

TEST_CASE("a longer figure with a point does not fill its column") {
  const auto report = report_of(
      "附：统计表\n统计指标             序号   单位   统计数\n五、行政诉讼数量     44   件    975\n"
      "（一）维持具体行政   45   件    616\n行为或者驳回原告诉              5\n讼请求数\n"
      "（二）被依法纠错数   46   件    350\n七、依申请公开信息   49   万元  8.51\n收取的费用                      "
      "077\n");
  CHECK(value_of(report, "stat_suits_upheld") != "5");
}

TEST_CASE("what looks like a page's counter of visits may be the rest of a row") {
  const auto report = report_of(
      "附：统计表\n指标名称        序号  计量单位  代码  本期  本年累计  历年累计  备注\n"
      "主动公开信息数  1     条        1     45    50        60\n"
      "网站专栏页面    5     人次      5     14    41        88\n"
      "访问量                                41\n"
      "现场接待人数    6     人次      6     5     5         5\n");
  CHECK(value_of(report, "local_web_visits") != "14");
}

TEST_CASE("a row whose label is known by its second line has the figures beside its first") {
  const auto report = report_of(kRequests + kCarriedIn +
                                "5.要求行政机关新                 4321 0    0    0    0    0    4321\n"
                                "3.补正后申请内容仍不明确         7                             7\n");
  CHECK(state_of(report, "s3_unavail_unclear_person") != "number");
}

TEST_CASE("the row above one whose label is lost is not in doubt where its figures are not the widest") {
  const auto report = report_of(kRequests + "一、本年新收政府信息公开申请数量 1737 1196 8105 1879 7757 2863 7571\n" +
                                kCarriedIn + "其他属性的情形                   1    0    0    0    0    0    1\n");
  CHECK(value_of(report, "s3_granted_person") == "1");
}

TEST_CASE("several figures on one line of a list leave its row in doubt") {
  // The second of the two on one line goes on on the next, which makes their number right.
  const auto report = report_of(kDisclosure + "规章\n19 21\n7\n0\n行政规范性文件\n4\n5\n6\n");
  CHECK(state_of(report, "s2_rules_repealed") == "unreadable");
  CHECK(state_of(report, "s2_rules_in_force") == "unreadable");
  CHECK(value_of(report, "s2_normdocs_issued") == "4");
}

TEST_CASE("values before their labels are known by a label of another row at the end") {
  const auto report = report_of(kDisclosure +
                                "2\n45\n12\n规章\n0\n7\n8\n行政规范性文件\n259\n748\n914\n其中：网络渠道\n"
                                "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n7\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(state_of(report, "s2_normdocs_in_force") == "unreadable");
}

TEST_CASE("values before their labels are known by the first, though the head goes on above it") {
  const auto report = report_of(
      "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数 本年废止件数 现行有效件\n数\n"
      "6\n规章\n无\n无\n3\n行政规范性文件\n无\n无\n第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n7\n");
  CHECK(state_of(report, "s2_rules_in_force") != "number");
}

TEST_CASE("values before their labels are known by those above the last name of the head") {
  const auto report = report_of(
      "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\n上一年项目数量 本年增/减\n843\n-\n处理决定数量\n"
      "行政许可\n6094746\n其它对外管理服务事项\n第二十条第（六）项\n");
  CHECK(state_of(report, "s2_licence_decisions") != "number");
}

TEST_CASE("whole rows below a head that goes on may be those of the labels behind them") {
  const auto report = report_of(
      "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n量\n"
      "4\n0\n0\n规章\n0\n0\n5\n规范性文件\n414\n156\n898\n其中：网络渠道\n第二十条第（五）项\n");
  CHECK(state_of(report, "s2_rules_issued") != "number");
  CHECK(state_of(report, "s2_normdocs_in_force") != "number");
}

TEST_CASE("no row of a list holds a figure that begins with a zero and more digits") {
  const auto report = report_of(kDisclosure + "规章\n97\n03\n5\n行政规范性文件\n4\n5\n6\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(value_of(report, "s2_normdocs_issued") == "4");
}

TEST_CASE("a head in pieces names no column") {
  const auto report = report_of(
      "附：统计表\n统计指标\n计量单位\n序号\n备注\n1\n2\n主动公开信息\n数\n本\n年\n90\n2.传真申请数 12\n"
      "3.网络申请数 14\n4.信函申请数 15\n");
  CHECK(state_of(report, "stat_requests_fax") != "number");
  CHECK(state_of(report, "stat_requests_online") != "number");
}

TEST_CASE("a part with its unit, or with the point before it, is no label") {
  const auto rest = GENERATE(std::string(".98"), std::string("087人"), std::string("0"));
  const auto report = report_of(
      "附：统计表\n统计指标                         单位   统计数\n1.参加或举办新闻发布会总次数     次     4287\n" +
      std::string(39, ' ') + rest + "\n2.政府网站在线访谈次数           次     5\n");
  CHECK(state_of(report, "stat_press_conferences") != "number");
  CHECK(value_of(report, "stat_interviews") == "5");
}

TEST_CASE("the second line of a figure is not the value where it stands beside the label") {
  // The page began with the row's first line, and the form knows the label by its second.
  const auto report = report_of(kRequests +
                                "一、本年新                       1793 2912 9707 443  1657 2418 9797\n"
                                "收政府信息公开申请数量           4    7              1    8    0\n" +
                                kCarriedIn);
  CHECK(value_of(report, "s3_new_person") != "4");
  CHECK(value_of(report, "s3_carried_in_person") == "3");
}

TEST_CASE("a label does not reach over the number of the next item") {
  const auto report = report_of(kRequests + kCarriedIn.substr(0, kCarriedIn.find('\n') + 1) +
                                "（一）\n予以公\n开\n（二）                           8    0    0    0    0    0    8\n"
                                "部分公\n开\n");
  CHECK(value_of(report, "s3_granted_person") != "8");
}

TEST_CASE("the pitch is the one under which values stand in columns") {
  // Under the other one, labels of more wide characters move their values by whole columns.
  const auto row = [](const std::string& label, int width, const std::string& values) {
    return label + std::string(static_cast<std::size_t>(18 - width), ' ') + values + "\n";
  };
  const auto report = report_of("三、收到和处理政府信息公开申请情况\n" +
                                row("", 0, "自然人  商业企业 科研机构 社会公益组织 法律服务机构 其他 总计") +
                                row("一、本年新收政府信息公开申请数量", 16, "3    0    0    0    0    2    5") +
                                row("二、上年结转政府信息公开申请数量", 16, "1    0    0    0    0    0    1") +
                                row("（一）予以公开", 7, "4    0    0    0    0    2    6") +
                                row("1.属于国家秘密", 8, "     7                        7"));
  CHECK(value_of(report, "s3_new_person") == "3");
  CHECK(value_of(report, "s3_denied_state_secret_business") == "7");
  CHECK(state_of(report, "s3_denied_state_secret_person") == "blank");
}

TEST_CASE("a list that drops blanks may make up for one with the rest of a broken figure") {
  const std::string head =
      "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
      "未经复议直接起诉\n复议后起诉\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n结果维持\n结果纠正\n其他结果\n尚未审"
      "结\n"
      "总计\n";
  const auto doubtful = report_of(head + "723\n5\n188\n9\n912\n4\n417\n8\n9\n8\n7\n6\n5\n4\n3\n");
  CHECK(state_of(doubtful, "s4_review_upheld") == "unreadable");
  const auto marked = report_of(head + "723\n0\n0\n0\n723\n4\n0\n0\n0\n4\n0\n6\n5\n4\n15\n");
  CHECK(value_of(marked, "s4_review_upheld") == "723");
  CHECK(value_of(marked, "s4_suit_after_total") == "15");
}

TEST_CASE("a value between labels that have none is not the upper one's where the lower one is unknown") {
  const auto report = report_of(
      "二、主动公开政府信息情况\n第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n行政强制\n903\n"
      "乡镇填报数\n第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n75\n");
  CHECK(state_of(report, "s2_coercion_decisions") != "number");
}
