#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "extract/formats/docx.h"
#include "extract/formats/docx/number_format.h"
#include "tests/support/docx_builder.h"

using namespace nianbao;
using namespace nianbao::extract;
using nianbao::test::DocxBuilder;
using nianbao::test::word::numbered;
using nianbao::test::word::paragraph;
using nianbao::test::word::run;
using nianbao::test::word::styled;

namespace {

using Labels = std::vector<std::string>;

Document read(const DocxBuilder& builder) {
  const auto bytes = builder.bytes();
  auto document = read_docx({.name = "test.docx", .bytes = bytes, .declared_charset = {}}, {});
  INFO((document ? "" : document.error().detail));
  REQUIRE(document);
  return *std::move(document);
}

Labels labels_of(const DocxBuilder& builder) {
  Labels labels;
  for (const auto& block : read(builder).blocks) labels.push_back(std::get<Paragraph>(block).list_label);
  return labels;
}

std::string shown(std::string_view format, std::int64_t number) { return docx::format_number(format, number).text; }

struct Case {
  std::string_view format;
  std::int64_t number;
  std::string_view text;
};
constexpr Case kCases[] = {
    {"decimal", 12, "12"},
    {"decimalZero", 7, "07"},
    {"decimalZero", 12, "12"},
    {"decimalFullWidth", 10, "１０"},
    {"decimalFullWidth2", 3, "３"},
    {"decimalHalfWidth", 3, "3"},
    {"upperRoman", 1994, "MCMXCIV"},
    {"lowerRoman", 48, "xlviii"},
    {"upperLetter", 26, "Z"},
    {"lowerLetter", 28, "bb"},
    {"chineseCounting", 1, "一"},
    {"chineseCounting", 10, "十"},
    {"chineseCounting", 11, "十一"},
    {"chineseCounting", 20, "二十"},
    {"chineseCounting", 99, "九十九"},
    {"chineseCounting", 100, "一○○"},
    {"chineseCounting", 0, "○"},
    {"chineseCountingThousand", 12, "十二"},
    {"chineseCountingThousand", 100, "一百"},
    {"chineseCountingThousand", 101, "一百零一"},
    {"chineseCountingThousand", 110, "一百一十"},
    {"chineseCountingThousand", 1001, "一千零一"},
    {"chineseCountingThousand", 12345, "一万二千三百四十五"},
    {"chineseLegalSimplified", 1, "壹"},
    {"chineseLegalSimplified", 13, "壹拾叁"},
    {"ideographLegalTraditional", 2, "貳"},
    {"ideographDigital", 10, "一〇"},
    {"japaneseCounting", 15, "十五"},
    {"japaneseCounting", 111, "百十一"},
    {"japaneseCounting", 21111, "二万千百十一"},
    {"taiwaneseCounting", 19, "十九"},
    {"taiwaneseCountingThousand", 10000, "一萬"},
    {"decimalEnclosedCircle", 3, "③"},
    {"decimalEnclosedCircle", 20, "⑳"},
    {"decimalEnclosedCircle", 21, "21"},
    {"decimalEnclosedCircleChinese", 1, "①"},
    {"decimalEnclosedFullstop", 2, "⒉"},
    {"decimalEnclosedParen", 4, "⑷"},
    {"ideographEnclosedCircle", 1, "㈠"},
    {"ideographTraditional", 4, "丁"},
    {"ideographTraditional", 11, "11"},
    {"ideographZodiac", 12, "亥"},
    {"ideographZodiacTraditional", 13, "丙子"},
    {"ordinal", 1, "1st"},
    {"ordinal", 12, "12th"},
    {"ordinal", 23, "23rd"},
    {"numberInDash", 5, "- 5 -"},
    {"none", 5, ""},
};

// Three levels: 一、 / （一） / 1.1.1
DocxBuilder outline() {
  DocxBuilder docx;
  docx.list(7, {{"%1、", "chineseCounting"}, {"（%2）", "chineseCountingThousand"}, {"%1.%2.%3"}}).instance(1, 7);
  return docx;
}

}  // namespace

