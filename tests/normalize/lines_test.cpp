// Tables that lost their grids: one cell a line, columns of print, rows run together.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::string kHeading = "二、主动公开政府信息情况\n";
const std::string kHead = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n";

// Columns of print, wide characters counted twice, and rows that fill them all.
const std::string kPrintHead =
    "三、收到和处理政府信息公开申请情况\n"
    "                                     自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n";
const std::string kPrintRows =
    "一、本年新收政府信息公开申请数量       3       0         0          0             0         0     3\n"
    "二、上年结转政府信息公开申请数量       1       0         0          0             0         0     1\n"
    "（一）予以公开                         1       0         0          0             0         0     1\n";

std::string state_of(const normalize::Report& report, std::string_view field) {
  return std::string(to_string(field_of(report, field).state));
}

std::string note_of(const normalize::Report& report, std::string_view field) { return field_of(report, field).note; }

}  // namespace

TEST_CASE("one cell a line is read where each row has as many values as the head has columns") {
  const auto text =
      GENERATE(std::string("规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n"),
               std::string("规章\n\n1\n\n2\n\n3\n\n行政规范性文件\n\n4\n\n5\n\n6\n"),
               std::string("规章 1 2 3\n行政规范性文件 4 5 6\n"), std::string("规章\n1 2 3\n行政规范性文件\n4 5 6\n"));
  const auto report = report_of(kHeading + kHead + text);
  CHECK(value_of(report, "s2_rules_issued") == "1");
  CHECK(value_of(report, "s2_rules_in_force") == "3");
  CHECK(value_of(report, "s2_normdocs_issued") == "4");
  CHECK(value_of(report, "s2_normdocs_in_force") == "6");
  CHECK(field_of(report, "s2_normdocs_in_force").method == normalize::Method::position);
}

