// What tells the forms apart, and what each brings that the others have not.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;
using nianbao::test::field_of;
using nianbao::test::report_of;
using nianbao::test::value_of;
using nianbao::test::verdict_of;

namespace {

using Names = std::vector<std::string>;

bool has_field(const Report& report, std::string_view name) {
  return std::ranges::any_of(report.fields, [&](const Field& field) { return field.spec->name == name; });
}

Names section_keys(const Report& report) {
  Names keys;
  for (const auto& section : report.sections) keys.push_back(section.key);
  return keys;
}

Names unmapped_of(const Report& report) {
  Names cells;
  for (const auto& cell : report.unmapped) cells.push_back(cell.label + " => " + cell.raw);
  return cells;
}

const std::string kBlockOne2019 =
    "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n| 规章 | 0 | 0 | 0 |\n| 规范性文件 | 4 | 3 | 27 "
    "|\n";
const std::string kBlockFive2019 =
    "| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n| 行政许可 | 12 | +3 | 840 |\n"
    "| 其他对外管理服务事项 | 9 | 减8 | 77 |\n";

std::string stat_rows(const std::string& rows, const std::string& head = "| 统计指标 | 单位 | 统计数 |") {
  return "青禾县水务局2016年政府信息公开年度报告\n" + head + "\n" + rows;
}

std::string local_rows(const std::string& head, const std::string& rows) {
  return "青禾县水务局2009年度政府信息公开工作年度报告\n" + head + "\n" + rows;
}

}  // namespace

TEST_CASE("what was newly made is never what was issued") {
  const auto report = report_of(kBlockOne2019 + kBlockFive2019);
  CHECK(report.templates == Names{"2019"});
  CHECK_FALSE(has_field(report, "s2_normdocs_issued"));
  CHECK(value_of(report, "s2_normdocs_made") == "4");
  CHECK(value_of(report, "s2_normdocs_all_public") == "27");
  CHECK(value_of(report, "s2_licence_decisions") == "840");
}

TEST_CASE("changes are signed, in figures and in words") {
  const auto report = report_of(kBlockFive2019);
  CHECK(value_of(report, "s2_licence_items_change") == "3");
  CHECK(value_of(report, "s2_other_services_items_change") == "-8");
  CHECK(std::ranges::none_of(report.diagnostics, [](const Diagnostic& each) { return each.code == "negative_count"; }));
  const auto odd = report_of(
      "| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n| 行政许可 | 12 | --3 | 840 |\n"
      "| 其他对外管理服务事项 | 9 | 0/0 | 77 |\n");
  CHECK(value_of(odd, "s2_licence_items_change") == "unreadable");
  CHECK(value_of(odd, "s2_other_services_items_change") == "text");
}

TEST_CASE("two equal heads are told apart by their order, one alone is not") {
  const auto both =
      report_of("| 信息内容 | 本年新 | 本年新 | 对外公开总数量 |\n| 规章 | 1 | 2 | 3 |\n| 规范性文件 | 4 | 5 | 6 |\n");
  CHECK(value_of(both, "s2_rules_made") == "1");
  CHECK(value_of(both, "s2_rules_newly_public") == "2");
  CHECK(field_of(both, "s2_rules_made").method == Method::position);
  CHECK(field_of(both, "s2_rules_all_public").method == Method::label);
  const auto one = report_of("| 信息内容 | 本年新 | 对外公开总数量 |\n| 规章 | 1 | 3 |\n| 规范性文件 | 4 | 6 |\n");
  CHECK(value_of(one, "s2_rules_made") == "unreadable");
  CHECK(value_of(one, "s2_rules_newly_public") == "unreadable");
  CHECK(value_of(one, "s2_rules_all_public") == "3");
  // A clerk's slip that makes two heads alike leaves both without a value.
  const auto wrong = report_of(
      "| 信息内容 | 本年新制作数量 | 本年新制作数量 | 对外公开总数量 |\n| 规章 | 1 | 2 | 3 |\n"
      "| 规范性文件 | 4 | 5 | 6 |\n");
  CHECK(value_of(wrong, "s2_rules_made") == "unreadable");
  CHECK(value_of(wrong, "s2_rules_newly_public") == "absent");
}