TEST_CASE("number formats are written as Word writes them") {
  for (const auto& example : kCases) {
    CAPTURE(example.format, example.number);
    CHECK(shown(example.format, example.number) == example.text);
  }
}

TEST_CASE("a format nobody knows is written as decimal and reported") {
  DocxBuilder docx;
  docx.list(1, {{"%1)", "klingonCounting"}}).instance(1, 1);
  docx.paragraph("a", numbered(1)).paragraph("b", numbered(1));
  const auto document = read(docx);
  CHECK(std::get<Paragraph>(document.blocks[1]).list_label == "2)");
  REQUIRE(document.diagnostics.size() == 1);
  CHECK(document.diagnostics[0].code == "unknown_number_format");
}

TEST_CASE("levels count within one another") {
  auto docx = outline();
  docx.paragraph("总体情况", numbered(1, 0)).paragraph("", numbered(1, 1)).paragraph("", numbered(1, 1));
  docx.paragraph("", numbered(1, 2)).paragraph("主动公开", numbered(1, 0)).paragraph("", numbered(1, 1));
  docx.paragraph("not numbered").paragraph("", numbered(1, 0)).paragraph("", numbered(1, 2));
  // The jumped level shows the number it will begin with.
  CHECK(labels_of(docx) == Labels{"一、", "（一）", "（二）", "一.二.1", "二、", "（一）", "", "三、", "三.一.1"});
}

TEST_CASE("isLgl makes all numbers of a label decimal") {
  DocxBuilder docx;
  docx.list(1, {{"第%1章", "chineseCounting"}, {"%1.%2", "chineseCounting", 1, "<w:isLgl/>"}}).instance(1, 1);
  docx.paragraph("", numbered(1, 0)).paragraph("", numbered(1, 0)).paragraph("", numbered(1, 1));
  CHECK(labels_of(docx) == Labels{"第一章", "第二章", "2.1"});
}

TEST_CASE("lvlRestart says after which level a level begins anew") {
  const auto restart = GENERATE(as<std::string>{}, "", "<w:lvlRestart w:val=\"0\"/>", "<w:lvlRestart w:val=\"1\"/>");
  DocxBuilder docx;
  docx.list(1, {{"%1"}, {"%2"}, {"%3", "decimal", 1, restart}}).instance(1, 1);
  for (const int level : {0, 1, 2, 2, 1, 2, 0, 1, 2}) docx.paragraph("", numbered(1, level));
  const auto labels = labels_of(docx);
  const Labels third{labels[2], labels[3], labels[5], labels[8]};
  CAPTURE(restart);
  if (restart.empty())
    CHECK(third == Labels{"1", "2", "1", "1"});
  else if (restart.find("\"0\"") != std::string::npos)
    CHECK(third == Labels{"1", "2", "3", "4"});
  else
    CHECK(third == Labels{"1", "2", "3", "1"});
}

