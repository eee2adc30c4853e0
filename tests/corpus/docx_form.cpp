#include "tests/corpus/docx_form.h"

#include <fmt/format.h>

#include <algorithm>

namespace nianbao::test {
namespace {

constexpr int kApplicants = 7;
constexpr int kResultRows = 22;

std::vector<std::string> values_of(std::string_view row) {
  std::vector<std::string> values;
  for (std::size_t begin = 0; begin <= row.size();) {
    const auto end = std::min(row.find(',', begin), row.size());
    values.emplace_back(row.substr(begin, end - begin));
    begin = end + 1;
  }
  return values;
}

DocxCell empty(int columns) {
  auto cell = DocxCell("");
  return columns > 1 ? cell.across(columns) : cell;
}

struct Group {
  std::string_view label;
  std::vector<std::string_view> rows;
};

const std::vector<Group>& groups() {
  static const std::vector<Group> kGroups{
      {"（三）不予公开",
       {"1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
        "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"}},
      {"（四）无法提供", {"1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"}},
      {"（五）不予处理",
       {"1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息"}},
      {"（六）其他处理",
       {"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"}}};
  return kGroups;
}

FormRows request_head() {
  DocxCell corner("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
  FormRows rows{{corner.across(3).starts_merge(), DocxCell("申请人情况").across(kApplicants)}};
  rows.push_back({empty(3).continues_merge(), DocxCell("自然人").starts_merge(), DocxCell("法人或其他组织").across(5),
                  DocxCell("总计").starts_merge()});
  rows.push_back({empty(3).continues_merge(), empty(1).continues_merge(), two_lines("商业", "企业"),
                  two_lines("科研", "机构"), "社会公益组织", "法律服务机构", "其他", empty(1).continues_merge()});
  return rows;
}

FormRow labelled(std::string_view label, std::string_view values) {
  FormRow row{DocxCell(std::string(label)).across(3)};
  append_values(row, values);
  return row;
}

// The rows of the results: the first column is one merged cell over all of them.
FormRows result_rows(std::span<const std::string_view> values) {
  FormRows rows;
  const auto add = [&](FormRow labels) {
    auto first = rows.empty() ? DocxCell("三、本年度办理结果").starts_merge() : empty(1).continues_merge();
    labels.insert(labels.begin(), first);
    append_values(labels, values[rows.size()]);
    rows.push_back(std::move(labels));
  };
  add({DocxCell("（一）予以公开").across(2)});
  add({DocxCell("（二）部分公开（区分处理的，只计这一情形，不计其他情形）").across(2)});
  for (const auto& group : groups()) {
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
      auto label = i == 0 ? DocxCell(std::string(group.label)).starts_merge() : empty(1).continues_merge();
      add({label, DocxCell(std::string(group.rows[i]))});
    }
  }
  add({DocxCell("（七）总计").across(2)});
  return rows;
}

}  // namespace

void append_values(FormRow& row, std::string_view values) {
  for (const auto& value : values_of(values)) row.emplace_back(value);
}

DocxCell two_lines(std::string_view first, std::string_view second) {
  return DocxCell::of(word::paragraph(word::run(first)) + word::paragraph(word::run(second)));
}

FormRows disclosure_rows(const FormFigures& figures) {
  FormRows rows;
  const auto title = [&](const char* text) { rows.push_back({DocxCell(text).across(4)}); };
  const auto wide = [&](const char* label, const std::string& value) {
    rows.push_back({DocxCell(label), DocxCell(value).across(3)});
  };
  title("第二十条第（一）项");
  rows.push_back({"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"});
  rows.push_back({"规章"});
  append_values(rows.back(), figures.disclosure[0]);
  rows.push_back({"行政规范性文件"});
  append_values(rows.back(), figures.disclosure[1]);
  title("第二十条第（五）项");
  wide("信息内容", "本年处理决定数量");
  wide("行政许可", std::string(figures.disclosure[2]));
  title("第二十条第（六）项");
  wide("信息内容", "本年处理决定数量");
  wide("行政处罚", std::string(figures.disclosure[3]));
  wide("行政强制", std::string(figures.disclosure[4]));
  title("第二十条第（八）项");
  wide("信息内容", "本年收费金额（单位：万元）");
  wide("行政事业性收费", std::string(figures.disclosure[5]));
  return rows;
}

FormRows request_rows(const FormFigures& figures) {
  const std::span<const std::string_view> values(figures.requests);
  auto rows = request_head();
  rows.push_back(labelled("一、本年新收政府信息公开申请数量", values[0]));
  rows.push_back(labelled("二、上年结转政府信息公开申请数量", values[1]));
  for (auto& row : result_rows(values.subspan(2, kResultRows))) rows.push_back(std::move(row));
  rows.push_back(labelled("四、结转下年度继续办理", values.back()));
  return rows;
}

FormRows review_rows(const FormFigures& figures) {
  const std::array<DocxCell, 5> outcomes{two_lines("结果", "维持"), two_lines("结果", "纠正"),
                                         two_lines("其他", "结果"), two_lines("尚未", "审结"), "总计"};
  FormRows rows{{DocxCell("行政复议").across(5), DocxCell("行政诉讼").across(10)}, {}, {}, {}};
  for (auto cell : outcomes) rows[1].push_back(cell.starts_merge());
  rows[1].push_back(DocxCell("未经复议直接起诉").across(5));
  rows[1].push_back(DocxCell("复议后起诉").across(5));
  for (std::size_t i = 0; i < outcomes.size(); ++i) rows[2].push_back(empty(1).continues_merge());
  for (int group = 0; group < 2; ++group) rows[2].insert(rows[2].end(), outcomes.begin(), outcomes.end());
  for (const auto values : figures.review) append_values(rows[3], values);
  return rows;
}

std::string form_table(std::span<const FormRow> rows, int columns, std::size_t head_rows) {
  std::string xml = "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>";
  constexpr int kTextWidth = 9000;  // twentieths of a point
  const auto grid_column = fmt::format("<w:gridCol w:w=\"{}\"/>", kTextWidth / columns);
  for (int column = 0; column < columns; ++column) xml += grid_column;
  xml += "</w:tblGrid>";
  for (std::size_t row = 0; row < rows.size(); ++row) {
    xml += row < head_rows ? "<w:tr><w:trPr><w:tblHeader/></w:trPr>" : "<w:tr>";
    for (const auto& cell : rows[row]) xml += cell.xml();
    xml += "</w:tr>";
  }
  return xml + "</w:tbl>";
}

}  // namespace nianbao::test