TEST_CASE("heads that are cut or explained are still themselves") {
  const auto report = report_of(
      "| 信息内容 | 上一年项目数量（指2019年事项数） | 本年增/ | 处理决定数量（指2020年办件量） |\n"
      "| 行政许可 | 12 | 3 | 840 |\n"
      "| 其他对外管理服务事项（指行政许可以外的事项，含行政处罚、行政强制） | 9 | -8 | 77 |\n");
  CHECK(value_of(report, "s2_licence_items_prev") == "12");
  CHECK(value_of(report, "s2_licence_items_change") == "3");
  CHECK(value_of(report, "s2_other_services_decisions") == "77");
  CHECK(value_of(report, "s2_penalty_decisions") == "absent");
}

TEST_CASE("a row that is split into kinds gives no total") {
  const auto report = report_of(
      "<table><tr><td colspan=2>信息内容<td>上一年项目数量<td>本年增/减<td>处理决定数量</tr>"
      "<tr><td colspan=2>行政许可<td>12<td>3<td>840</tr>"
      "<tr><td "
      "rowspan=2>其他对外管理服务事项<td>行政检查<td>1<td>2<td>3</tr><tr><td>行政确认<td>4<td>5<td>6</tr></table>",
      "a.html");
  CHECK(value_of(report, "s2_licence_decisions") == "840");
  CHECK_FALSE(field_of(report, "s2_other_services_decisions").value);
}

TEST_CASE("an amount without a unit in its form is kept as printed") {
  const auto with_head = [](const std::string& head, const std::string& value) {
    return report_of("| 信息内容 | 采购项目数量 | " + head + " |\n| 政府集中采购 | 3 | " + value + " |\n");
  };
  const auto bare = with_head("采购总金额", "808");
  CHECK(value_of(bare, "s2_procurement_amount") == "808");
  CHECK(field_of(bare, "s2_procurement_amount").unit().empty());
  CHECK(value_of(bare, "s2_procurement_projects") == "3");
  const auto in_cell = with_head("采购总金额", "240万元");
  CHECK(value_of(in_cell, "s2_procurement_amount") == "240");
  CHECK(field_of(in_cell, "s2_procurement_amount").unit() == "万元");
  const auto in_head = with_head("采购总金额（万元）", "86.5");
  CHECK(field_of(in_head, "s2_procurement_amount").unit() == "万元");
  CHECK(value_of(in_head, "s2_procurement_projects") == "3");
}

TEST_CASE("each table is of the form its labels say, whatever the year and the notice") {
  const std::string title =
      "青禾县水务局2022年政府信息公开工作年度报告\n根据国办公开办函〔2021〕30号编制本报告，全年工作有序推进。\n";
  const std::string columns =
      "| | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
      "| 一、本年新收政府信息公开申请数量 | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
  const std::string one_row =
      columns + "| （六）其他处理 | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| （七）总计 | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
  const std::string sub_rows =
      columns +
      "| （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 "
      "|\n"
      "| | 3.其他 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n| （七）总计 | | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n";
  const auto old_tables = report_of(title + kBlockOne2019 + "说明\n" + one_row);
  CHECK(old_tables.templates == Names{"2019"});
  CHECK(value_of(old_tables, "s3_other_all_person") == "1");

  const std::string block_2021 =
      "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 1 | 2 | 3 "
      "|\n";
  const auto mixed = report_of(title + block_2021 + "说明\n" + one_row);
  CHECK(mixed.templates == Names{"2021", "2019"});
  CHECK(value_of(mixed, "s2_normdocs_in_force") == "3");
  CHECK(value_of(mixed, "s3_other_all_person") == "1");
  CHECK_FALSE(has_field(mixed, "s2_normdocs_made"));
  CHECK_FALSE(has_field(mixed, "s3_other_misc_person"));
  CHECK(field_of(mixed, "s3_new_person").template_id == "2019");

  const auto other_mix = report_of(title + kBlockOne2019 + "说明\n" + sub_rows);
  CHECK(other_mix.templates == Names{"2019", "2021"});
  CHECK(value_of(other_mix, "s3_other_uncorrected_person") == "1");
  CHECK(value_of(other_mix, "s3_other_misc_person") == "2");
  CHECK_FALSE(has_field(other_mix, "s3_other_all_person"));
}

