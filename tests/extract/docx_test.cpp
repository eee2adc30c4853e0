#include "extract/formats/docx.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/docx_builder.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::extract;
using nianbao::test::DocxBuilder;
using nianbao::test::DocxCell;
using nianbao::test::DocxTable;
using nianbao::test::word::paragraph;
using nianbao::test::word::run;
using nianbao::test::word::styled;

namespace {

using Texts = std::vector<std::string>;

Document read_bytes(const std::string& bytes) {
  auto document = read_docx({.name = "test.docx", .bytes = bytes, .declared_charset = {}}, {});
  INFO((document ? "" : document.error().detail));
  REQUIRE(document);
  return *std::move(document);
}
Document read(const DocxBuilder& builder) { return read_bytes(builder.bytes()); }

// Paragraphs as their text, tables as "rows×columns".
Texts texts_of(const Document& document) {
  Texts texts;
  for (const auto& block : document.blocks) {
    if (const auto* each = std::get_if<Paragraph>(&block)) {
      texts.push_back(each->text);
    } else {
      const auto& table = std::get<Table>(block);
      texts.push_back(std::to_string(table.rows) + "×" + std::to_string(table.columns));
    }
  }
  return texts;
}
Texts texts_of(const DocxBuilder& builder) { return texts_of(read(builder)); }

// What the runs of one paragraph show.
std::string shown(const std::string& runs) {
  const auto texts = texts_of(DocxBuilder().xml(paragraph(runs)));
  REQUIRE(texts.size() == 1);
  return texts[0];
}

std::string in_run(const std::string& content) { return "<w:r>" + content + "</w:r>"; }
std::string field(const std::string& type) { return in_run("<w:fldChar w:fldCharType=\"" + type + "\"/>"); }
std::string drawing_box(const std::string& content) {
  return "<mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>" + content +
         "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>";
}
std::string vml_box(const std::string& content) {
  return "<w:pict><v:shape><v:textbox><w:txbxContent>" + content + "</w:txbxContent></v:textbox></v:shape></w:pict>";
}
std::string alternatives(const std::string& content) {
  return in_run("<mc:AlternateContent>" + content + "</mc:AlternateContent>");
}

Texts codes_of(const Document& document) {
  Texts codes;
  for (const auto& each : document.diagnostics) codes.push_back(each.code);
  return codes;
}

}  // namespace