TEST_CASE("a row with another number of values than its head is unreadable") {
  const auto report = report_of(kHeading + kHead + "规章\n1\n3\n行政规范性文件\n4\n5\n6\n7\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(state_of(report, "s2_normdocs_issued") == "unreadable");
  CHECK(note_of(report, "s2_rules_issued") == "the row has another number of values than its head");
}

TEST_CASE("without a head that names every column no value is taken") {
  const auto head = GENERATE(std::string("信息内容\n本年制发件数\n现行有效件数\n"),
                             std::string("信息内容\n现行有效件数\n本年废止件数\n本年制发件数\n"), std::string());
  const auto report = report_of(kHeading + head + "规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(state_of(report, "s2_normdocs_in_force") == "unreadable");
}

TEST_CASE("a column whose name cannot be read leaves the others in their places") {
  const auto report =
      report_of(kHeading + "信息内容\n本年制发件数\n备案件数\n现行有效件数\n规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n");
  CHECK(value_of(report, "s2_rules_issued") == "1");
  CHECK(state_of(report, "s2_rules_repealed") == "unreadable");
  CHECK(note_of(report, "s2_rules_repealed") == "the name of its column cannot be read");
  CHECK(value_of(report, "s2_rules_in_force") == "3");
}

TEST_CASE("a figure torn apart in a list is one unreadable figure") {
  const auto report = report_of(kHeading + kHead + "规章\n1\n2 0\n3\n行政规范性文件\n4\n5\n6\n");
  CHECK(value_of(report, "s2_rules_issued") == "1");
  CHECK(state_of(report, "s2_rules_repealed") == "unreadable");
  CHECK(value_of(report, "s2_rules_in_force") == "3");
}

TEST_CASE("one damaged name of a head is carried by the others") {
  const auto report = report_of(
      kHeading + "信息内容\n本年制发件数\n本年废上件教\n现行有效件数\n规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n");
  CHECK(value_of(report, "s2_rules_repealed") == "2");
}

TEST_CASE("a row that numbers the columns is no row of values") {
  const auto* const head =
      "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 "
      "未经复议直接起诉 复议后起诉\n"
      "结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计\n";
  const auto report =
      report_of(std::string(head) + "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n2 0 0 0 2 0 0 0 0 0 0 0 0 3 3\n");
  CHECK(value_of(report, "s4_review_upheld") == "2");
  CHECK(value_of(report, "s4_suit_after_total") == "3");
  const auto numbered = report_of(std::string(head) + "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n");
  CHECK(state_of(numbered, "s4_review_upheld") != "number");
}

TEST_CASE("values before their labels are not taken for those of the labels before") {
  const auto report = report_of(kHeading + kHead + "1\n2\n3\n规章\n4\n5\n6\n行政规范性文件\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(state_of(report, "s2_normdocs_issued") == "unreadable");
}

TEST_CASE("a single value is a row's own only where the next row follows") {
  const auto head = kHeading + "第二十条第（六）项\n信息内容\n本年处理决定数量\n";
  CHECK(value_of(report_of(head + "行政处罚\n5\n行政强制\n7\n"), "s2_penalty_decisions") == "5");
  const auto lost =
      report_of(head + "行政处罚\n7\n第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n1\n");
  CHECK(state_of(lost, "s2_penalty_decisions") == "unreadable");
  CHECK(value_of(lost, "s2_fees_amount") == "1");
}

TEST_CASE("labels whose values stand elsewhere are unreadable, not absent") {
  const auto report = report_of(kHeading + kHead + "规章\n行政规范性文件\n4\n5\n6\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(value_of(report, "s2_normdocs_issued") == "4");
}

TEST_CASE("labels and heads broken over lines are joined by their place") {
  const auto* const text =
      "三、收到和处理政府信息公开申请情况\n"
      "                                            申请人情况\n"
      "                                   法人或其他组织\n"
      "                       自然人                                       总计\n"
      "                              商业企    科研机   社会公益   法律服务   其他\n"
      "                              业        构       组织       机构\n"
      "一、本年新收政府信息公开申请数量    3     0     1    0    0    2     6\n"
      "      （二）部分公开（区分处理的，只计这一情\n"
      "                                    7     0     0    0    0    0     7\n"
      "      形，不计其他情形）\n"
      "             5.要求行政机关确认或重新出\n"
      "                                    4     1     0    0    0    0     5\n"
      "             具已获取信息\n";
  const auto report = report_of(text);
  CHECK(value_of(report, "s3_new_person") == "3");
  CHECK(value_of(report, "s3_new_research") == "1");
  CHECK(value_of(report, "s3_new_total") == "6");
  CHECK(value_of(report, "s3_granted_partly_person") == "7");
  CHECK(value_of(report, "s3_refused_reconfirm_business") == "1");
}

TEST_CASE("blanks in columns of print are told by the place of the values beside them") {
  const auto report = report_of(
      kPrintHead + kPrintRows +
      "1.属于国家秘密                                           2                                        2\n");
  CHECK(value_of(report, "s3_denied_state_secret_research") == "2");
  CHECK(state_of(report, "s3_denied_state_secret_person") == "blank");
  CHECK(value_of(report, "s3_denied_state_secret_total") == "2");
  const auto astray = report_of(
      kPrintHead + kPrintRows +
      "1.属于国家秘密                                      2                                             2\n");
  CHECK(state_of(astray, "s3_denied_state_secret_research") == "unreadable");
}

TEST_CASE("prose with numbers and short words makes no table") {
  const auto report = report_of(
      "一、总体情况\n2023年公开信息 12 条，其中规章 1 件。\n其他\n规章\n二、主动公开政府信息情况\n本年没有。\n");
  CHECK(std::ranges::none_of(report.fields, [](const auto& field) { return field.state == normalize::State::number; }));
}

TEST_CASE("lines that are no table stay in the text of their section") {
  const auto report =
      report_of(kHeading + "本年情况如下\n" + kHead + "规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n以上数据为全口径\n");
  REQUIRE(report.sections.size() == 1);
  CHECK(report.sections[0].text.starts_with("本年情况如下\n"));
  CHECK(report.sections[0].text.ends_with("\n以上数据为全口径"));
}

TEST_CASE("columns of print are not carried from one page to the next") {
  const auto row = "1.属于国家秘密" + std::string(43, ' ') + "2" + std::string(40, ' ') + "2\n";
  CHECK(state_of(report_of(kPrintHead + kPrintRows + "- 3 -\n" + row), "s3_denied_state_secret_research") ==
        "unreadable");
  CHECK(state_of(report_of(kPrintHead + kPrintRows + "\f" + row), "s3_denied_state_secret_research") == "unreadable");
}

TEST_CASE("values in the columns of their head are read though no row is complete") {
  const auto total = [](const std::string& label, int width, const std::string& value) {
    return label + std::string(static_cast<std::size_t>(99 - width), ' ') + value + "\n";
  };
  const auto report = report_of(kPrintHead + total("一、本年新收政府信息公开申请数量", 32, "6") +
                                total("二、上年结转政府信息公开申请数量", 32, "0") + total("（一）予以公开", 14, "4") +
                                "1.属于国家秘密\n" + total("2.其他法律行政法规禁止公开", 26, "2"));
  CHECK(value_of(report, "s3_new_total") == "6");
  CHECK(state_of(report, "s3_new_person") == "blank");
  CHECK(value_of(report, "s3_denied_other_law_total") == "2");
  CHECK(state_of(report, "s3_denied_state_secret_total") == "blank");
}

TEST_CASE("a row with more values than the head has columns leaves none of the block to trust") {
  const auto report = report_of(kHeading + kHead + "规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n7\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(note_of(report, "s2_rules_issued") == "another row has more values than the head names columns");
}

TEST_CASE("a heading whose number stands apart is no row of the table above it") {
  const auto report = report_of(kHeading +
                                "第二十条第（六）项\n信息内容   本年处理决定数量\n行政处罚   8\n行政强制   9\n"
                                "三 、收到和处理政府信息公开申请情况\n");
  CHECK(value_of(report, "s2_coercion_decisions") == "9");
}

TEST_CASE("figures glued to their labels or to each other are unreadable") {
  const auto report = report_of(kHeading + kHead + "规章 1 2 3\n行政规范性文件456\n");
  CHECK(value_of(report, "s2_rules_issued") == "1");
  CHECK(state_of(report, "s2_normdocs_issued") != "number");
}

TEST_CASE("cells with bars behind them, short rows filled up with bars, are lists") {
  const auto report =
      report_of(kHeading +
                "第二十条第（一）项 |\n|||\n信息内容 |\n本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n"
                "规章 |\n/ |\n/ |\n7 |\n行政规范性文件 |\n0 |\n2 |\n5 |\n"
                "第二十条第（五）项 |\n|||\n信息内容 |\n本年处理决定数量 |\n||\n行政许可 |\n9 |\n||\n");
  CHECK(state_of(report, "s2_rules_issued") == "dash");
  CHECK(value_of(report, "s2_rules_in_force") == "7");
  CHECK(value_of(report, "s2_normdocs_in_force") == "5");
  CHECK(value_of(report, "s2_licence_decisions") == "9");
}

TEST_CASE("values below a label are not its own where others stand beside theirs") {
  // The first half of the second label is lost, and the row above it is blank.
  const auto report = report_of(kPrintHead + kPrintRows + "4.无正当理由大量反复申请\n" + std::string(39, ' ') +
                                "5       0         0          0             0         0     5\n具已获取信息\n");
  CHECK(value_of(report, "s3_new_person") == "3");
  CHECK(state_of(report, "s3_refused_excessive_person") != "number");
}

TEST_CASE("a unit on a line of its own in the head counts") {
  const std::string licences = "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n3\n";
  const std::string unit = GENERATE("（单位：元）", "单位：元");
  const auto report = report_of(kHeading + licences + "第二十条第（八）项\n信息内容\n本年收费金额\n" + unit +
                                "\n行政事业性收费\n251000\n");
  CHECK(value_of(report, "s2_licence_decisions") == "3");
  CHECK(value_of(report, "s2_fees_amount") == "25.1");
}

TEST_CASE("units of traditional script count") {
  const std::string prose = "本機關報告開展主動公開的各項工作，統計數據與上年對應，處理結果無誤。\n";
  const std::string form =
      GENERATE("信息內容\n本年處理決定數量\n行政許可\n3\n信息內容\n本年收費金額（單位：元）\n行政事業性收費\n251000\n",
               "| 信息內容 | 本年收費金額（單位：元） |\n| 行政事業性收費 | 251000 |\n");
  CHECK(value_of(report_of(prose + form), "s2_fees_amount") == "25.1");
}

TEST_CASE("a damaged label is not taken with the whole label of a row of blanks below it") {
  const auto report =
      report_of(kPrintHead + kPrintRows +
                "（七）总                               5       0         0          0             0         0     5\n"
                "四、结转下年度继续办理\n");
  CHECK(value_of(report, "s3_new_person") == "3");
  CHECK(state_of(report, "s3_carried_out_person") != "number");
  CHECK(state_of(report, "s3_processed_person") != "blank");
}

TEST_CASE("of undamaged labels that are part of each other the longest is meant") {
  // Broken over two lines; its first half alone is a row of the newer form.
  const auto report =
      report_of(kPrintHead + kPrintRows +
                "（六）其它                             5       0         0          0             0         0     5\n"
                "处理\n");
  CHECK(report.templates == std::vector<std::string>{"2019"});
  CHECK(value_of(report, "s3_other_all_person") == "5");
}

TEST_CASE("two damaged labels are not one") {
  const auto* const text =
      "附：统计表\n统计指标                     单位   统计数\n2.同意公开答复数             件     5\n"
      "3.同意部分公开答复数         件     0\n4.丕同意公开答复数           件     7\n中涉及国家秘密               件   "
      "  1\n"
      "涉及商业秘密                 件     0\n涉及个人隐私                 件     0\n";
  const auto report = report_of(text);
  CHECK(value_of(report, "stat_replies_granted") == "5");
  CHECK(value_of(report, "stat_denied_state_secret") != "7");
}

TEST_CASE("a torn figure does not push the last value into the remarks") {
  const std::string head = "附：统计表\n指标名称 序号 计量单位 代码 本期实际 本年累计 历年累计 备注\n";
  const std::string rows = "主动公开信息数 1 条 1 3 6 955\n新增的行政规范性文件数 3 条 3 705 1312 93\n";
  const auto torn =
      report_of(head + rows + "网站专栏页面访问量 5 人次 5 50 134 9472 无\n现场接待人数 6 人次 6 44 3 8\n");
  CHECK(state_of(torn, "local_web_visits_c") == "unreadable");
  CHECK(value_of(torn, "local_visitors_c") == "3");
  const auto whole =
      report_of(head + "主动公开信息数 1 条 1 3 6 955 无\n新增的行政规范性文件数 3 条 3 705 1312 93 无\n");
  CHECK(value_of(whole, "local_public_total_c") == "6");
}

TEST_CASE("a number that lost its mark helps to find a row only where it is the row's") {
  const std::string head =
      "三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\n商业企业\n科研机构\n社会公益组织\n"
      "法律服务机构\n其他\n总计\n三、本年度办理结果\n（三）不予公开\n3.危及“三安全一稳定”\n"
      "1\n0\n0\n0\n0\n0\n1\n";
  const std::string values = "2\n0\n0\n0\n0\n0\n2\n5.属于三类内部事务信息\n3\n0\n0\n0\n0\n0\n3\n";
  CHECK(value_of(report_of(head + "4保护�三方合法权益\n" + values), "s3_denied_third_party_person") == "2");
  CHECK(state_of(report_of(head + "6保护�三方合法权益\n" + values), "s3_denied_third_party_person") != "number");
}

TEST_CASE("a damaged name of a group is no foreign column of a head") {
  const auto list = [](const std::string& group, const std::string& more) {
    return "三、收到和处理政府信息公开申请情况\n" + group +
           "\n自然人\n法入或其他祖织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n"
           "一、本年新收政府信息公开申请数量\n3\n0\n0\n0\n0\n2\n5\n" +
           more + "二、上年结转政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n" + more;
  };
  CHECK(value_of(report_of(list("申请入个况", "")), "s3_new_person") == "3");
  CHECK(state_of(report_of(list("申请人数量", "7\n")), "s3_new_person") == "unreadable");
  CHECK(state_of(report_of(list("受理数量", "")), "s3_new_person") == "unreadable");
}
