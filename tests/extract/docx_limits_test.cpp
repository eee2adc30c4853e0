// Faulty and hostile packages.
#include <catch2/catch.hpp>
#include <string>

#include "extract/extract.h"
#include "extract/formats/docx.h"
#include "tests/support/docx_builder.h"

using namespace nianbao;
using namespace nianbao::extract;
using nianbao::test::DocxBuilder;
using nianbao::test::DocxCell;
using nianbao::test::DocxTable;
using nianbao::test::word::paragraph;
using nianbao::test::word::run;

namespace {

Result<Document> try_read(const std::string& bytes, const Limits& limits = {}) {
  return read_docx({.name = "test.docx", .bytes = bytes, .declared_charset = {}}, limits);
}

ErrorCode error_of(const Result<Document>& document) {
  REQUIRE(!document);
  return document.error().code;
}

// The name of the limit that ended the reading.
std::string limit_of(const DocxBuilder& docx, const Limits& limits) {
  const auto document = try_read(docx.bytes(), limits);
  CHECK(error_of(document) == ErrorCode::limit_exceeded);
  const auto& detail = document.error().detail;
  const auto end = detail.find('=');
  const auto begin = detail.rfind(' ', end) + 1;
  return detail.substr(begin, end - begin);
}

}  // namespace

TEST_CASE("faulty packages end in an error, never in half a document") {
  const auto plain = DocxBuilder().paragraph("text").bytes();
  CHECK(error_of(try_read(plain.substr(0, plain.size() / 2))) == ErrorCode::damaged_archive);
  CHECK(error_of(try_read("\xFF\xD8\xFF\xE0 JFIF")) == ErrorCode::damaged_archive);
  CHECK(error_of(try_read(DocxBuilder().paragraph("x").password("secret").bytes())) == ErrorCode::encrypted);
  for (const auto* part : {"word/document.xml", "word/styles.xml", "_rels/.rels"}) {
    CAPTURE(part);
    const auto document = try_read(DocxBuilder().paragraph("x").without(part).bytes());
    CHECK(error_of(document) == ErrorCode::missing_part);
    CHECK(document.error().place == part);
  }
  CHECK(error_of(try_read(DocxBuilder().xml("<w:p><w:r>").bytes())) == ErrorCode::malformed_xml);
  const auto workbook = DocxBuilder().replace("word/document.xml", "<workbook/>").bytes();
  CHECK(error_of(try_read(workbook)) == ErrorCode::unsupported_format);
}

TEST_CASE("a picture named .docx is no document") {
  const Source picture{.name = "report.docx", .bytes = "\xFF\xD8\xFF\xE0 JFIF", .declared_charset = {}};
  CHECK(error_of(read_document(picture, {})) == ErrorCode::unsupported_format);
}

TEST_CASE("a part without a document type is the only kind there is") {
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>"
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">&b;</w:document>";
  for (const auto* part : {"word/document.xml", "word/styles.xml", "_rels/.rels"}) {
    CHECK(error_of(try_read(DocxBuilder().replace(part, bomb).bytes())) == ErrorCode::dtd_refused);
  }
  // The properties are no part of the report: a fault there is only reported.
  DocxBuilder docx;
  docx.paragraph("x").core("dc:title", "t").replace("docProps/core.xml", bomb);
  const auto document = try_read(docx.bytes());
  REQUIRE(document);
  REQUIRE(document->diagnostics.size() == 1);
  CHECK(document->diagnostics[0].code == "properties_unreadable");
}

TEST_CASE("every limit holds") {
  CHECK(limit_of(DocxBuilder().table(DocxTable().row({DocxCell("x").across(10'000)})), {}) == "span");
  const auto indented = DocxTable().row({"x"}, "<w:gridBefore w:val=\"99999999999999999999\"/>");
  CHECK(limit_of(DocxBuilder().table(indented), {}) == "span");
  CHECK(limit_of(DocxBuilder().table(DocxTable().row({"a", "b"})), {.table_cells = 1}) == "table_cells");
  const auto two = DocxBuilder().table(DocxTable().row({"a"})).table(DocxTable().row({"b"}));
  CHECK(limit_of(two, {.tables = 1}) == "tables");
  CHECK(limit_of(DocxBuilder().paragraph("a").paragraph("b"), {.blocks = 1}) == "blocks");
  CHECK(limit_of(DocxBuilder().paragraph("abcdefgh"), {.text_bytes = 7}) == "text_bytes");
  CHECK(limit_of(DocxBuilder().paragraph("a"), {.zip_entries = 2}) == "zip_entries");
  CHECK(limit_of(DocxBuilder().paragraph(std::string(5000, 'x')), {.inflated_bytes = 4000}) == "inflated_bytes");
  CHECK(limit_of(DocxBuilder().paragraph(std::string(4 << 20, 'x')), {}) == "inflate_ratio");
  std::string deep = "x";
  for (int i = 0; i < 80; ++i) deep = DocxTable().row({DocxCell::of(deep + paragraph(""))}).xml();
  CHECK(limit_of(DocxBuilder().xml(deep), {}) == "depth");
  const std::string page = "<html><body><table><tr><td>1</td></tr></table></body></html>";
  CHECK(limit_of(DocxBuilder().chunk("a.html", page).chunk("b.html", page), {.tables = 1}) == "tables");
}

TEST_CASE("elements out of place harm nobody") {
  DocxBuilder docx;
  docx.xml("<w:r><w:t>no paragraph</w:t><w:tab/></w:r><w:tc>" + paragraph(run("no table")) + "</w:tc>");
  docx.xml("<w:tr><w:trPr><w:del/></w:trPr></w:tr><w:tbl><w:tr/></w:tbl><w:pPr><w:pStyle w:val=\"x\"/></w:pPr>");
  docx.xml("<w:tbl><w:tc><w:tc/>" + paragraph(run("no row")) + "</w:tc></w:tbl>");
  docx.xml("<mc:Choice Requires=\"wps\"/><mc:Fallback/>");
  docx.xml("<w:txbxContent>" + paragraph(run("no anchor")) + "</w:txbxContent>");
  docx.xml("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:del><w:del/></w:del>");
  docx.xml("<w:p>" + paragraph(run("inner")) + run("outer") + "</w:p>");
  const auto document = try_read(docx.bytes());
  REQUIRE(document);
  REQUIRE(document->blocks.size() == 4);
  CHECK(std::get<Table>(document->blocks[0]).cells[0].text == "no row");
  CHECK(std::get<Paragraph>(document->blocks[1]).text == "no anchor");
  CHECK(std::get<Paragraph>(document->blocks[2]).text == "inner");
  CHECK(std::get<Paragraph>(document->blocks[3]).text == "outer");
}
