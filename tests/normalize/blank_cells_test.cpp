// Blank cells of lists of cells, one a line: blank lines, or nothing between bars.
#include <catch2/catch.hpp>

#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::string kHeading = "三、收到和处理政府信息公开申请情况\n";
const std::string kHead =
    "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n";
const std::string kNew = "一、本年新收政府信息公开申请数量\n";
const std::string kCarried = "二、上年结转政府信息公开申请数量\n";
const std::string kResult = "三、本年度办理结果\n（一）予以公开\n";
const std::string kPartly = "（二）部分公开\n";
const std::string kDenied = "（三）不予公开\n1.属于国家秘密\n";

std::string state_of(const normalize::Report& report, std::string_view field) {
  return std::string(to_string(field_of(report, field).state));
}

// Rows that show how blank cells are printed: a full one, and three with blanks.
const std::string kRows = kNew + "3\n\n\n\n\n2\n5\n" + kCarried + "1\n2\n3\n4\n5\n6\n21\n" + kResult +
                          "\n1\n\n\n\n\n1\n" + kPartly + "\n\n2\n\n\n\n2\n" + kDenied + "\n\n\n\n\n\n\n" +
                          "2.其他法律行政法规禁止公开\n7\n\n\n\n\n\n7\n";

std::string with_bars(std::string list) {
  for (std::size_t at = list.find('\n'); at != std::string::npos; at = list.find('\n', at + 3)) {
    list.insert(at + 1, "|\n");
  }
  return list;
}

}  // namespace

TEST_CASE("blank lines of a list are blank cells where every row comes out right") {
  const auto report = report_of(kHeading + kHead + kRows);
  CHECK(value_of(report, "s3_new_person") == "3");
  CHECK(state_of(report, "s3_new_business") == "blank");
  CHECK(value_of(report, "s3_new_other") == "2");
  CHECK(state_of(report, "s3_granted_person") == "blank");
  CHECK(value_of(report, "s3_granted_business") == "1");
  CHECK(value_of(report, "s3_granted_partly_research") == "2");
  CHECK(state_of(report, "s3_denied_state_secret_total") == "blank");
  CHECK(value_of(report, "s3_denied_other_law_total") == "7");
}

TEST_CASE("what merged cells cover may be printed as blank lines too") {
  auto rows = kRows;
  const auto cover = [&](const std::string& label, const std::string& blanks) {
    rows.insert(rows.find(label), blanks);
  };
  cover("（二）部分公开", "\n");
  cover("（三）不予公开", "\n");
  cover("2.其他法律", "\n\n");
  const auto report = report_of(kHeading + kHead + rows);
  CHECK(value_of(report, "s3_granted_partly_research") == "2");
  CHECK(state_of(report, "s3_granted_partly_total") == "number");
  CHECK(state_of(report, "s3_denied_state_secret_total") == "blank");
  CHECK(value_of(report, "s3_denied_other_law_person") == "7");
  CHECK(value_of(report, "s3_new_other") == "2");
}

TEST_CASE("blank lines are no cells where some row does not come out right") {
  auto rows = kRows;
  SECTION("a line is lost") { rows.erase(rows.find("\n\n2\n\n\n\n2\n"), 1); }
  SECTION("a line is more") { rows.insert(rows.find(kCarried), "\n"); }
  SECTION("a page ends in a row") { rows.insert(rows.find("2\n5\n"), "\n"); }
  const auto report = report_of(kHeading + kHead + rows);
  CHECK(state_of(report, "s3_new_person") == "unreadable");
  CHECK(state_of(report, "s3_granted_business") == "unreadable");
  CHECK(value_of(report, "s3_carried_in_total") == "21");
}

TEST_CASE("blank lines that part rows are no blank cells") {
  // Every row has lost the same blank, and a blank line behind each makes up for it.
  const auto report = report_of(kHeading +
                                "申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n"
                                "法律服务机构\n其他\n\n" +
                                kNew + "3\n0\n0\n0\n2\n5\n\n" + kCarried + "1\n0\n0\n0\n0\n1\n\n" + kResult +
                                "4\n0\n0\n0\n0\n4\n\n" + kPartly + "4\n0\n0\n0\n0\n4\n\n");
  CHECK(state_of(report, "s3_new_person") == "unreadable");
  CHECK(state_of(report, "s3_new_total") == "unreadable");
  CHECK(state_of(report, "s3_granted_person") == "unreadable");
}

TEST_CASE("one stray blank line does not stand for a lost blank") {
  const auto report = report_of(kHeading + kHead + kNew + "3\n0\n0\n\n0\n2\n5\n" + kCarried + "1\n2\n3\n4\n5\n6\n21\n" +
                                kResult + "0\n1\n0\n0\n0\n0\n1\n" + kPartly + "0\n0\n2\n0\n0\n0\n2\n");
  CHECK(state_of(report, "s3_new_person") == "unreadable");
  CHECK(state_of(report, "s3_new_total") == "unreadable");
  CHECK(value_of(report, "s3_granted_business") == "1");
}

TEST_CASE("a lost label is no blank cell of the row above") {
  // With the group's name lost between two bars, a bar lost in the row above would make up for it.
  auto list = with_bars(kHead + kRows);
  list.erase(list.find("（三）不予公开"), std::string("（三）不予公开").size());
  const auto bar = list.find("|\n", list.find("（二）部分公开\n|\n") + std::string("（二）部分公开\n|\n").size());
  list.erase(bar, 2);
  const auto report = report_of(kHeading + list);
  CHECK(state_of(report, "s3_granted_partly_research") == "unreadable");
  CHECK(value_of(report, "s3_granted_business") == "1");
}

TEST_CASE("nothing between two bars on lines of their own is a blank cell") {
  const auto report = report_of(kHeading + with_bars(kHead + kRows));
  CHECK(value_of(report, "s3_new_person") == "3");
  CHECK(state_of(report, "s3_new_business") == "blank");
  CHECK(value_of(report, "s3_new_other") == "2");
  CHECK(value_of(report, "s3_granted_partly_research") == "2");
  CHECK(state_of(report, "s3_denied_state_secret_total") == "blank");
}

TEST_CASE("a lost bar does not make up for a lost label") {
  auto list = with_bars(kHead + kRows);
  list.erase(list.find("（一）予以公开"), std::string("（一）予以公开\n").size());
  const auto bar = list.find("1\n|\n", list.find("三、本年度办理结果")) + 2;
  list.erase(bar, 2);
  const auto report = report_of(kHeading + list);
  CHECK(state_of(report, "s3_granted_business") != "number");
  CHECK(state_of(report, "s3_granted_total") != "number");
}
