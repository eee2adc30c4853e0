#include "tests/corpus/docx_2019_reports.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "tests/corpus/docx_form.h"
#include "tests/support/docx_builder.h"

namespace nianbao::test {
namespace {

// Section two of 2019: rules, documents, licences, other services, penalties, coercion, fees, procurement.
using Disclosure = std::array<std::string_view, 8>;

constexpr Disclosure kFormDisclosure{"0,0,0", "2,2,13", "27,+3,916", "19,-8,342", "141,0,55", "2,0,0", "无,无", "31,—"};

// The column of totals is blank; the first of the other results is the whole of them.
constexpr FormFigures kForm{
    {},
    {"8,1,0,0,2,0,", "1,0,0,0,0,0,", "3,1,0,0,1,0,", "1,0,0,0,0,0,", "0,0,0,0,0,0,", "0,0,0,0,0,0,", "0,0,0,0,0,0,",
     "0,0,0,0,0,0,", "0,0,0,0,0,0,", "1,0,0,0,0,0,", "0,0,0,0,0,0,", "0,0,0,0,0,0,", "2,0,0,0,1,0,", "0,0,0,0,0,0,",
     "0,0,0,0,0,0,", "0,0,0,0,0,0,", "0,0,0,0,0,0,", "1,0,0,0,0,0,", "0,0,0,0,0,0,", "0,0,0,0,0,0,", "0,0,0,0,0,0,",
     ",,,,,,",       ",,,,,,",       "8,1,0,0,2,0,", "1,0,0,0,0,0,"},
    {"1,0,0,0,1", "0,0,0,0,0", "0,0,0,0,0"}};

constexpr Disclosure kMixedDisclosure{"0,0,0",     "1,1,12", "21,减3,640", "8,0,1203",
                                      "52,增4,37", "3,0,2",  "2,-1",       "6,1523.7万元"};

constexpr FormFigures kMixed{
    {},
    {"31,7,0,0,5,0,43", "2,1,0,0,0,0,3", "11,3,0,0,2,0,16", "4,1,0,0,1,0,6",   "0,0,0,0,0,0,0",
     "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0", "2,0,0,0,0,0,2",   "0,0,0,0,0,0,0",   "1,1,0,0,0,0,2",
     "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0", "6,2,0,0,1,0,9",   "1,0,0,0,0,0,1",   "1,0,0,0,0,0,1",
     "3,0,0,0,0,0,3",   "1,0,0,0,0,0,1", "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0",   "0,0,0,0,0,0,0",
     "1,0,0,0,0,0,1",   "0,1,0,0,0,0,1", "0,0,0,0,1,0,1",   "31,8,0,0,5,0,44", "2,0,0,0,0,0,2"},
    {"2,1,0,1,4", "1,0,0,0,1", "1,0,1,0,2"}};

constexpr std::string_view kCentred = "<w:jc w:val=\"center\"/>";
constexpr int kDisclosureColumns = 4;
constexpr int kRequestColumns = 10;
constexpr int kReviewColumns = 15;

FormRow valued(DocxCell label, std::string_view values) {
  FormRow row{std::move(label)};
  append_values(row, values);
  return row;
}

// A block of two values has its last cell across two columns.
FormRow wide(FormRow row) {
  row.back().across(2);
  return row;
}

FormRows disclosure_rows_of_2019(const Disclosure& figures) {
  const FormRow documents{"信息内容", two_lines("本年新", "制作数量"), two_lines("本年新", "公开数量"),
                          "对外公开总数量"};
  const FormRow acts{"信息内容", "上一年项目数量", "本年增/减", "处理决定数量"};
  const auto title = [](const char* text) { return FormRow{DocxCell(text).across(kDisclosureColumns)}; };
  return {title("第二十条第（一）项"),
          documents,
          valued("规章", figures[0]),
          valued("规范性文件", figures[1]),
          title("第二十条第（五）项"),
          acts,
          valued("行政许可", figures[2]),
          valued("其他对外管理服务事项", figures[3]),
          title("第二十条第（六）项"),
          acts,
          valued("行政处罚", figures[4]),
          valued("行政强制", figures[5]),
          title("第二十条第（八）项"),
          wide({"信息内容", "上一年项目数量", "本年增/减"}),
          wide(valued("行政事业性收费", figures[6])),
          title("第二十条第（九）项"),
          wide({"信息内容", "采购项目数量", "采购总金额"}),
          wide(valued("政府集中采购", figures[7]))};
}

// The other results of 2021 have three rows, those of 2019 one, whose label takes the place of both.
FormRows request_rows_of_2019(const FormFigures& figures) {
  constexpr std::size_t kOther = 20;  // of the rows below the head
  constexpr std::ptrdiff_t kFirst = kRequestHeadRows + kOther;
  auto rows = request_rows(figures);
  rows[kFirst] = {DocxCell("").continues_merge(), DocxCell("（六）其他处理").across(2)};
  append_values(rows[kFirst], figures.requests[kOther]);
  rows.erase(rows.begin() + kFirst + 1, rows.begin() + kFirst + 3);
  return rows;
}

void form_overview(DocxBuilder& builder) {
  builder.paragraph("一、总体情况");
  builder.paragraph("2019年，原文化、广电、旅游三个部门合并后的公开目录完成统一编排，旧目录中重复的条目逐一合并。");
  builder.paragraph(
      "（一）主动公开。全年公开各类政府信息1275条，文物保护单位名录、旅行社质量等级和惠民演出安排按月更新。"
      "制发规范性文件2件，均在印发当日上网。政府信息公开专栏访问量3.6万人次。");
  builder.paragraph(
      "（二）依申请公开。全年收到政府信息公开申请11件，上年结转1件，集中在文物保护范围划定和导游证补办两类事项。");
  builder.paragraph("（三）监督保障。召开政务公开专题会议两次，图书馆、博物馆、群艺馆的公开工作首次纳入年终考核。");
}

std::string form() {
  DocxBuilder builder;
  builder.paragraph("云岭市文化广电和旅游局", kCentred);
  builder.paragraph("2019年政府信息公开工作年度报告", kCentred);
  builder.paragraph(
      "根据《中华人民共和国政府信息公开条例》和国办公开办函〔2019〕60号文件，云岭市文化广电和旅游局编制本报告。"
      "报告中的统计数据包括局机关及所属各单位，期限自2019年1月1日起至2019年12月31日止。");
  form_overview(builder);
  builder.paragraph("二、主动公开政府信息情况");
  builder.xml(form_table(disclosure_rows_of_2019(kFormDisclosure), kDisclosureColumns));
  builder.paragraph("三、收到和处理政府信息公开申请情况");
  builder.xml(form_table(request_rows_of_2019(kForm), kRequestColumns, kRequestHeadRows));
  builder.paragraph("四、政府信息公开行政复议、行政诉讼情况");
  builder.xml(form_table(review_rows(kForm), kReviewColumns));
  builder.paragraph("五、存在的主要问题及改进情况");
  builder.paragraph(
      "主要问题：一是所属场馆各建网站，同一活动的时间在不同网站上不一致；"
      "二是文物修缮类文件历来不标公开属性，清理进度慢。");
  builder.paragraph("2020年将建立活动信息统一发布口径，场馆网站只做转载；对近十年的文物修缮批复逐份定性，分批公开。");
  builder.paragraph("六、其他需要报告的事项").paragraph("本年度没有其他需要报告的事项。");
  return builder.paragraph("云岭市文化广电和旅游局").paragraph("2020年1月17日").bytes();
}

void mixed_overview(DocxBuilder& builder) {
  builder.paragraph("一、总体情况");
  builder.paragraph(
      "房屋征收、商品房预售和老旧小区改造是全年公开的重点。预售许可自十月起一证一页，"
      "楼盘、楼栋、资金监管账户一次列明；老旧小区改造方案先贴到单元门，再上网站。");
  builder.paragraph(
      "全年收到政府信息公开申请43件，上年结转3件，办结44件，结转下年度2件。"
      "其中予以公开16件，部分公开6件，不属于本机关掌握9件。");
  builder.paragraph("因政府信息公开引起的行政复议4件，行政诉讼2件，被纠正的一件系答复遗漏附件，已重新作出。");
}

void mixed_tables(DocxBuilder& builder) {
  builder.paragraph("二、行政机关主动公开政府信息情况");
  builder.xml(form_table(disclosure_rows_of_2019(kMixedDisclosure), kDisclosureColumns));
  builder.paragraph("三、行政机关收到和处理政府信息公开申请情况");
  auto requests = request_rows(kMixed);
  auto& head = requests[kRequestHeadRows - 1];
  constexpr std::size_t kWelfare = 4;
  head[kWelfare] = two_lines("社会公", "益组织");
  head[kWelfare + 1] = two_lines("法律服", "务机构");
  builder.xml(form_table(requests, kRequestColumns));
  builder.paragraph("四、政府信息公开行政复议、行政诉讼情况");
  builder.xml(form_table(review_rows(kMixed), kReviewColumns));
}

std::string mixed() {
  constexpr std::string_view kTitle = "青禾县住房和城乡建设局2021年政府信息公开工作年度报告";
  DocxBuilder builder;
  builder.core("dc:title", kTitle).paragraph(kTitle, kCentred);
  builder.paragraph(
      "按照《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》"
      "（国办公开办函〔2021〕30号），青禾县住房和城乡建设局编制2021年政府信息公开工作年度报告，"
      "统计期限自2021年1月1日起至2021年12月31日止。");
  mixed_overview(builder);
  mixed_tables(builder);
  builder.paragraph("五、存在的主要问题和改进措施");
  builder.paragraph("（一）存在的主要问题");
  builder.paragraph("征收档案由五个街道分别保管，检索一次平均要跑三处；答复文书对不予公开的理由写得过于简略。");
  builder.paragraph("（二）改进措施");
  builder.paragraph(
      "2022年上半年建成征收档案电子目录，街道与局机关共用；"
      "编印答复文书示例，附上复议被纠正的实例供经办人对照。");
  builder.paragraph("六、其他需要报告的事项").paragraph("本年度收取信息处理费1860元。");
  return builder.paragraph("青禾县住房和城乡建设局").paragraph("2022年1月21日").bytes();
}

}  // namespace

std::vector<DocxReport> docx_2019_reports() { return {{"docx-2019-form", form()}, {"docx-mixed-2019-2021", mixed()}}; }

}  // namespace nianbao::test