TEST_CASE("a package is told from other files") {
  CHECK(sniff_docx(DocxBuilder().paragraph("a").bytes()) == 90);
  CHECK(sniff_docx(test::zip_of({{"a.txt", "text"}})) == 20);
  CHECK(sniff_docx("\xFF\xD8\xFF\xE0 word/") == 0);
  CHECK(sniff_docx("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == 0);
  CHECK(sniff_docx("") == 0);
}

TEST_CASE("paragraphs come with their style and place") {
  DocxBuilder docx;
  docx.paragraph("政府信息公开工作年度报告", styled("Title")).xml("<w:p/>").paragraph("一、总体情况");
  docx.core("dc:title", "年度报告").core("dc:creator", "");
  const auto document = read(docx);
  CHECK(texts_of(document) == Texts{"政府信息公开工作年度报告", "", "一、总体情况"});
  const auto& first = std::get<Paragraph>(document.blocks[0]);
  CHECK(first.style == "Title");
  CHECK(std::get<Paragraph>(document.blocks[2]).style.empty());
  CHECK(std::get<Paragraph>(document.blocks[2]).locus == Locus{.part = 0, .block = 2});
  CHECK(document.parts == Texts{"word/document.xml", "word/styles.xml", "docProps/core.xml"});
  CHECK(document.charset == "UTF-8");
  CHECK(document.charset_method == "package");
  REQUIRE(document.properties.size() == 1);
  CHECK(document.properties[0].name == "core:title");
  CHECK(document.properties[0].value == "年度报告");
  CHECK(document.diagnostics.empty());
}

TEST_CASE("the strict namespaces are read as well") {
  DocxBuilder docx;
  docx.strict().list(1, {{"%1、", "chineseCounting"}}).instance(1, 1);
  docx.paragraph("总体情况", test::word::numbered(1)).table(DocxTable().row({"a", DocxCell("b").across(2)}));
  const auto document = read(docx);
  CHECK(texts_of(document) == Texts{"总体情况", "1×3"});
  CHECK(std::get<Paragraph>(document.blocks[0]).list_label == "一、");
}

TEST_CASE("runs give the characters they show") {
  CHECK(shown(run("1") + run("2") + run("3")) == "123");
  CHECK(shown(in_run("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>")) == "a\tb\nc");
  CHECK(shown(in_run("<w:t>a</w:t><w:cr/><w:ptab/><w:t>b</w:t>")) == "a\n\tb");
  CHECK(shown(in_run("<w:noBreakHyphen/><w:t>5</w:t><w:softHyphen/><w:t>7</w:t>")) == "-57");
  CHECK(shown(in_run("<w:t>a &amp; &lt;b&gt; </w:t>")) == "a & <b> ");
  CHECK(shown("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>") == "x");
  const auto reading = "<w:rt>" + run("bào") + "</w:rt>";
  CHECK(shown(in_run("<w:ruby>" + reading + "<w:rubyBase>" + run("报") + "</w:rubyBase></w:ruby>")) == "报");
}

TEST_CASE("page breaks separate words and nothing else") {
  const std::string page = in_run("<w:br w:type=\"page\"/>");
  CHECK(shown(page + run("一、总体情况")) == "一、总体情况");
  CHECK(shown(run("前") + page + page + run("后")) == "前\n后");
  CHECK(shown(run("末") + page) == "末");
}

TEST_CASE("tab stops are no tabs") {
  const auto stops = paragraph(run("x"), "<w:tabs><w:tab w:val=\"left\" w:pos=\"420\"/></w:tabs>");
  CHECK(texts_of(DocxBuilder().xml(stops)) == Texts{"x"});
}

TEST_CASE("symbols are characters") {
  const auto symbol = [](const std::string& font, const std::string& code) {
    return shown(in_run("<w:sym w:font=\"" + font + "\" w:char=\"" + code + "\"/>"));
  };
  CHECK(symbol("Wingdings", "F0FE") == "☑");
  CHECK(symbol("Wingdings 2", "00A3") == "□");
  CHECK(symbol("Symbol", "F0B7") == "•");
  CHECK(symbol("Symbol", "F035") == "5");
  CHECK(symbol("宋体", "F041") == "A");
  CHECK(symbol("Wingdings", "F028") == "\uF028");
  CHECK(symbol("宋体", "4E00") == "一");
  CHECK(symbol("宋体", "D800").empty());
  CHECK(symbol("宋体", "xyz").empty());
}

TEST_CASE("fields show their result, never their code") {
  const auto code = in_run("<w:instrText>PAGE \\* MERGEFORMAT</w:instrText>");
  CHECK(shown(run("第") + field("begin") + code + field("separate") + run("3") + field("end") + run("页")) == "第3页");
  CHECK(shown(field("begin") + code + field("end") + run("后")) == "后");
  const auto inner = field("begin") + code + field("separate") + run("inner") + field("end");
  CHECK(shown(field("begin") + code + inner + field("separate") + run("outer") + field("end")) == "outer");
  CHECK(shown("<w:fldSimple w:instr=\"DATE\">" + run("2023") + "</w:fldSimple>") == "2023");
}

TEST_CASE("a field that never ends is reported") {
  const auto document = read(DocxBuilder().xml(paragraph(field("begin") + run("lost"))).paragraph("lost too"));
  CHECK(codes_of(document) == Texts{"unclosed_field"});
}

TEST_CASE("tracked changes are read as accepted") {
  const std::string by = " w:id=\"1\" w:author=\"a\"";
  const auto changed = [&by](const std::string& how, const std::string& runs) {
    return "<w:" + how + by + ">" + runs + "</w:" + how + ">";
  };
  const auto deleted = changed("del", "<w:r><w:delText>12</w:delText></w:r>");
  CHECK(shown(run("共") + deleted + changed("ins", run("15") + deleted) + run("件")) == "共15件");
  CHECK(shown(changed("moveFrom", run("旧")) + changed("moveTo", run("新"))) == "新");
  CHECK(shown(run("x", changed("rPrChange", "<w:rPr><w:vanish/></w:rPr>"))) == "x");

  DocxBuilder docx;
  const std::string gone = "<w:rPr><w:del" + by + "/></w:rPr>";
  docx.xml(paragraph(run("前"), styled("A") + gone)).xml(paragraph("", gone)).paragraph("后", styled("B"));
  docx.xml(paragraph(run("表前"), gone)).table(DocxTable().row({"x"})).xml(paragraph("", gone));
  const auto document = read(docx);
  CHECK(texts_of(document) == Texts{"前后", "表前", "1×1"});
  CHECK(std::get<Paragraph>(document.blocks[0]).style == "B");
}

TEST_CASE("deleted rows are gone and deleted cells are empty") {
  const std::string by = " w:id=\"1\" w:author=\"a\"";
  DocxTable table;
  table.row({"a", "b"}).row({"old", "row"}, "<w:del" + by + "/>");
  table.row({"c", DocxCell("old").property("<w:cellDel" + by + "/>")}).row({"d", "e"}, "<w:ins" + by + "/>");
  DocxBuilder docx;
  docx.table(table).table(DocxTable().row({"x"}, "<w:del" + by + "/>")).paragraph("");
  const auto document = read(docx);
  CHECK(texts_of(document) == Texts{"3×2", ""});
  const auto& cells = std::get<Table>(document.blocks[0]).cells;
  CHECK(cells[2].text == "c");
  CHECK(cells[3].text.empty());
  CHECK(cells[5].text == "e");
}

TEST_CASE("hidden text is dropped") {
  CHECK(shown(run("a") + run("b", "<w:vanish/>") + run("c", "<w:vanish w:val=\"0\"/>")) == "ac");
  DocxBuilder docx;
  docx.style("Hidden", "<w:rPr><w:vanish/></w:rPr>").style("Child", "<w:basedOn w:val=\"Hidden\"/>");
  docx.style("Shy", "<w:rPr><w:vanish/></w:rPr>", "character");
  docx.paragraph("whole paragraph", styled("Child"));
  docx.xml(paragraph(run("a") + run("b", "<w:rStyle w:val=\"Shy\"/>") + run("c")));
  // Two styles that hide toggle each other (17.7.3).
  const auto shown_mark = styled("Hidden") + "<w:rPr><w:vanish w:val=\"0\"/></w:rPr>";
  docx.xml(paragraph(run("d", "<w:rStyle w:val=\"Shy\"/>") + run("e", "<w:vanish w:val=\"false\"/>"), shown_mark));
  docx.xml(paragraph(in_run("<w:rPr><w:vanish/></w:rPr>" + vml_box(paragraph(run("box")))) + run("f")));
  CHECK(texts_of(docx) == Texts{"ac", "de", "f"});
}

TEST_CASE("wrappers are looked through") {
  const auto wrapped = [](const std::string& name, const std::string& content) {
    return "<w:" + name + "><w:" + name + "Pr/>" + content + "</w:" + name + ">";
  };
  CHECK(shown("<w:hyperlink w:anchor=\"x\">" + run("a") + "</w:hyperlink>" + wrapped("smartTag", run("b")) +
              wrapped("customXml", run("c")) + "<w:dir w:val=\"rtl\">" + run("d") + "</w:dir>") == "abcd");
  const auto control = [](const std::string& content) {
    return "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>" + content + "</w:sdtContent></w:sdt>";
  };
  DocxBuilder docx;
  docx.xml(control(paragraph(run("in a control") + control(run("!")))));
  const auto cells = control(DocxCell("x").xml()) + DocxCell("y").xml();
  docx.xml("<w:tbl><w:tblPr/><w:tblGrid/>" + control("<w:tr>" + cells + "</w:tr>") + "</w:tbl>");
  CHECK(texts_of(docx) == Texts{"in a control!", "1×2"});
}

TEST_CASE("a text box is read once, after its paragraph") {
  const auto content = paragraph(run("框内一")) + paragraph(run("框内二"));
  DocxBuilder docx;
  const auto old = "<mc:Fallback>" + vml_box(content) + "</mc:Fallback>";
  docx.xml(paragraph(run("前") + alternatives(drawing_box(content) + old) + run("后")));
  docx.xml(paragraph(in_run(vml_box(paragraph(run("旧式"))))));
  CHECK(texts_of(docx) == Texts{"前后", "框内一", "框内二", "", "旧式"});
}

TEST_CASE("the first alternative that can be read is read") {
  const std::string unreadable = "<mc:Choice Requires=\"wps cx1\"><w:t>choice</w:t></mc:Choice>";
  const std::string fallback = "<mc:Fallback><w:t>fallback</w:t></mc:Fallback>";
  CHECK(shown(alternatives(unreadable + fallback)) == "fallback");
  CHECK(shown(alternatives(fallback)) == "fallback");
  const auto choice = [](const std::string& text) {
    return "<mc:Choice Requires=\"w14\"><w:t>" + text + "</w:t></mc:Choice>";
  };
  CHECK(shown(alternatives(unreadable + choice("first") + choice("second") + fallback)) == "first");
}

TEST_CASE("a text box in a cell is on lines of its own, its tables stand in the cell") {
  const auto box = in_run(vml_box(paragraph(run("框")) + DocxTable().row({"n"}).xml() + paragraph("")));
  const auto document = read(DocxBuilder().table(DocxTable().row({DocxCell::of(paragraph(run("格") + box)), "x"})));
  const auto& cell = std::get<Table>(document.blocks[0]).cells[0];
  CHECK(cell.text == "格\n框\n");
  REQUIRE(cell.nested.size() == 1);
  CHECK(cell.nested[0].table.cells[0].text == "n");
}

TEST_CASE("notes come after the body and leave no mark in it") {
  DocxBuilder docx;
  const auto references = in_run("<w:footnoteReference w:id=\"2\"/>") + in_run("<w:endnoteReference w:id=\"3\"/>");
  docx.xml(paragraph(run("共12") + references + run("件")));
  docx.footnote(2, "脚注").footnote(5, "never referred to").endnote(3, "尾注");
  const auto document = read(docx);
  CHECK(texts_of(document) == Texts{"共12件", "脚注", "尾注"});
  const auto& note = std::get<Paragraph>(document.blocks[1]);
  CHECK(note.style == "footnote");
  CHECK(document.parts[static_cast<std::size_t>(note.locus.part)] == "word/footnotes.xml");
}

TEST_CASE("gridSpan, vMerge, hMerge, gridBefore and gridAfter make a grid") {
  DocxTable table;
  table.row({DocxCell("A").starts_merge(), DocxCell("B").across(2), DocxCell("C")});
  table.row({DocxCell("").continues_merge(), "d", "e", "f"});
  table.row({"g", "h"}, "<w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/>");
  table.row({DocxCell("i").property("<w:hMerge w:val=\"restart\"/>"), DocxCell("").property("<w:hMerge/>"), "j", "k"});
  const auto document = read(DocxBuilder().table(table));
  const auto& grid = std::get<Table>(document.blocks[0]);
  REQUIRE(grid.rows == 4);
  REQUIRE(grid.columns == 4);
  CHECK(grid.geometry == Geometry::exact);
  CHECK(grid.at(1, 0)->text == "A");
  CHECK(grid.at(0, 0)->row_span == 2);
  CHECK(grid.at(0, 2)->text == "B");
  CHECK(grid.at(1, 3)->text == "f");
  CHECK(grid.at(2, 0) == nullptr);
  CHECK(grid.at(2, 1)->text == "g");
  CHECK(grid.at(2, 3) == nullptr);
  CHECK(grid.at(3, 1)->text == "i");
  CHECK(grid.at(3, 3)->text == "k");
  CHECK(grid.at(1, 3)->locus == Locus{.part = 0, .block = 0, .table = 0, .row = 1, .column = 3});
}

TEST_CASE("tables are numbered in reading order, those inside cells included") {
  const auto inner = DocxTable().row({"inner"}).xml();
  DocxBuilder docx;
  const auto cell = DocxCell::of(paragraph(run("前")) + inner + paragraph(run("后")));
  docx.table(DocxTable().row({cell, "x"})).paragraph("between");
  docx.table(DocxTable().row({"last"}));
  const auto document = read(docx);
  const auto& outer = std::get<Table>(document.blocks[0]);
  CHECK(outer.cells[0].text == "前\n后");
  REQUIRE(outer.cells[0].nested.size() == 1);
  CHECK(outer.cells[0].nested[0].text_offset == std::string("前").size());
  const auto& nested = outer.cells[0].nested[0].table;
  CHECK(nested.locus == Locus{.part = 0, .block = 0, .table = 1});
  CHECK(nested.cells[0].locus == Locus{.part = 0, .block = 0, .table = 1, .row = 0, .column = 0});
  CHECK(std::get<Table>(document.blocks[2]).locus == Locus{.part = 0, .block = 2, .table = 2});
}

TEST_CASE("an HTML chunk is read in its place") {
  DocxBuilder docx;
  const std::string table = "<table><tr><td>1</td><td>2</td></tr></table>";
  docx.paragraph("before").chunk("page.html", "<html><body><p>inside</p>" + table + "</body></html>");
  docx.paragraph("after").table(DocxTable().row({"t"}));
  const auto document = read(docx);
  CHECK(texts_of(document) == Texts{"before", "inside", "1×2", "after", "1×1"});
  const auto& chunk = std::get<Table>(document.blocks[2]);
  CHECK(document.parts[static_cast<std::size_t>(chunk.locus.part)] == "word/page.html");
  CHECK(chunk.locus.block == 2);
  CHECK(chunk.locus.table == 0);
  CHECK(std::get<Table>(document.blocks[4]).locus.table == 1);
}

TEST_CASE("columns a hair wide are dropped where no cell stands in them alone") {
  const auto cell = [](const std::string& text, int span) {
    return "<w:tc><w:tcPr><w:gridSpan w:val=\"" + std::to_string(span) + "\"/></w:tcPr>" + paragraph(run(text)) +
           "</w:tc>";
  };
  const auto grid_of = [&](const std::string& middle_width, const std::string& second_row) {
    const auto document =
        read(DocxBuilder().xml("<w:tbl><w:tblGrid><w:gridCol w:w=\"600\"/><w:gridCol w:w=\"" + middle_width +
                               "\"/><w:gridCol w:w=\"600\"/></w:tblGrid><w:tr>" + cell("a", 1) + cell("b", 2) +
                               "</w:tr><w:tr>" + second_row + "</w:tr></w:tbl>"));
    return std::get<Table>(document.blocks.at(0));
  };
  const auto dropped = grid_of("1", cell("c", 2) + cell("d", 1));
  REQUIRE(dropped.columns == 2);
  CHECK(dropped.at(0, 0)->text == "a");
  CHECK(dropped.at(0, 1)->text == "b");
  CHECK(dropped.at(1, 0)->text == "c");
  CHECK(dropped.at(1, 1)->text == "d");
  CHECK(dropped.at(1, 1)->column == 1);
  CHECK(dropped.at(1, 1)->column_span == 1);
  CHECK(grid_of("300", cell("c", 2) + cell("d", 1)).columns == 3);
  CHECK(grid_of("1", cell("c", 1) + cell("x", 1) + cell("d", 1)).columns == 3);
}

TEST_CASE("a web archive as a chunk is read in its place") {
  DocxBuilder docx;
  docx.chunk("a.mht", "MIME-Version: 1.0\nContent-Type: text/html\n\n<html><body><p>inside</p></body></html>");
  CHECK(texts_of(read(docx.paragraph("after"))) == Texts{"inside", "after"});
}

TEST_CASE("a chunk that cannot be read is reported") {
  DocxBuilder docx;
  docx.paragraph("before").chunk("a.docx", DocxBuilder().paragraph("x").bytes());
  docx.chunk("b.mht", "MIME-Version: 1.0\nContent-Type: text/html\n\n" + DocxBuilder().paragraph("x").bytes());
  docx.chunk("c.html", "<html>").without("word/c.html").xml("<w:altChunk r:id=\"nowhere\"/>").paragraph("after");
  const auto document = read(docx);
  CHECK(texts_of(document) == Texts{"before", "after"});
  CHECK(codes_of(document) == Texts(4, "altchunk_unreadable"));
}

TEST_CASE("pictures and hardly any text are reported") {
  const auto picture = paragraph(in_run("<w:drawing/>"));
  CHECK(codes_of(read(DocxBuilder().paragraph("年度报告").xml(picture))) == Texts{"image_only"});
  std::string report;
  for (int i = 0; i < 60; ++i) report += "公开政府信息";
  CHECK(codes_of(read(DocxBuilder().paragraph(report).xml(picture))).empty());
}

TEST_CASE("the blank form of 2021 has its three grids") {
  const auto path = test::shared_file("reference/template-2021-blank.docx");
  if (!path) return;
  Texts grids;
  for (const auto& text : texts_of(read_bytes(test::read_file(*path)))) {
    if (text.find("×") != std::string::npos) grids.push_back(text);
  }
  CHECK(grids == Texts{"14×4", "28×10", "4×15"});
}

TEST_CASE("docx: raised and lowered digits stay apart from the others") {
  const auto document = read(DocxBuilder().xml(paragraph(run("3") + run("1", "<w:vertAlign w:val=\"superscript\"/>") +
                                                         run("5") + run("2", "<w:vertAlign w:val=\"subscript\"/>"))));
  CHECK(std::get<Paragraph>(document.blocks.at(0)).text == "3¹5₂");
  const auto by_style = read(DocxBuilder()
                                 .style("Mark", "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>", "character")
                                 .xml(paragraph(run("3") + run("1", "<w:rStyle w:val=\"Mark\"/>"))));
  CHECK(std::get<Paragraph>(by_style.blocks.at(0)).text == "3¹");
  const auto both = read(DocxBuilder().xml(paragraph(run("1", "<w:strike/><w:vertAlign w:val=\"baseline\"/>"))));
  CHECK(std::get<Paragraph>(both.blocks.at(0)).text == "1\u0336");
  const auto struck = read(DocxBuilder().xml(paragraph(run("1", "<w:strike/>") + run("2", "<w:strike w:val=\"0\"/>"))));
  CHECK(std::get<Paragraph>(struck.blocks.at(0)).text == "1\u03362");
}
