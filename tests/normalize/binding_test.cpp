// Rows and columns found by their labels, and what happens where labels are damaged.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;
using nianbao::test::field_of;
using nianbao::test::report_of;
using nianbao::test::value_of;

namespace {

// Section two of the form as pipes: a regular grid, merged cells left blank.
std::string section_two(std::string_view rules, std::string_view normdocs) {
  return "二、主动公开政府信息情况\n"
         "| 第二十条第（一）项 | | | |\n"
         "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n" +
         std::string(rules) + "\n" + std::string(normdocs) + "\n";
}

std::string state_of(const Report& report, std::string_view field) {
  return std::string(to_string(field_of(report, field).state));
}

}  // namespace

TEST_CASE("a value is read where its row's and its column's labels cross") {
  const auto report = report_of(section_two("| 规章 | 1 | 2 | 3 |", "| 行政规范性文件 | 4 | 5 | 6 |"));
  CHECK(value_of(report, "s2_rules_issued") == "1");
  CHECK(value_of(report, "s2_rules_in_force") == "3");
  CHECK(value_of(report, "s2_normdocs_repealed") == "5");
  CHECK(field_of(report, "s2_normdocs_repealed").method == Method::label);
  CHECK(field_of(report, "s2_normdocs_repealed").locus.row == 3);
  CHECK(state_of(report, "s2_licence_decisions") == "absent");
}

TEST_CASE("the order of rows and columns does not matter to the labels") {
  const auto report =
      report_of("| 信息内容 | 本年制发件数 | 现行有效件数 |\n| 规章 | 1 | 3 |\n| 规范性文件 | 4 | 6 |\n");
  CHECK(value_of(report, "s2_rules_in_force") == "3");
  CHECK(value_of(report, "s2_rules_repealed") == "absent");
  CHECK(field_of(report, "s2_normdocs_issued").method == Method::alias);
}

TEST_CASE("a head whose row labels stand behind its columns names none") {
  const auto report = report_of(
      "| 本年制发件数 | 本年废止件数 | 现行有效件数 | 信息内容 |\n| 1 | 2 | 3 | 规章 |\n| 规章 | 4 | 5 | 6 |\n");
  CHECK(std::ranges::none_of(report.fields, [](const Field& field) { return field.value.has_value(); }));
}

TEST_CASE("a damaged label is still itself, and says so") {
  const auto report = report_of(section_two("| 规章 | 1 | 2 | 3 |", "| 行政规范性文 | 4 | 5 | 6 |"));
  CHECK(value_of(report, "s2_normdocs_issued") == "4");
  CHECK(field_of(report, "s2_normdocs_issued").method == Method::fuzzy);
  CHECK(field_of(report, "s2_normdocs_issued").confidence <= field_of(report, "s2_rules_issued").confidence);
}

TEST_CASE("a blank label is carried by its neighbours only where one row is missing") {
  const auto carried =
      report_of("| 第二十条第（六）项 | |\n| 信息内容 | 本年处理决定数量 |\n| 行政处罚 | 7 |\n| 行政强制 | 8 |\n");
  CHECK(value_of(carried, "s2_penalty_decisions") == "7");
  CHECK(value_of(carried, "s2_coercion_decisions") == "8");
}

TEST_CASE("the row of a group is not taken for the first of its rows, which is left out") {
  const auto report = report_of(
      "| 统计指标 | 单位 | 统计数 |\n| （二）通过不同渠道和方式回应解读的情况 | —— | —— |\n"
      "| 5.其他方式回应事件数 | 次 | 6 |\n| 三、依申请公开情况 | 件 | 41 |\n| 1.当面申请数 | 件 | 3 |\n");
  CHECK(value_of(report, "stat_responses_other") == "6");
  CHECK(value_of(report, "stat_requests_in_person") == "3");
  CHECK(state_of(report, "stat_requests_total") == "absent");
}

TEST_CASE("two rows with one label are not told apart by guess") {
  const auto report = report_of(section_two("| 规章 | 1 | 2 | 3 |", "| 规章 | 4 | 5 | 6 |"));
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
}