TEST_CASE("a table that two forms share goes with its neighbour") {
  const std::string section_four =
      "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | "
      "结果维持 | 结果纠正 | "
      "其他结果 | 尚未审结 | 总计 |\n| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";
  CHECK(report_of(section_four).templates == Names{"2021"});
  const auto report = report_of(kBlockOne2019 + "说明\n" + section_four);
  CHECK(report.templates == Names{"2019"});
  CHECK(field_of(report, "s4_review_total").template_id == "2019");
}

TEST_CASE("the unit a row states counts") {
  const auto report = report_of(stat_rows(
      "| 七、依申请公开信息收取的费用 | 元 | 265 |\n| 八、机构建设和保障经费情况 | —— | —— |\n"
      "| （四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） | 万元 | 1.2 |\n"
      "| （一）召开政府信息公开工作会议或专题会议数 | 元 | 3 |\n"));
  CHECK(report.templates == Names{"2014"});
  CHECK(value_of(report, "stat_fees_amount") == "0.0265");
  CHECK(field_of(report, "stat_fees_amount").raw == "265");
  CHECK(value_of(report, "stat_budget_amount") == "1.2");
  CHECK(value_of(report, "stat_meetings") == "text");  // a unit of another kind
  CHECK(report.unmapped.empty());                      // the marks of a group row are no values
}

TEST_CASE("equal labels of an outline are told apart by the rows above") {
  const std::string reviews =
      "| 四、行政复议数量 | 件 | 5 |\n| （一）维持具体行政行为数 | 件 | 3 |\n| （二）被依法纠错数 | 件 | 1 |\n| "
      "（三）其他情形数 | 件 | 1 |\n";
  const std::string suits =
      "| 五、行政诉讼数量 | 件 | 7 |\n| （一）维持具体行政行为或者驳回原告诉讼请求数 | 件 | 4 |\n| （二）被依法纠错数 "
      "| 件 | 2 |\n| （三）其他情形数 | 件 | 1 |\n";
  const auto whole = report_of(stat_rows(reviews + suits));
  CHECK(value_of(whole, "stat_reviews_corrected") == "1");
  CHECK(value_of(whole, "stat_suits_corrected") == "2");
  CHECK(verdict_of(whole, "F-5", "reviews") == "pass");
  CHECK(verdict_of(whole, "F-5", "suits") == "pass");
  // One of two equal labels, and nothing above it that says which.
  const auto alone =
      report_of(stat_rows("| 三、收到申请数 | 件 | 5 |\n| 被依法纠错数 | 件 | 2 |\n| 六、举报投诉数量 | 件 | 1 |\n"));
  CHECK(std::ranges::none_of(alone.fields, [](const Field& field) {
    return field.spec->name.ends_with("_corrected") && field.value.has_value();
  }));
}

TEST_CASE("columns of several offices are none of them the total") {
  const auto report = report_of(
      stat_rows("| （一）收到申请数 | 件 | 5 | 3 |\n| 1.当面申请数 | 件 | 2 | 1 |\n| 2.传真申请数 | 件 | 0 | 0 |\n",
                "| 统计指标 | 单位 | 部门统计数 | 社区统计数 |"));
  CHECK(report.templates == Names{"2014"});
  CHECK(value_of(report, "stat_requests_total") == "absent");
  CHECK(unmapped_of(report) == Names{"（一）收到申请数 / 件 / 部门统计数 => 5",
                                     "（一）收到申请数 / 件 / 社区统计数 => 3", "1.当面申请数 / 件 / 部门统计数 => 2",
                                     "1.当面申请数 / 件 / 社区统计数 => 1", "2.传真申请数 / 件 / 部门统计数 => 0",
                                     "2.传真申请数 / 件 / 社区统计数 => 0"});
}