TEST_CASE("instances of one list count together unless an override starts anew") {
  DocxBuilder docx;
  docx.list(1, {{"%1.", "decimal", 3}});
  docx.instance(1, 1).instance(2, 1);
  docx.instance(3, 1, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>");
  docx.instance(
      4, 1,
      "<w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperLetter\"/>"
      "<w:lvlText w:val=\"%1)\"/></w:lvl></w:lvlOverride>");
  for (const int num_id : {1, 1, 2, 3, 3, 4}) docx.paragraph("", numbered(num_id));
  CHECK(labels_of(docx) == Labels{"3.", "4.", "5.", "1.", "2.", "C)"});
}

TEST_CASE("numbering comes through styles") {
  DocxBuilder docx;
  docx.default_style("Normal");
  docx.list(1, {{"%1、", "chineseCounting", 1, "<w:pStyle w:val=\"Heading1\"/>"},
                {"（%2）", "chineseCounting", 1, "<w:pStyle w:val=\"Heading2\"/>"}});
  docx.instance(5, 1);
  docx.style("Heading1", "<w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr>");
  docx.style("Heading2", "<w:basedOn w:val=\"Heading1\"/>");
  docx.style("Child", "<w:basedOn w:val=\"Heading1\"/>");
  docx.style("Plain", "<w:basedOn w:val=\"Heading1\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>");
  docx.paragraph("a", styled("Heading1")).paragraph("b", styled("Heading2")).paragraph("c", styled("Child"));
  docx.paragraph("d", styled("Plain")).paragraph("e", styled("Heading1") + "<w:numPr><w:numId w:val=\"0\"/></w:numPr>");
  docx.paragraph("f", styled("Heading1") + "<w:numPr><w:ilvl w:val=\"1\"/></w:numPr>").paragraph("g");
  CHECK(labels_of(docx) == Labels{"一、", "（一）", "二、", "", "", "（一）", ""});
}

TEST_CASE("a style based on itself ends nowhere and harms nobody") {
  DocxBuilder docx;
  docx.style("A", "<w:basedOn w:val=\"B\"/>").style("B", "<w:basedOn w:val=\"A\"/>");
  docx.paragraph("text", styled("A"));
  CHECK(labels_of(docx) == Labels{""});
}

TEST_CASE("numStyleLink borrows the levels of a numbering style") {
  DocxBuilder docx;
  docx.style("Outline", "<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>", "numbering");
  docx.list(1, {}, "<w:numStyleLink w:val=\"Outline\"/>");
  docx.list(2, {{"%1、", "chineseCounting"}}, "<w:styleLink w:val=\"Outline\"/>");
  docx.instance(1, 1).instance(2, 2);
  docx.paragraph("", numbered(1)).paragraph("", numbered(2));
  CHECK(labels_of(docx) == Labels{"一、", "二、"});
}

TEST_CASE("what does not show is not counted") {
  auto docx = outline();
  docx.paragraph("", numbered(1));
  docx.xml(paragraph(run("hidden", "<w:vanish/>"), numbered(1) + "<w:rPr><w:vanish/></w:rPr>"));
  docx.xml(paragraph("<w:del w:id=\"1\" w:author=\"a\"><w:r><w:delText>x</w:delText></w:r></w:del>",
                     numbered(1) + "<w:rPr><w:del w:id=\"2\" w:author=\"a\"/></w:rPr>"));
  docx.paragraph("shown", numbered(1));
  CHECK(labels_of(docx) == Labels{"一、", "二、"});
}

TEST_CASE("a heading run into its text keeps its number") {
  auto docx = outline();
  docx.xml(paragraph(run("总体情况"), styled("H") + numbered(1) + "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"));
  docx.paragraph("。正文");
  const auto document = read(docx);
  REQUIRE(document.blocks.size() == 1);
  const auto& joined = std::get<Paragraph>(document.blocks[0]);
  CHECK(joined.list_label == "一、");
  CHECK(joined.text == "总体情况。正文");
  CHECK(joined.style == "H");
}

TEST_CASE("bullets are characters or nothing") {
  DocxBuilder docx;
  docx.list(1, {{"\uF0B7", "bullet"}, {"●", "bullet"}, {"", "none"}}).instance(1, 1).paragraph("", numbered(1, 0));
  docx.paragraph("", numbered(1, 1)).paragraph("", numbered(1, 2)).paragraph("", numbered(9));
  CHECK(labels_of(docx) == Labels{"", "●", "", ""});
}

TEST_CASE("labels stand before the text inside cells") {
  auto docx = outline();
  docx.table(test::DocxTable().row(
      {test::DocxCell::of(paragraph(run("甲"), numbered(1)) + paragraph(run("乙"), numbered(1))), "丙"}));
  const auto document = read(docx);
  CHECK(std::get<Table>(document.blocks[0]).cells[0].text == "一、甲\n二、乙");
}

TEST_CASE("the number of a paragraph comes before those of its text box") {
  auto docx = outline();
  const auto box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph(run("in"), numbered(1)) +
                   "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>";
  docx.xml(paragraph(box + run("out"), numbered(1)));
  CHECK(labels_of(docx) == Labels{"一、", "二、"});
}