TEST_CASE("a row with a value too many or too few is unreadable") {
  const auto report = report_of(
      "\t信息内容\n\t本年制发件数\n\t本年废止件数\n\t现行有效件数\n\n\t规章\n\t1\n\t2\n\n\t规范性文件\n\t1\n\t2\n\t3"
      "\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(state_of(report, "s2_rules_in_force") == "unreadable");
  CHECK(value_of(report, "s2_normdocs_in_force") == "3");
  CHECK(field_of(report, "s2_normdocs_in_force").method == Method::position);
}

TEST_CASE("values under no head are unreadable, never counted off") {
  const auto report = report_of("| 规章 | 1 | 2 | 3 |\n| 行政规范性文件 | 4 | 5 | 6 |\n");
  for (const auto* name : {"s2_rules_issued", "s2_normdocs_in_force"}) CHECK(state_of(report, name) != "number");
}

TEST_CASE("a value without a head in its column stays out") {
  const auto report = report_of("| 信息内容 | 本年制发件数 | 说明 | 现行有效件数 |\n| 规章 | 1 | 9 | 3 |\n");
  CHECK(value_of(report, "s2_rules_issued") == "1");
  CHECK(value_of(report, "s2_rules_in_force") == "3");
  CHECK(state_of(report, "s2_rules_repealed") == "absent");
  REQUIRE(report.unmapped.size() == 1);
  CHECK(report.unmapped.front().raw == "9");
}

TEST_CASE("local rows are kept beside the form's") {
  const auto report = report_of(section_two("| 规章 | 1 | 2 | 3 |", "| 其他主动公开文件 | 7 | 8 | 9 |"));
  CHECK(value_of(report, "s2_rules_issued") == "1");
  CHECK(state_of(report, "s2_normdocs_issued") == "absent");
  CHECK(report.unmapped.size() == 3);
}

TEST_CASE("labels without a grid around them make a table unreadable") {
  const auto report =
      report_of("二、主动公开政府信息情况\n规章000\n规范性文件106\n行政许可0\n行政处罚0\n行政强制0\n行政事业性收费0\n");
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(state_of(report, "s3_new_person") == "absent");
  CHECK(std::ranges::any_of(report.diagnostics,
                            [](const Diagnostic& each) { return each.code == "table_lost_its_grid"; }));
}

TEST_CASE("figures in a section whose table cannot be found make it unreadable") {
  const std::string section = "四、政府信息公开行政复议、行政诉讼情况\n结果\n其他\n维持\n尚未\n";
  const auto report = report_of(section + "1\n2\n3\n0\n6\n纠正\n0\n0\n审结\n");
  CHECK(state_of(report, "s4_review_upheld") == "unreadable");
  CHECK(field_of(report, "s4_review_upheld").note == "figures stand in its section without a grid");
  CHECK(state_of(report_of(section + "本年没有。\n"), "s4_review_upheld") == "absent");
}

TEST_CASE("tables that contradict each other leave nothing to choose from") {
  const auto first = section_two("| 规章 | 1 | 2 | 3 |", "| 行政规范性文件 | 4 | 5 | 6 |");
  const auto second = section_two("| 规章 | 1 | 2 | 9 |", "| 行政规范性文件 | 4 | 5 | 6 |");
  const auto report = report_of(first + "说明如下。\n" + second);
  CHECK(value_of(report, "s2_rules_issued") == "1");
  CHECK(state_of(report, "s2_rules_in_force") == "unreadable");
}

TEST_CASE("the unit above a column counts") {
  const auto report = report_of("| 信息内容 | 本年收费金额（单位：元） |\n| 行政事业性收费 | 251000 |\n");
  CHECK(value_of(report, "s2_fees_amount") == "25.1");
  CHECK(field_of(report, "s2_fees_amount").raw == "251000");
}

TEST_CASE("a disguised digit is not a digit") {
  const auto report = report_of(section_two("| 规章 | 3① | 10² | O |", "| 行政规范性文件 | / | 无 | 不涉及 |"));
  CHECK(state_of(report, "s2_rules_issued") == "unreadable");
  CHECK(state_of(report, "s2_rules_repealed") == "unreadable");
  CHECK(value_of(report, "s2_rules_in_force") == "0");
  CHECK(field_of(report, "s2_rules_in_force").raw == "O");
  CHECK(field_of(report, "s2_rules_in_force").repair == "lone_zero_lookalike");
  CHECK(state_of(report, "s2_normdocs_issued") == "dash");
  CHECK(state_of(report, "s2_normdocs_repealed") == "none_word");
}

TEST_CASE("a repaired number says so and is trusted less") {
  const auto report = report_of(section_two("| 规章 | 3 119 | 1O | 3119 |", "| 行政规范性文件 | l2 | 2 0 | 5 |"));
  const auto& repaired = field_of(report, "s2_rules_issued");
  CHECK(repaired.value == normalize::Decimal(3119));
  CHECK(repaired.raw == "3 119");
  CHECK(repaired.repair == "spaced_thousands");
  CHECK(repaired.confidence < field_of(report, "s2_rules_in_force").confidence);
  CHECK(field_of(report, "s2_rules_in_force").repair.empty());
  CHECK(value_of(report, "s2_normdocs_issued") == "12");
  CHECK(state_of(report, "s2_normdocs_repealed") == "unreadable");
}

TEST_CASE("spaces inside numbers may be gaps between cells where the rows are ragged") {
  const auto report = report_of(section_two("| 规章 | 3 119 | 1O | 3119 | |", "| 行政规范性文件 | l2 | 4 | 5 |"));
  CHECK(field_of(report, "s2_rules_issued").state != State::number);
  CHECK(value_of(report, "s2_normdocs_issued") == "12");
}

TEST_CASE("blanks behind a label are the label's own where its neighbours show it") {
  const std::string head =
      "三、收到和处理政府信息公开申请情况\n"
      "| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 | | | | | | |\n"
      "| 自然人 | 法人或其他组织 | | | | | 总计 |\n"
      "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n";
  const std::string first = "| 一、本年新收政府信息公开申请数量 | | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n";
  const std::string items =
      "| 三、本年度办理结果 | （一）予以公开 | | 1 | | | | | | |\n"
      "| （三）不予公开 | 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
      "| 2.其他法律行政法规禁止公开 | | | 3 | 0 | 0 | 0 | 3 |\n"
      "| （七）总计 | | 3 | 0 | 3 | 0 | 0 | 0 | 6 |\n";
  const auto report = report_of(head + first + items);
  CHECK(value_of(report, "s3_new_person") == "1");
  CHECK(value_of(report, "s3_new_total") == "21");
  CHECK(value_of(report, "s3_granted_person") == "1");
  CHECK(state_of(report, "s3_granted_total") == "blank");
  CHECK(state_of(report, "s3_denied_other_law_person") == "blank");
  CHECK(value_of(report, "s3_denied_other_law_research") == "3");
  CHECK(value_of(report, "s3_processed_research") == "3");
  // A row broken over two lines has seven cells behind its label, two of them the label's.
  for (const std::string line_end : {" |\n", "\n"}) {
    const auto broken = report_of(head + first + "| 二、上年结转政府信息公开申请数量 | | | 1 | 2 | 3 | 4 | 5" +
                                  line_end + "| 6 | 21 |\n" + items);
    CHECK(state_of(broken, "s3_carried_in_person") == "unreadable");
    CHECK(state_of(broken, "s3_carried_in_total") == "unreadable");
    CHECK(value_of(broken, "s3_new_person") == (line_end == "\n" ? "unreadable" : "1"));
  }
  // A value lost from a row that begins with blanks.
  const auto lost =
      report_of(head + first + "| 二、上年结转政府信息公开申请数量 | | | | 2 | 3 | 4 | 5 | 6 |\n" + items);
  CHECK(state_of(lost, "s3_carried_in_business") == "unreadable");
  // Blanks at the ends of rows are filling, and those behind a label are values.
  const auto filled = report_of(head + "| 一、本年新收政府信息公开申请数量 | | | 3 | 4 | 5 | 6 | 18 | | |\n" +
                                "| 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
                                "| 2.其他法律行政法规禁止公开 | 0 | 0 | 3 | 0 | 0 | 0 | 3 | | |\n");
  CHECK(value_of(filled, "s3_new_person") != "3");
}

TEST_CASE("a merged cell repeated in each place it covers is one value") {
  const auto read = [](const std::string& row) {
    return report_of(
        "二、主动公开政府信息情况\n第二十条第（五）项\t第二十条第（五）项\t第二十条第（五）项\n"
        "信息内容\t本年处理决定数量\t本年处理决定数量\n" +
        row + "\n");
  };
  const auto report = read("行政许可\t34\t34");
  CHECK(value_of(report, "s2_licence_decisions") == "34");
  CHECK(field_of(report, "s2_licence_decisions").method == Method::label);
  CHECK(state_of(read("行政许可\t\t"), "s2_licence_decisions") == "blank");
  CHECK(value_of(read("第二十条第（六）项\t第二十条第（六）项\t第二十条第（六）项\n"
                      "信息内容\t本年处理决定数量\t本年处理决定数量\n行政强制\t5\t5"),
                 "s2_coercion_decisions") == "5");
  CHECK(value_of(report_of("信息内容\t信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t规章\t1\t2\t3\n"
                           "行政规范性文件\t行政规范性文件\t4\t5\t6\n"),
                 "s2_rules_issued") == "1");
  // Two columns of one name.
  CHECK(state_of(read("行政许可\t34\t35"), "s2_licence_decisions") == "unreadable");
  CHECK(state_of(read("行政许可\t34\t"), "s2_licence_decisions") == "unreadable");
}

TEST_CASE("negative and broken counts are kept and pointed out") {
  const auto report = report_of(section_two("| 规章 | -1 | 1.5 | 3 |", "| 行政规范性文件 | 4 | 5 | 6 |"));
  CHECK(value_of(report, "s2_rules_issued") == "-1");
  const auto has = [&](std::string_view code) {
    return std::ranges::any_of(report.diagnostics, [&](const Diagnostic& each) { return each.code == code; });
  };
  CHECK(has("negative_count"));
  CHECK(has("fractional_count"));
}

TEST_CASE("footnote marks and figures struck out are no digits of a number") {
  const auto state_with = [](const std::string& cell) {
    const auto report = report_of(
        "<table><tr><td>信息内容<td>本年处理决定数量</tr><tr><td>行政许可<td>" + cell + "</tr></table>", "a.html");
    return state_of(report, "s2_licence_decisions");
  };
  CHECK(state_with("31") == "number");
  CHECK(state_with("3<sup>1</sup>") == "unreadable");
  CHECK(state_with("<s>12</s>15") == "unreadable");
  CHECK(state_with("<s>12</s>") != "number");
}
