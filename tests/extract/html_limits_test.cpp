// Pages that are hostile, cut, very long, or no pages at all.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "extract/formats/html.h"

namespace {

using namespace nianbao;
using namespace nianbao::extract;

Document read(std::string_view page, const Limits& limits = {}) {
  auto document = read_html({.name = "page.html", .bytes = page}, limits);
  if (!document) FAIL(document.error().detail);
  return std::move(*document);
}

ErrorCode error_of(std::string_view page, const Limits& limits = {}) {
  const auto document = read_html({.name = "page.html", .bytes = page}, limits);
  REQUIRE_FALSE(document);
  return document.error().code;
}

std::string text_of(const Document& document) {
  std::string text;
  for (const auto& block : document.blocks) text += std::get<Paragraph>(block).text + ";";
  return text;
}

std::string repeated(std::string_view piece, int count) {
  std::string all;
  for (int index = 0; index < count; ++index) all += piece;
  return all;
}

}  // namespace

TEST_CASE("html: sniffing") {
  for (const auto* page : {"<!DOCTYPE html>", "\xEF\xBB\xBF  <html>", "<!-- x --><?xml version='1.0'?><HTML>", "<head>",
                           "<body class=x>"}) {
    CHECK(sniff_html(page) == 100);
  }
  for (const auto* page : {"<table border=1>", "<meta charset=gbk>", "<div>", "<p>文</p>", "<!-- x --><span>"})
    CHECK(sniff_html(page) == 90);
  CHECK(sniff_html("前言 " + repeated("<p>一</p>", 8)) == 50);
  for (const auto* text : {"", "清河镇2023年年度报告", "a < b", "<附件>", "<?xml version='1.0'?><w:document>",
                           "MIME-Version: 1.0\n<html>", "PK\x03\x04", "<document>"}) {
    CHECK(sniff_html(text) == 0);
  }
}

TEST_CASE("html: limits") {
  CHECK(error_of("<table><tr><td colspan=10000>x</table>") == ErrorCode::limit_exceeded);
  CHECK(error_of(repeated("<div>", 100'000)) == ErrorCode::limit_exceeded);
  CHECK(error_of(repeated("<table><tr><td>", 100'000)) == ErrorCode::limit_exceeded);
  CHECK(error_of(repeated("<font><b>", 100'000)) == ErrorCode::limit_exceeded);
  CHECK(error_of("<p>一<p>二<p>三", {.blocks = 2}) == ErrorCode::limit_exceeded);
  CHECK(error_of("<table><tr><td>1</table><table><tr><td>2</table>", {.tables = 1}) == ErrorCode::limit_exceeded);
  CHECK(error_of("<table><tr><td>1<td>2<td>3</table>", {.table_cells = 2}) == ErrorCode::limit_exceeded);
  CHECK(error_of("<p>政府信息公开</p>", {.text_bytes = 10}) == ErrorCode::limit_exceeded);
  CHECK(error_of("") == ErrorCode::empty_input);
  // Formatting left open, as old editors do, is no structure.
  CHECK(read(repeated("<font><p>段", 400)).blocks.size() == 400);
  // The parser's time grows with the square of a tag's attributes.
  CHECK(text_of(read("<p>甲<p " + repeated("a=1 ", 50'000) + ">乙<p title='" + repeated("x>", 50'000) + "'>丙")) ==
        "甲;乙;丙;");
  CHECK(read(repeated("<a href=x.doc></a>", 1'000)).attachments.size() == 1);
}

TEST_CASE("html: pages longer than the parser's pieces") {
  const std::string page = repeated("<p>政府信息公开工作</p>", 20'000);
  const auto document = read(page);
  REQUIRE(document.blocks.size() == 20'000);
  CHECK(std::ranges::all_of(document.blocks,
                            [](const Block& block) { return std::get<Paragraph>(block).text == "政府信息公开工作"; }));
}

TEST_CASE("html: every prefix of a page reads without harm") {
  const std::string page =
      "<html><head><title>年报</title><style>p{}</style></head><body><!-- c --><p>一<br>二</p><table><tr>"
      "<td rowspan=2>甲<td><table><tr><td>乙</table></tr></table><select><option>丙</select><a "
      "href=x.doc>件</a><textarea>丁";
  for (std::size_t length = 1; length <= page.size(); ++length)
    CHECK(read_html({.bytes = std::string_view(page).substr(0, length)}, {}).has_value());
}