TEST_CASE("rows a province added are kept, and take no other row's name") {
  const auto report =
      report_of(stat_rows("| （一）主动公开政府信息数 | 条 | 120 |\n| 其中：主动公开规范性文件数 | 条 | 3 |\n| "
                          "制发规范性文件总数 | 件 | 2 |\n"
                          "| 主动公开政府文件数 | 条 | 37 |\n| 3.政务头条公开政府信息数 | 条 | 9 |\n| "
                          "4.政务微信公开政府信息数 | 条 | 60 |\n"));
  CHECK(value_of(report, "stat_public_total") == "120");
  CHECK(value_of(report, "stat_public_wechat") == "60");
  CHECK(value_of(report, "stat_public_weibo") == "absent");
  CHECK(unmapped_of(report) ==
        Names{"主动公开政府文件数 / 条 / 统计数 => 37", "3.政务头条公开政府信息数 / 条 / 统计数 => 9"});
}

TEST_CASE("codes and running numbers are no values") {
  const auto report = report_of(
      local_rows("| 指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计 |\n| 甲 | 乙 | 丙 | 1 | 2 |",
                 "| 主动公开信息数 | 条 | 01 | 30 | 120 |\n| 其中：全文电子化的主动公开信息数 | 条 | 02 | 20 | 110 |\n"
                 "| 网站专栏页面访问量 | 人次 | 05 | 2.5万 | |\n"));
  CHECK(report.templates == Names{"2008"});
  CHECK(value_of(report, "local_public_total") == "30");
  CHECK(value_of(report, "local_public_total_c") == "120");
  CHECK(value_of(report, "local_public_total_all") == "absent");
  CHECK(value_of(report, "local_web_visits") == "25000");
  CHECK(value_of(report, "local_web_visits_c") == "");
  CHECK(report.unmapped.empty());
  CHECK(verdict_of(report, "D-1", "full_text c") == "pass");
}

TEST_CASE("a head that names a year is the report's only if it is the report's year") {
  const std::string rows =
      "| 主动公开信息数 | 条 | 30 | 120 |\n| 行政复议数 | 件 | 1 | 2 |\n| 行政诉讼数 | 件 | 0 | 0 |\n";
  const auto same = report_of(local_rows("| 指标名称 | 计量单位 | 2009年度 | 历年累计 |", rows));
  CHECK(value_of(same, "local_public_total") == "30");
  CHECK(value_of(same, "local_public_total_all") == "120");
  const auto other = report_of(local_rows("| 指标名称 | 计量单位 | 2008年度 | 历年累计 |", rows));
  CHECK(value_of(other, "local_public_total") == "absent");
  CHECK(value_of(other, "local_public_total_all") == "120");
  const auto both = report_of(local_rows("| 指标名称 | 计量单位 | 2008年度 | 2009年度 |", rows));
  CHECK(value_of(both, "local_public_total") == "120");
}

TEST_CASE("older reports have sections of their own, under common keys where there are any") {
  const auto report = report_of(
      "青禾县水务局2012年度政府信息公开工作年度报告\n根据《中华人民共和国政府信息公开条例》的规定，特向社会公布本年度报"
      "告，全文由五个部分组成。\n"
      "一、概述\n本年度工作平稳。（一）主动公开情况良好。\n二、主动公开政府信息情况\n（一）公开范围\n公开了各类信息。\n"
      "三、回应解读情况\n组织了访谈。\n四、政府信息公开申请的办理情况\n没有收到申请。\n政府信息公开的收费及减免情况\n没"
      "有收费。\n"
      "六、存在不足及努力方向\n力量不足。\n");
  CHECK(report.is_report);
  CHECK(section_keys(report) ==
        Names{"preamble", "overview", "proactive_disclosure", "unmapped", "requests", "fees", "problems"});
  CHECK(report.sections[3].heading == "回应解读情况");
  CHECK(report.sections[3].number == 3);
  CHECK(report.sections[5].number == 0);
  CHECK(report.templates.empty());
  CHECK(report.fields.empty());
}

