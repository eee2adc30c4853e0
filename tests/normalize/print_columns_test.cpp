// Tables set in columns with spaces: what terminal browsers and programs that read PDF print.
#include <catch2/catch.hpp>

#include "extract/base/utf8.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::string kRequests = "三、收到和处理政府信息公开申请情况\n";
const std::string kCases = "四、政府信息公开行政复议、行政诉讼情况\n";

// Names broken into the width of their columns, one space between them.
const std::string kBrokenHead =
    "（本列数据的勾稽关系为：第一  申请人情况\n"
    "项加第二项之和，等于第三项加         法人或其他组织\n"
    "第四项之和）                  自然人 商业企 科研机 社会公 法律服 其他 总计\n"
    "                                     业     构     益组织 务机构\n";

// Every character counts as one, whatever its width, and the last names stand one space apart.
const std::string kCloseHead =
    "（勾稽关系） 申请人情况\n"
    "             自然人 法人或其他组织 总计\n"
    "                  商业企业 科研机构 社会公益组织 法律服务机构 其他\n";

// The values begin at a place counted in characters.
std::string row(const std::string& label, std::size_t place, const std::string& values) {
  return label + std::string(place - to_utf32(label).size(), ' ') + values + "\n";
}

std::string state_of(const normalize::Report& report, std::string_view field) {
  return std::string(to_string(field_of(report, field).state));
}

}  // namespace

TEST_CASE("names broken into narrow columns are parted where the line below shows the columns") {
  const auto report = report_of(kRequests + kBrokenHead +
                                "一、本年新收政府信息公开申请  9      21     3      3      13     26   75\n"
                                "数量\n"
                                "          （一）予以公开        0      1      0      0      0      0    1\n"
                                "                 1.属于国家秘密 0      2      0      0      0      1    3\n"
                                "          （三） 4.保护第三方合 9      0      0      0      0      0    9\n"
                                "          不予公 法权益\n"
                                "          开     5.属于三类内部 0      0      7      0      0      0    7\n"
                                "                 事务信息\n");
  CHECK(value_of(report, "s3_new_person") == "9");
  CHECK(value_of(report, "s3_new_legal") == "13");
  CHECK(value_of(report, "s3_new_total") == "75");
  CHECK(value_of(report, "s3_denied_state_secret_business") == "2");
  CHECK(value_of(report, "s3_denied_third_party_person") == "9");
  CHECK(value_of(report, "s3_denied_internal_research") == "7");
}

TEST_CASE("blanks below a head whose broken names stand in columns are told by their places") {
  const auto rows = row("一、本年新收政府信息公开申请", 23, "7                                7") +
                    row("（一）予以公开", 30, "7                                7");
  const auto report = report_of(kRequests + kBrokenHead + rows);
  CHECK(state_of(report, "s3_new_person") == "blank");
  CHECK(value_of(report, "s3_new_business") == "7");
  CHECK(value_of(report, "s3_granted_total") == "7");
}

TEST_CASE("names packed closely do not tell the places of a few values") {
  // Packed to the left, the names stand nearer to each other than their columns: 6 is below the name of the fourth.
  const auto report = report_of(kCases +
                                "行政复议            行政诉讼\n"
                                "结果 结果 其他 尚未 总计 未经复议直接起诉             复议后起诉\n"
                                "维持 纠正 结果 审结     结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计\n"
                                "                维持 纠正 结果 审结         维持 纠正 结果 审结\n"
                                "   52        52    9     6       15\n");
  CHECK(state_of(report, "s4_suit_direct_pending") != "number");
  CHECK(state_of(report, "s4_suit_after_corrected") != "number");
}

TEST_CASE("values one space apart are parted where every row has one in each column") {
  const auto rows = row("一、本年新收政府信息公开申请数量", 18, "12  0    0    2      16     0 30") +
                    row("二、上年结转政府信息公开申请数量", 18, "0   0    0    0      0      0 0") +
                    row("（一）予以公开", 18, "0   0    0    1      0      0 1") +
                    row("1.属于国家秘密", 18, "0   0    0    1      0      0 1") +
                    row("2.其他法律行政法规禁止公开", 18, "0   0    0    0      7      0 7");
  const auto report = report_of(kRequests + kCloseHead + rows);
  CHECK(value_of(report, "s3_new_other") == "0");
  CHECK(value_of(report, "s3_new_total") == "30");
  CHECK(value_of(report, "s3_denied_other_law_legal") == "7");
}

