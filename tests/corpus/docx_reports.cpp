#include "tests/corpus/docx_reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

#include "tests/corpus/docx_2019_reports.h"
#include "tests/corpus/docx_form.h"
#include "tests/corpus/docx_older_reports.h"
#include "tests/support/docx_builder.h"

namespace nianbao::test {
namespace {

constexpr FormFigures kAutoNumbered{
    {"0,0,0", "7,3,41", "1186", "22", "0", "0"},
    {"46,21,3,0,5,2,77", "2,1,0,0,0,0,3", "19,9,2,0,1,0,31", "6,3,0,0,1,0,10",   "1,0,0,0,0,0,1",
     "0,0,0,0,0,0,0",    "0,0,0,0,0,0,0", "0,2,0,0,0,0,2",   "1,0,0,0,0,1,2",    "3,1,1,0,0,0,5",
     "0,0,0,0,0,0,0",    "0,0,0,0,0,0,0", "12,4,0,0,2,0,18", "1,1,0,0,0,0,2",    "0,0,0,0,0,0,0",
     "2,0,0,0,0,0,2",    "0,0,0,0,0,0,0", "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0",    "1,0,0,0,0,0,1",
     "0,1,0,0,0,1,2",    "0,0,0,0,0,0,0", "0,0,0,0,0,0,0",   "46,21,3,0,4,2,76", "2,1,0,0,1,0,4"},
    {"2,1,0,0,3", "1,0,0,1,2", "0,0,0,0,0"}};

constexpr FormFigures kSplitTables{
    {"0,0,0", "1,0,6", "58", "9", "0", "0.32"},
    {"14,1,,,,,15", "1,0,,,,,1", "6,1,,,,,7",   "2,0,,,,,2", "0,0,,,,,0", "0,0,,,,,0", "0,0,,,,,0",
     "1,0,,,,,1",   "0,0,,,,,0", "1,0,,,,,1",   "0,0,,,,,0", "0,0,,,,,0", "2,0,,,,,2", "0,0,,,,,0",
     "0,0,,,,,0",   "1,0,,,,,1", "1,0,,,,,1",   "0,0,,,,,0", "0,0,,,,,0", "0,0,,,,,0", "0,0,,,,,0",
     "0,0,,,,,0",   "0,0,,,,,0", "14,1,,,,,15", "1,0,,,,,1"},
    {"1,0,0,0,1", "0,0,0,0,0", "0,0,1,0,1"}};

constexpr FormFigures kSameReport{
    {"0,0,0", "3,0,17", "742", "29", "2", "8.52"},
    {"13,4,0,1,0,0,18", "2,0,0,0,0,0,2", "6,1,0,0,0,0,7", "2,1,0,0,0,0,3",   "0,0,0,0,0,0,0",
     "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0", "0,1,0,0,0,0,1", "0,0,0,0,0,0,0",   "1,0,0,0,0,0,1",
     "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0", "3,0,0,1,0,0,4", "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0",
     "1,0,0,0,0,0,1",   "0,0,0,0,0,0,0", "0,0,0,0,0,0,0", "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0",
     "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0", "0,1,0,0,0,0,1", "13,4,0,1,0,0,18", "2,0,0,0,0,0,2"},
    {"2,0,0,1,3", "0,0,0,0,0", "1,0,0,0,1"}};

constexpr std::string_view kHeadings[] = {"总体情况",
                                          "主动公开政府信息情况",
                                          "收到和处理政府信息公开申请情况",
                                          "政府信息公开行政复议、行政诉讼情况",
                                          "存在的主要问题及改进情况",
                                          "其他需要报告的事项"};
constexpr std::string_view kNumbers[] = {"一、", "二、", "三、", "四、", "五、", "六、"};
constexpr std::string_view kCentred = "<w:jc w:val=\"center\"/>";
constexpr int kHeadingList = 1;

std::string whole_table(FormRows (*make)(const FormFigures&), const FormFigures& figures, int columns) {
  const auto rows = make(figures);
  return form_table(rows, columns);
}

// What Word makes of a heading list: the numbers of both levels are generated.
void add_heading_list(DocxBuilder& builder) {
  builder.list(kHeadingList, {{"%1、", "chineseCountingThousand"}, {"（%2）", "chineseCountingThousand"}});
  builder.instance(kHeadingList, kHeadingList);
}

void numbered_heading(DocxBuilder& builder, std::string_view text, int level = 0) {
  builder.paragraph(text, word::numbered(kHeadingList, level));
}

void numbered_tables(DocxBuilder& builder, const FormFigures& figures) {
  numbered_heading(builder, kHeadings[1]);
  builder.xml(whole_table(disclosure_rows, figures, 4));
  numbered_heading(builder, kHeadings[2]);
  builder.xml(whole_table(request_rows, figures, 10));
  numbered_heading(builder, kHeadings[3]);
  builder.xml(whole_table(review_rows, figures, 15));
}

void auto_numbered_overview(DocxBuilder& builder) {
  numbered_heading(builder, kHeadings[0]);
  builder.paragraph("我局承担全区重大项目、价格管理和营商环境协调，2024年在信息公开方面着重做了以下工作。");
  numbered_heading(builder, "主动公开", 1);
  builder.paragraph(
      "公布重点项目清单、停车收费标准、公共充电设施规划等信息四百一十二条，价格调整方案在听证后三日内上网。");
  numbered_heading(builder, "依申请公开", 1);
  builder.paragraph("新收申请77件，上年结转3件，项目立项批复和可行性研究报告最受关注。");
  numbered_heading(builder, "平台建设", 1);
  builder.paragraph("撤并两个长期不更新的栏目，增设“项目地图”，公众点击图标即可查看审批节点。");
  numbered_heading(builder, "监督保障", 1);
  builder.paragraph("把公开属性审查嵌入发文流程，未标注公开属性的文件不予编号。");
}

std::string auto_numbered() {
  constexpr std::string_view kTitle = "临江区发展和改革局2024年政府信息公开工作年度报告";
  DocxBuilder builder;
  add_heading_list(builder);
  builder.core("dc:title", kTitle).paragraph(kTitle, kCentred);
  builder.paragraph(
      "依据《中华人民共和国政府信息公开条例》和《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号），"
      "临江区发展和改革局编制本报告。统计期限自2024年1月1日起至2024年12月31日止。");
  auto_numbered_overview(builder);
  numbered_tables(builder, kAutoNumbered);
  numbered_heading(builder, kHeadings[4]);
  numbered_heading(builder, "存在的主要问题", 1);
  builder.paragraph("部分项目信息涉及商业秘密，区分处理耗时较长；公众对规划术语理解困难。");
  numbered_heading(builder, "改进措施", 1);
  builder.paragraph("制定项目信息区分处理指引，明确遮盖范围；为每项规划配发术语小词典。");
  numbered_heading(builder, kHeadings[5]);
  builder.paragraph("2024年未收取信息处理费，没有其他需要报告的事项。");
  return builder.paragraph("临江区发展和改革局").paragraph("2025年1月10日").bytes();
}

// ECMA-376 17.13.5: what a person deleted and inserted while changes were tracked.
constexpr std::string_view kChange = "w:id=\"1\" w:author=\"a\" w:date=\"2023-01-11T09:00:00Z\"";

std::string deleted(std::string_view text) {
  return fmt::format("<w:del {}><w:r><w:delText>{}</w:delText></w:r></w:del>", kChange, text);
}

std::string inserted(std::string_view text) { return fmt::format("<w:ins {}>{}</w:ins>", kChange, word::run(text)); }

std::string content_control(std::string_view content) {
  return fmt::format("<w:sdt><w:sdtPr><w:id w:val=\"7\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", content);
}

// A text box as Word writes it since 2010: a drawing, and for older programs the same words once more.
std::string text_box(std::string_view text) {
  const auto content = fmt::format("<w:txbxContent>{}</w:txbxContent>", word::paragraph(word::run(text)));
  return word::paragraph(
      fmt::format("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>"
                  "<wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">"
                  "<wp:extent cx=\"2400000\" cy=\"400000\"/><wp:docPr id=\"1\" name=\"box\"/>"
                  "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
                  "<a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp>"
                  "<wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
                  "<a:ext cx=\"2400000\" cy=\"400000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
                  "</wps:spPr><wps:txbx>{0}</wps:txbx><wps:bodyPr/></wps:wsp>"
                  "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
                  "<v:shape id=\"box\" style=\"width:189pt;height:31pt\"><v:textbox>{0}</v:textbox></v:shape>"
                  "</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                  content));
}

// The disclosure table broken after its second block. The penalties were corrected from 7 to 9, the cell of
// the fees is a content control, and a row was taken out, all with changes tracked.
std::string split_disclosure(const std::string& page_break) {
  auto rows = disclosure_rows(kSplitTables);
  constexpr std::size_t kBreak = 7;
  constexpr std::size_t kPenalties = 9;
  const auto corrected = deleted("7") + inserted(kSplitTables.disclosure[3]);
  const auto fees = word::run(kSplitTables.disclosure[5]);
  rows[kPenalties][1] = DocxCell::of(word::paragraph(corrected)).across(3);
  rows.back()[1] = DocxCell::of(content_control(word::paragraph(fees))).across(3);
  const std::span<const FormRow> all(rows);
  auto first = form_table(all.first(kBreak), 4);
  const auto removed = fmt::format("<w:tr><w:trPr><w:del {}/></w:trPr>{}{}</w:tr>", kChange,
                                   DocxCell::of(word::paragraph(deleted("行政备案"))).xml(),
                                   DocxCell::of(word::paragraph(deleted("16"))).across(3).xml());
  first.insert(first.rfind("</w:tbl>"), removed);
  return first + page_break + form_table(all.subspan(kBreak), 4);
}

// The table of requests broken inside the results; the second part repeats the head, and the merged cell of
// the first column goes on as an empty one.
std::string split_requests(const std::string& page_break) {
  auto rows = request_rows(kSplitTables);
  constexpr std::ptrdiff_t kBreak = kRequestHeadRows + 2 + 2 + 8;  // new and carried in, granted, denied
  FormRows second(rows.begin(), rows.begin() + kRequestHeadRows);
  second.insert(second.end(), rows.begin() + kBreak, rows.end());
  second[kRequestHeadRows][0] = DocxCell("").starts_merge();
  const std::span<const FormRow> all(rows);
  return form_table(all.first(kBreak), 10, kRequestHeadRows) + page_break + form_table(second, 10, kRequestHeadRows);
}

std::string typed_heading(std::size_t section) {
  return word::paragraph(word::run(kNumbers[section]) + word::run(kHeadings[section]));
}

void split_tables_overview(DocxBuilder& builder) {
  builder.xml(typed_heading(0));
  builder.xml(word::paragraph(word::run("石梁镇全年公布信息") + deleted("九十八") + inserted("一百一十九") +
                              word::run("条，地质灾害避险、茶园补贴、敬老院收支三类内容占到一半。"
                                        "镇里把避险转移路线印成卡片，逐户发放到位。")));
  builder.paragraph("（一）强化审查。信息发布实行起草人、分管领导、主要领导三级审签，全年退回修改八条。");
  builder.paragraph("（二）回应关切。针对茶园补贴标准的疑问，镇政府召开两场院坝会当面解释，并将问答整理上网。");
  const auto deleted_mark = fmt::format("<w:rPr><w:del {}/></w:rPr>", kChange);
  builder.xml(word::paragraph(deleted("（三）加强培训。全年组织培训一次。"), deleted_mark));
}

std::string split_tables() {
  const auto page_break = word::paragraph("<w:r><w:br w:type=\"page\"/></w:r>");
  const auto title = word::run("青禾县石梁镇人民政府2022年政府信息公开工作年度报告");
  DocxBuilder builder;
  builder.xml(content_control(word::paragraph(title, kCentred)));
  builder.xml(text_box("发布日期：2023年1月20日"));
  builder.paragraph(
      "根据《中华人民共和国政府信息公开条例》，石梁镇人民政府公布2022年度报告，"
      "数据统计期限自2022年1月1日起至2022年12月31日止。");
  split_tables_overview(builder);
  builder.xml(typed_heading(1) + split_disclosure(page_break));
  builder.xml(typed_heading(2) + split_requests(page_break));
  builder.xml(typed_heading(3) + whole_table(review_rows, kSplitTables, 15));
  builder.xml(typed_heading(4));
  builder.paragraph("村级信息员年龄偏大，上传材料格式不规范。2023年将从返乡青年中选聘协理员，每月到村指导一次。");
  builder.xml(typed_heading(5));
  return builder.paragraph("本年度没有收取信息处理费。").bytes();
}

std::string same_report() {
  DocxBuilder builder;
  add_heading_list(builder);
  builder.paragraph("云溪县林业局2025年政府信息公开工作年度报告", kCentred);
  builder.paragraph(
      "按照《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号文件要求，"
      "云溪县林业局编制2025年政府信息公开工作年度报告。"
      "统计期限自2025年1月1日起至2025年12月31日止。");
  numbered_heading(builder, kHeadings[0]);
  builder.paragraph(
      "（一）主动公开。全年公布林木采伐许可、退耕还林补助、森林防火等信息二百六十四条，"
      "补助发放名单精确到村民小组。");
  builder.paragraph("（二）依申请公开。新收申请18件，上年结转2件，办结18件，结转下年度2件。");
  builder.paragraph("（三）监督保障。局机关纪委每季度抽查一次公开内容，抽查发现的九处差错当月改正。");
  numbered_tables(builder, kSameReport);
  numbered_heading(builder, kHeadings[4]);
  builder.paragraph(
      "主要问题是林权类历史档案散存于各林场，查找时间长。2026年将完成六个国有林场的档案集中，"
      "并编制检索目录。");
  numbered_heading(builder, kHeadings[5]);
  builder.paragraph("本年度未收取信息处理费，无其他需要报告的事项。");
  return builder.paragraph("2026年1月22日").bytes();
}

}  // namespace

std::vector<DocxReport> docx_reports() {
  std::vector<DocxReport> reports{
      {"docx-auto-numbered", auto_numbered()}, {"docx-split-tables", split_tables()}, {"same-report", same_report()}};
  std::ranges::move(docx_2019_reports(), std::back_inserter(reports));
  std::ranges::move(docx_older_reports(), std::back_inserter(reports));
  return reports;
}

}  // namespace nianbao::test
