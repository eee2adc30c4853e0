#include <catch2/catch.hpp>

#include "extract/base/display_width.h"
#include "extract/base/utf8.h"
#include "normalize/text/label_key.h"
#include "normalize/text/normal_text.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::normalize;

TEST_CASE("normal text unifies forms and keeps a way back") {
  CHECK(NormalText("总 体　情 况").view() == "总体情况");
  CHECK(NormalText("（一）").view() == "(一)");
  CHECK(NormalText("２０２１").view() == "2021");
  CHECK(NormalText("⼀⽅").view() == "一方");
  CHECK(NormalText("a\xE2\x80\x8B"
                   "b\xEF\xBB\xBF")
            .view() == "ab");
  CHECK(NormalText("－—–−").view() == NormalText("----").view());
  CHECK(NormalText("「三安全」").view() == NormalText("“三安全”").view());

  const std::string raw = "　二、 主动";
  const NormalText normal(raw);
  const auto at = normal.view().find("主");
  CHECK(raw.substr(normal.raw_offset(at)) == "主动");
  CHECK(normal.raw_offset(normal.view().size()) == raw.size());
}

TEST_CASE("bracketed readings of ideographs are gone") {
  CHECK(NormalText("報(bào)告").view() == "報告");
  CHECK(NormalText("政（zhèng）府（fǔ）信息").view() == "政府信息");
  CHECK(NormalText("年(nia\u0301n)度", Script::traditional).view() == "年度");
  CHECK(label_key("總(zǒng)體(tǐ)情(qíng)況(kuàng)", Script::traditional).key == "总体情况");
  const std::string raw = "報(bào)告";
  const NormalText normal(raw);
  CHECK(raw.substr(normal.raw_offset(normal.view().find("告"))) == "告");
  for (const std::string_view kept : {"附件(A)", "附件(PDF)", "规章(de)", "公开(bào gào)", "公开(bào", "公开(bào1)",
                                      "A(bào)", "(bào)", "公开(café)", "公开(áá)"}) {
    INFO(kept);
    CHECK(NormalText(kept).view().find('(') != std::string_view::npos);
  }
}

TEST_CASE("traditional script is folded only where asked") {
  CHECK(NormalText("規範性文件", Script::traditional).view() == "规范性文件");
  CHECK(NormalText("乾县", Script::simplified).view() == "乾县");
}

TEST_CASE("a label's numbering is taken apart from its words") {
  CHECK(label_key("一、本年新收政府信息公开申请数量").key == "本年新收政府信息公开申请数量");
  CHECK(label_key("一、总体情况").number == "一、");
  CHECK(number_value(label_key("（三） 不予公开").number) == 3);
  CHECK(number_value(label_key("2.其他法律行政法规禁止公开").number) == 2);
  CHECK(number_value(label_key("１、其他").number) == 1);
  CHECK(number_value(label_key("㈠加强领导").number) == 1);
  CHECK(number_value(label_key("l.属于国家秘密").number) == 1);
  CHECK(number_value(label_key("I、其他").number) == 1);
  CHECK(number_value(label_key("1l.其他").number) == 11);
  CHECK(number_value(label_key("（－）予以公开").number) == 1);
  CHECK(label_key("l.属于国家秘密").key == "属于国家秘密");
  CHECK(label_key("（－）予以公开").key == "予以公开");
  CHECK(label_key("第二十条第（－）项").key == "第二十条第一项");
  CHECK(label_key("II.其他").number.empty());
  CHECK(label_key("（--）其他").key == "其他");
  CHECK(label_key("（二）部分公开（区分处理的，只计这一情形，不计其他情形）").core == "部分公开");
  CHECK(label_key("商业\n\n企业").key == "商业企业");
  CHECK(label_key("3.危及“三安全一稳定”").key == label_key("3.危及三安全一稳定").key);
}

TEST_CASE("similarity counts characters") {
  CHECK(similarity(U"规章", U"规章", 0.5) == 1);
  CHECK(similarity(U"本年废止件数", U"本年废止件", 0.5) == Approx(5.0 / 6));
  CHECK(similarity(U"规章", U"行政许可", 0.5) == 0);
  const auto& vocabulary = test::templates().vocabulary();
  CHECK(similarity(U"本年发止件数", U"本年废止件数", 0.5, vocabulary) == Approx(5.0 / 6));
  CHECK(similarity(U"木年废止件数", U"本年废止件数", 0.5, vocabulary) == Approx(5.75 / 6));
}

TEST_CASE("widths are those of a terminal") {
  CHECK(display_width("规章 12") == 7);
  CHECK(display_width("（一）") == 6);
  CHECK(display_width("e\xCC\x81") == 1);
}

TEST_CASE("broken bytes are walked one by one") {
  CHECK(code_point_at("\xFFz", 0).value == 0xFFFD);
  CHECK(code_point_at("\xFFz", 0).size == 1);
  CHECK(to_utf32("规\xE8") == U"规\uFFFD");
}