TEST_CASE("a figure torn apart beside a blank is not two values") {
  // As many pieces as columns, but no longer in them.
  const auto rows = row("一、本年新收政府信息公开申请数量", 18, "12  10   10   12     16     10 70") +
                    row("二、上年结转政府信息公开申请数量", 18, "10  10   10   10     10     10 60") +
                    row("（一）予以公开", 18, "10  10   10   11     10     10 61") +
                    row("1.属于国家秘密", 18, "10  10   10   11     10     10 61") +
                    row("2.其他法律行政法规禁止公开", 18, "10  1 0            10     10 40");
  const auto report = report_of(kRequests + kCloseHead + rows);
  CHECK(state_of(report, "s3_denied_other_law_business") != "number");
  CHECK(state_of(report, "s3_denied_other_law_research") != "number");
  CHECK(state_of(report, "s3_denied_other_law_total") != "number");
}

TEST_CASE("rows of a page show together where its columns are") {
  const std::string head =
      "                                自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n";
  const std::string page = "一、本年新收政府信息公开申请数量  9\n\f";
  const auto sparse = row("1.属于国家秘密", 30, "2                                                      2") +
                      row("2.其他法律行政法规禁止公开", 47, "5                                     5");
  const auto whole = row("3.危及“三安全一稳定”", 30, "1       1        1         1             1        1    6");
  const auto report = report_of(kRequests + head + page + sparse + whole);
  CHECK(value_of(report, "s3_denied_state_secret_person") == "2");
  CHECK(state_of(report, "s3_denied_state_secret_business") == "blank");
  CHECK(value_of(report, "s3_denied_other_law_research") == "5");
  CHECK(value_of(report, "s3_denied_other_law_total") == "5");
}

TEST_CASE("as many places as columns are no columns where nothing proves their order") {
  // The values of the first column stand in two places, and one column is blank throughout.
  const std::string head = "二、主动公开政府信息情况\n信息内容 本年制发件数 本年废止件数 现行有效件数\n";
  const auto report =
      report_of(head + "规章                            1      2\n" + "行政规范性文件          3              4\n");
  CHECK(state_of(report, "s2_rules_issued") != "number");
  CHECK(state_of(report, "s2_normdocs_issued") != "number");
}

TEST_CASE("figures grouped by spaces on every row are not two values") {
  // The column before the last is blank on all rows, so with the totals parted the count would be right.
  const std::string totals = "    1    1    1      1      1 235";
  const auto rows = row("一、本年新收政府信息公开申请数量", 18, "1" + totals) +
                    row("二、上年结转政府信息公开申请数量", 18, "2" + totals) +
                    row("（一）予以公开", 18, "3" + totals) + row("1.属于国家秘密", 18, "4" + totals) +
                    row("2.其他法律行政法规禁止公开", 18, "5" + totals);
  const auto report = report_of(kRequests + kCloseHead + rows);
  CHECK(state_of(report, "s3_new_total") != "number");
  CHECK(state_of(report, "s3_denied_state_secret_other") != "number");
}

TEST_CASE("rows that moved because what spans them is printed once are not placed by each other") {
  const auto text = [](const std::string& label, std::vector<std::pair<std::size_t, std::string>> cells) {
    std::string line = label;
    for (const auto& [place, cell] : cells) line += std::string(place - to_utf32(line).size(), ' ') + cell;
    return line + "\n";
  };
  // Of rows in a group all but the first begin one column to the left; together they fill seven places.
  const auto report =
      report_of(kRequests + text("申请人情况", {}) + text("自然人", {{30, "法人或其他组织"}, {50, "总计"}}) +
                text("商业企业", {{30, "科研机构"}, {50, "社会公益组织"}, {60, "法律服务机构"}, {70, "其他"}}) +
                text("（三）不予公开", {{30, "1.属于国家秘密"}, {60, "2"}, {70, "3"}, {80, "5"}}) +
                text("2.其他法律行政法规禁止公开", {{30, "1"}, {40, "1"}, {50, "1"}, {60, "3"}}) +
                text("3.危及“三安全一稳定”", {{30, "4"}, {70, "1"}, {90, "5"}}) +
                text("4.保护第三方合法权益", {{80, "2"}, {90, "2"}}));
  for (const auto* field : {"s3_denied_state_secret_legal", "s3_denied_other_law_person", "s3_denied_security_other"}) {
    CHECK(state_of(report, field) != "number");
  }
}

TEST_CASE("figures glued to each other are not one where the table states its zeros") {
  const std::string head =
      "                                自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n";
  const std::string full = "0       0        1         0             0        5     6";
  const auto rows = row("一、本年新收政府信息公开申请数量", 34, full) +
                    row("二、上年结转政府信息公开申请数量", 34, full) + row("（一）予以公开", 34, full);
  const auto report = report_of(kRequests + head + rows +
                                row("1.属于国家秘密", 34, "4       9        5         0             0        567"));
  CHECK(value_of(report, "s3_granted_other") == "5");
  CHECK(state_of(report, "s3_denied_state_secret_other") != "number");
  CHECK(state_of(report, "s3_denied_state_secret_total") != "blank");
}