TEST_CASE("a report of a form nobody knows keeps its text, its figures in prose and its cells") {
  const auto report = report_of(
      "青禾县水务局2027年政府信息公开工作年度报告\n一、工作成效\n全年收到政府信息公开申请12件，工作有序推进，渠道保持畅"
      "通。\n"
      "二、数据总览\n| 项目 | 线上 | 线下 |\n| 办理事项 | 31 | 7 |\n| 群众评价 | 29 | / "
      "|\n三、下一步安排\n继续努力，把公开工作做得更细更实。\n");
  CHECK(report.is_report);
  CHECK(section_keys(report) == Names{"unmapped", "unmapped", "unmapped"});
  REQUIRE(report.facts.size() == 1);
  CHECK(report.facts[0].value == Decimal(12));
  CHECK(unmapped_of(report) ==
        Names{"办理事项 / 线上 => 31", "办理事项 / 线下 => 7", "群众评价 / 线上 => 29", "群众评价 / 线下 => /"});
  CHECK(std::ranges::none_of(report.fields, [](const Field& field) { return field.value.has_value(); }));
}

TEST_CASE("a plan with headings that speak of disclosure is no report") {
  const auto report = report_of(
      "青禾县2016年政务公开工作要点\n一、推进主动公开工作\n围绕重点领域，做好信息发布，及时更新各栏目的内容。\n二、规范"
      "依申请公开\n完善流程。\n"
      "三、解决突出问题\n加强督查。\n四、明确收费要求\n依法办理。\n");
  CHECK_FALSE(report.is_report);
  CHECK(report.reason == "plan");
}

TEST_CASE("an older report without a title is known by its headings") {
  const auto report = report_of(
      "一、概述\n本年度工作平稳。\n二、主动公开政府信息情况\n公开了各类信息。\n三、依申请公开政府信息情况\n没有收到申请"
      "。\n"
      "四、政府信息公开的收费及减免情况\n没有收费。\n");
  CHECK(report.is_report);
  CHECK(report.identity.issuer.value.empty());
}

TEST_CASE("a new form is a file") {
  const std::string form = R"(<?xml version="1.0" encoding="UTF-8"?>
<template xmlns="urn:nianbao:template" id="2027" first-year="2027">
  <title>格式</title><en>A form to come</en><legal>none</legal>
  <sections like="2021"/>
  <table prefix="new" section="requests">
    <block>
      <corner><name>受理方式</name></corner>
      <columns unit="件" type="count"><column key="received"><name>本年收件</name><en>received</en></column>
        <column key="answered"><name>本年答件</name><en>answered</en></column></columns>
      <rows><row key="counter"><name>窗口受理</name><en>Counter</en></row><row key="post"><name>邮政受理</name><en>Post</en></row></rows>
    </block>
  </table>
  <identity id="T-1" field="new_{instance}_{operand}" relation="at-most" source="layout" instances="counter post">
    <left>answered</left><right>received</right></identity>
</template>)";
  const std::vector<TemplateFile> files{{"2021.xml", test::read_file(test::project_file("corpus/templates/2021.xml"))},
                                        {"2027.xml", form}};
  const auto set = load_templates(files);
  INFO((set ? std::string() : set.error().place + ": " + set.error().detail));
  REQUIRE(set);
  const auto document =
      test::document_of("| 受理方式 | 本年收件 | 本年答件 |\n| 窗口受理 | 5 | 4 |\n| 邮政受理 | 2 | 3 |\n");
  const auto report = build_report(document, *set);
  CHECK(report.templates == Names{"2027"});
  CHECK(value_of(report, "new_counter_received") == "5");
  CHECK(verdict_of(report, "T-1", "counter") == "pass");
  CHECK(verdict_of(report, "T-1", "post") == "fail");
}

TEST_CASE("titles and periods of older reports are read") {
  const auto first = report_of(
      "青禾县人民政府信息公开工作2011年年度报告\n一、概述\n所列数据的统计期限自2008年5月1日起至12月31日止。\n");
  CHECK(first.identity.issuer.value == "青禾县人民政府");
  CHECK(first.identity.report_year.value == "2011");
  CHECK(first.identity.period_start.value == "2008-05-01");
  CHECK(first.identity.period_end.value == "2008-12-31");
}
