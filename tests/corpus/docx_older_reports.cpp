#include "tests/corpus/docx_older_reports.h"

#include <string>
#include <string_view>

#include "tests/corpus/docx_form.h"
#include "tests/support/docx_builder.h"

namespace nianbao::test {
namespace {

constexpr std::string_view kCentred = "<w:jc w:val=\"center\"/>";
constexpr int kHeadingList = 1;

// A row of the statistical form; one without a unit is a group.
struct Indicator {
  std::string_view label;
  std::string_view unit = {};
  std::string_view value = {};
  bool reason = false;  // stands beside the merged cell of the reasons of denial
};

constexpr Indicator kStatistics[] = {
    {"一、主动公开情况"},
    {"（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "１，０８６"},
    {"其中：主动公开规范性文件数", "条", "5"},
    {"制发规范性文件总数", "件", "6"},
    {"（二）通过不同渠道和方式公开政府信息的情况"},
    {"1.政府公报公开政府信息数", "条", "12"},
    {"2.政府网站公开政府信息数", "条", "1015"},
    {"3.政务微博公开政府信息数", "条", "230"},
    {"4.政务微信公开政府信息数", "条", "344"},
    {"5.其他方式公开政府信息数", "条", "1102"},
    {"二、回应解读情况"},
    {"（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "7"},
    {"（二）通过不同渠道和方式回应解读的情况"},
    {"1.参加或举办新闻发布会总次数", "次", "1"},
    {"其中：主要负责同志参加新闻发布会次数", "次", "2"},
    {"2.政府网站在线访谈次数", "次", "2"},
    {"其中：主要负责同志参加政府网站在线访谈次数", "次", "1"},
    {"3.政策解读稿件发布数", "篇", "21"},
    {"4.微博微信回应事件数", "次", "15"},
    {"5.其他方式回应事件数", "次", "4"},
    {"三、依申请公开情况"},
    {"（一）收到申请数", "件", "38"},
    {"1.当面申请数", "件", "7"},
    {"2.传真申请数", "件", "0"},
    {"3.网络申请数", "件", "26"},
    {"4.信函申请数", "件", "5"},
    {"（二）申请办结数", "件", "37"},
    {"1.按时办结数", "件", "36"},
    {"2.延期办结数", "件", "2"},
    {"（三）申请答复数", "件", "37"},
    {"1.属于已主动公开范围数", "件", "9"},
    {"2.同意公开答复数", "件", "14"},
    {"3.同意部分公开答复数", "件", "3"},
    {"4.不同意公开答复数", "件", "4"},
    {"1.涉及国家秘密", "件", "0", true},
    {"2.涉及商业秘密", "件", "0", true},
    {"3.涉及个人隐私", "件", "2", true},
    {"4.危及国家安全、公共安全、经济安全和社会稳定", "件", "0", true},
    {"5.不是《条例》所指政府信息", "件", "1", true},
    {"6.法律法规规定的其他情形", "件", "1", true},
    {"5.不属于本行政机关公开数", "件", "3"},
    {"6.申请信息不存在数", "件", "2"},
    {"7.告知作出更改补充数", "件", "1"},
    {"8.告知通过其他途径办理数", "件", "1"},
    {"四、行政复议数量", "件", "2"},
    {"（一）维持具体行政行为数", "件", "1"},
    {"（二）被依法纠错数", "件", "0"},
    {"（三）其他情形数", "件", "1"},
    {"五、行政诉讼数量", "件", "1"},
    {"（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "1"},
    {"（二）被依法纠错数", "件", "0"},
    {"（三）其他情形数", "件", "0"},
    {"六、举报投诉数量", "件", "2"},
    {"七、依申请公开信息收取的费用", "万元", "0"},
    {"八、机构建设和保障经费情况"},
    {"（一）政府信息公开工作专门机构数", "个", "1"},
    {"（二）设置政府信息公开查阅点数", "个", "3"},
    {"（三）从事政府信息公开工作人员数", "人", "9"},
    {"1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "2"},
    {"2.兼职人员数", "人", "7"},
    {"（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元", "1.2万元"},
    {"九、政府信息公开会议和培训情况"},
    {"（一）召开政府信息公开工作会议或专题会议数", "次", "4"},
    {"（二）举办各类培训班数", "次", "3"},
    {"（三）接受培训人员数", "人次", "260"},
};

DocxCell cell(std::string_view text) { return {std::string(text)}; }

// Four grid columns: the label over two of them, the unit, the value; a group over all four.
std::string statistics_table() {
  FormRows rows{{cell("统计指标").across(2), "单位", "统计数"}};
  bool merged = false;
  for (const auto& each : kStatistics) {
    if (each.unit.empty()) {
      rows.push_back({cell(each.label).across(4)});
    } else if (each.reason) {
      auto first = merged ? cell("").continues_merge() : cell("其中").starts_merge();
      rows.push_back({first, cell(each.label), cell(each.unit), cell(each.value)});
    } else {
      rows.push_back({cell(each.label).across(2), cell(each.unit), cell(each.value)});
    }
    merged = each.reason;
  }
  return form_table(rows, 4, 1);
}

void statistics_prose(DocxBuilder& builder) {
  constexpr std::string_view kLines[] = {
      "云溪县教育局依据《中华人民共和国政府信息公开条例》编制2017年度报告，统计数据不含下属学校，期限自2017年1月1日起至"
      "2017年12月31日止。",
      "一、概述",
      "2017年，我局围绕招生入学、教师招聘和学生资助推进公开，开设政务新媒体账号2个，局网站全年浏览量86.4万人次。"
      "接听家长咨询电话约3200人次，集中在七月和八月。",
      "二、主动公开政府信息情况",
      "全年主动公开政府信息1086条，去年为954条。分渠道看，政府公报公开12条，政府网站公开1015条，政务微博公开230条，"
      "政务微信公开344条，校园公告栏、家长会等其他方式公开1102条。招生入学类205条，教师招聘类61条。",
      "全年制发规范性文件6件，废止规范性文件2件。",
      "三、回应解读情况",
      "针对学区调整、校车安全等7个热点问题作出回应，发布政策解读稿21篇，参加在线访谈2次。",
      "依申请公开政府信息情况",
      "2017年共收到政府信息公开申请38件，2016年收到申请29件。其中当面申请7件，网络申请26件，信函申请5件，"
      "未收到传真申请。",
      "全年办结37件，结转下年办理1件。经审查，同意公开14件，部分公开3件，不同意公开4件，不属于本机关公开3件，"
      "信息不存在2件，其余按已主动公开等情形告知申请人。",
      "五、收费及减免情况",
      "依申请公开政府信息没有收取检索、复制、邮寄等费用。",
      "六、因政府信息公开申请行政复议、提起行政诉讼的情况",
      "因政府信息公开被申请行政复议2件，其中维持1件、其他情形1件；被提起行政诉讼1件，法院驳回诉讼请求。"
      "收到举报投诉2件。",
      "七、机构建设和保障经费情况",
      "局办公室为专门机构，从事政府信息公开工作人员9人，其中专职2人，兼职7人。设查阅点3处，安排专项经费1.2万元。",
      "八、政府信息公开会议和培训情况",
      "召开政府信息公开工作会议4次，举办各类培训班3次，接受培训人员206人次。",
      "九、存在的主要问题及改进情况",
      "（一）学校公开不规范。部分学校把收费公示贴在教师办公室内。2018年统一公示栏位置，抽查学校不少于30所。",
      "（二）解读形式单一。拟请一线教师录制短视频，代替长篇文字。",
      "十、其他需要报告的事项",
      "没有其他需要报告的事项。",
  };
  for (const auto line : kLines) builder.paragraph(line);
}

// Headings typed, one without its number; the form is an annex on a page of its own.
std::string statistics_annex() {
  constexpr std::string_view kTitle = "云溪县教育局2017年政府信息公开年度报告";
  DocxBuilder builder;
  builder.core("dc:title", kTitle).paragraph(kTitle, kCentred);
  statistics_prose(builder);
  builder.paragraph("云溪县教育局").paragraph("2018年3月12日");
  builder.xml(word::paragraph("<w:r><w:br w:type=\"page\"/></w:r>"));
  builder.paragraph("附件").paragraph("政府信息公开情况统计表", kCentred).paragraph("（2017年度）", kCentred);
  return builder.xml(statistics_table()).bytes();
}

// The short form: the year and all years since 2008, and nothing between them.
std::string short_form_table() {
  return DocxTable()
      .row({"指 标 名 称", "计量单位", "2009年度", "历年累计"})
      .row({"主动公开信息数", "条", "154", "247"})
      .row({"其中：1.政府网站", "条", "140", "221"})
      .row({"2.政府公报", "条", "2", "2"})
      .row({"受理依申请公开信息总数", "件", "8", "13"})
      .row({"其中：1.当面申请数", "件", "3", "6"})
      .row({"2.传真申请数", "件", "0", ""})
      .row({"3.电子邮件申请数", "件", "2", "2"})
      .row({"4.网上申请数", "件", "2", "4"})
      .row({"5.信函申请数", "件", "1", "1"})
      .row({"6.其它形式申请数", "件", "0", "0"})
      .row({"本年度对申请的答复总数", "件", "8", "13"})
      .row({"其中：1.同意公开答复数", "件", "6", "9"})
      .row({"2.同意部分公开答复数", "件", "1", "2"})
      .row({"3.否决公开答复总数", "件", "1", "1"})
      .row({"行政复议数", "件", "1", "1"})
      .row({"行政诉讼数", "件", "0", "0"})
      .row({"行政申诉数", "件", "0", "0"})
      .xml();
}

void numbered_heading(DocxBuilder& builder, std::string_view text) {
  builder.paragraph(text, word::numbered(kHeadingList));
}

void short_form_prose(DocxBuilder& builder) {
  builder.paragraph(
      "云溪县林业局按照《中华人民共和国政府信息公开条例》的规定公布2009年度报告，"
      "统计时间为2009年1月1日至2009年12月31日，"
      "所附统计表同时列出历年累计数。");
  numbered_heading(builder, "概述");
  builder.paragraph(
      "2009年，林业局编印了政府信息公开指南和目录，召开政府信息公开工作会议1次，举办政府信息公开培训班1期，"
      "培训63人次。");
  numbered_heading(builder, "主动公开政府信息情况");
  builder.paragraph(
      "2009年度主动公开政府信息154条，其中政府网站公开140条，政府公报公开2条。林权登记类58条，采伐公示类39条。"
      "自2008年5月1日《条例》施行以来，累计主动公开政府信息247条。");
  numbered_heading(builder, "依申请公开政府信息情况");
  builder.paragraph(
      "全年受理政府信息公开申请8件，其中当面申请3件，电子邮件申请2件，网上申请2件，信函申请1件。全年答复8件，"
      "同意公开6件，部分公开1件，不予公开1件。《条例》施行以来累计受理申请13件。");
  builder.paragraph("依申请公开政府信息收取复印费、邮寄费46元。");
  numbered_heading(builder, "行政复议和行政诉讼情况");
  builder.paragraph("全年因政府信息公开发生行政复议1件，复议机关维持原答复。没有发生行政诉讼。");
  numbered_heading(builder, "存在的主要问题及改进措施");
  builder.paragraph("（一）林区群众上网不便。2010年拟在十二个林场设立查阅点，由护林员代为查询。");
  builder.paragraph("（二）旧档案未整理。已着手清理林业三定时期的档案。");
}

std::string short_form() {
  DocxBuilder builder;
  builder.list(kHeadingList, {{"%1、", "chineseCountingThousand"}});
  builder.instance(kHeadingList, kHeadingList);
  builder.paragraph("云溪县林业局", kCentred).paragraph("2009年度政府信息公开工作年度报告", kCentred);
  short_form_prose(builder);
  builder.paragraph("二〇一〇年三月十六日").paragraph("政府信息公开工作情况统计表", kCentred);
  return builder.xml(short_form_table()).bytes();
}

}  // namespace

std::vector<DocxReport> docx_older_reports() {
  return {{"docx-statistics-annex", statistics_annex()}, {"docx-local-short-form", short_form()}};
}

}  // namespace nianbao::test
