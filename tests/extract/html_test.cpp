// Difficulties of real pages, one each, in words and figures of our own.
#include "extract/formats/html.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <variant>

namespace {

using namespace nianbao;
using namespace nianbao::extract;

Document read(std::string_view page, const Limits& limits = {}) {
  auto document = read_html({.name = "page.html", .bytes = page}, limits);
  if (!document) FAIL(document.error().detail);
  return std::move(*document);
}

// "text" or "text(rows x columns)" of each cell, rows in lines, "." for a position covered from elsewhere,
// "#" for a gap, nested tables in braces at their offset.
std::string show(const Table& table) {
  std::string shown;
  for (std::int32_t row = 0; row < table.rows; ++row) {
    shown += row == 0 ? "[" : " / ";
    for (std::int32_t column = 0; column < table.columns; ++column) {
      const auto* cell = table.at(row, column);
      if (column > 0) shown += "|";
      if (cell == nullptr)
        shown += "#";
      else if (cell->row != row || cell->column != column)
        shown += ".";
      else {
        shown += cell->text;
        if (cell->row_span * cell->column_span > 1) shown += fmt::format("({}x{})", cell->row_span, cell->column_span);
        for (const auto& nested : cell->nested)
          shown += fmt::format("{{{}:{}}}", nested.text_offset, show(nested.table));
      }
    }
  }
  return shown + "]";
}

// The blocks, one a line: "style:text" or the table.
std::string outline(const Document& document) {
  std::string lines;
  for (const auto& block : document.blocks) {
    if (!lines.empty()) lines += "\n";
    if (const auto* paragraph = std::get_if<Paragraph>(&block))
      lines += paragraph->style + ":" + paragraph->text;
    else
      lines += show(std::get<Table>(block));
  }
  return lines;
}

std::string outline_of(std::string_view page) { return outline(read(page)); }

std::string property(const Document& document, std::string_view name) {
  const auto found = std::ranges::find(document.properties, name, &Property::name);
  return found == document.properties.end() ? "(none)" : found->value;
}

std::string details(const Document& document, std::string_view code) {
  std::string all;
  for (const auto& each : document.diagnostics) {
    if (each.code == code) all += each.detail + ";";
  }
  return all;
}

std::string encode(std::string_view utf8, const char* charset) {
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string bytes(utf8.size() * 4 + 8, '\0');
  UErrorCode status = U_ZERO_ERROR;
  auto* converter = ucnv_open(charset, &status);
  bytes.resize(ucnv_fromUChars(converter, bytes.data(), static_cast<int32_t>(bytes.size()), text.getBuffer(),
                               text.length(), &status));
  ucnv_close(converter);
  REQUIRE(U_SUCCESS(status));
  return bytes;
}

std::string repeated(std::string_view piece, int count) {
  std::string all;
  for (int index = 0; index < count; ++index) all += piece;
  return all;
}

}  // namespace

TEST_CASE("html: paragraphs break at block elements, lines at br") {
  CHECK(outline_of("<h1>年报</h1>前言<p>一、总体情况<p>二、主动公开<div>甲<p>乙</p>丙</div><ul><li>子<li>丑</ul>") ==
        "h1:年报\nbody:前言\np:一、总体情况\np:二、主动公开\ndiv:甲\np:乙\ndiv:丙\nli:子\nli:丑");
  CHECK(outline_of("<p>第一行<br>第二行<br/><br>第四行<br></p>") == "p:第一行\n第二行\n\n第四行");
  CHECK(outline_of("<p>政<span>府</span><b>信</b>息<o:p></o:p>公<font color=red>开</font></p>") == "p:政府信息公开");
  CHECK(outline_of("<p>甲<span style='display:block'>乙</span>丙</p>") == "p:甲\nspan:乙\np:丙");
}

TEST_CASE("html: white space collapses except in pre, no-break and ideographic spaces stay") {
  CHECK(outline_of("<p>\n  2023 \n 年 <b> 报</b>\t告  </p>") == "p:2023 年 报 告");
  CHECK(outline_of("<p>　　一、总&nbsp;体</p>") == "p:　　一、总\u00A0体");
  CHECK(outline_of("<pre>\n甲  乙\r\n丙\t丁</pre>") == "pre:甲  乙\n丙\t丁");
  CHECK(outline_of("<p>&nbsp;</p><p>　</p><p></p><p>文</p>") == "p:文");
}

TEST_CASE("html: elements without an end tag do not swallow the page") {
  CHECK(outline_of("<p>政<wbr>府<embed src=x.swf>信<br>息<hr>公<img "
                   "src=x>开<input><p>报<source><track>告<bgsound></p>") == "p:政府信\n息\nbody:公开\np:报告");
  CHECK(outline_of("<p>甲<iframe src=x></p><p>乙</p>") == "p:甲\np:乙");
  CHECK(outline_of("<p>甲<iframe src=x><p>隐</p></iframe>乙</p><textarea><p>丙</p></textarea>") ==
        "p:甲乙\ntextarea:<p>丙</p>");
}

TEST_CASE("html: entities and bare signs") {
  CHECK(outline_of("<p>&lt;附件&gt; &amp; &#26465;&#x4F8B; &mdash; a < b <附件></p>") ==
        "p:<附件> & 条例 — a < b <附件>");
}

TEST_CASE("html: references without a semicolon, and of Windows") {
  CHECK(outline_of("<p>a&nbsp2023&nbsp年&lt附件&gt&amp&copy&ensp;&#151;&#x96;&#12288;b</p>") ==
        "p:a\u00A02023\u00A0年<附件>&©\u2002—–　b");
  const auto document = read("<a href='x.doc?a=1&copy=2&lt=3'>件</a>");
  CHECK(document.attachments.at(0).target == "x.doc?a=1&copy=2&lt=3");
}

TEST_CASE("html: attachments whose address has no name") {
  const auto document = read(
      "<a href='/d?id=3'>2023年年度报告.docx</a><a href='/d?id=4' download='表.xls'>下载</a>"
      "<a href='#'>示例.pdf</a><a href='javascript:down(1)'>示例.doc</a><a href='/d?id=5'>目录</a>");
  REQUIRE(document.attachments.size() == 2);
  CHECK(document.attachments[0].target == "/d?id=3");
  CHECK(document.attachments[1].text == "下载");
}

TEST_CASE("html: scripts closed as in XHTML") {
  CHECK(outline_of("<script src='a.js'/><p>甲</p><script>x</script><style type=css /><p>乙</p>") == "p:甲\np:乙");
  CHECK(outline_of("<script src=a.js/>隐</script><p>乙</p>") == "p:乙");
}

TEST_CASE("html: superscripts and insertions are text, deletions are not") {
  CHECK(outline_of("<p>1200m<sup>2</sup><sub>注</sub><ins>增</ins><del>删</del><s class=msoDel>除</s><s>划</s></p>") ==
        "p:1200m²注增划");
}

TEST_CASE("html: hidden content is dropped") {
  CHECK(outline_of("<p>见</p><p hidden>隐</p><div style='color:red; DISPLAY : none "
                   "!important'>隐<table><tr><td>隐</table></div>"
                   "<span style='mso-hide:all'>隐</span><p style='visibility:hidden'>隐</p><noscript>隐</noscript>"
                   "<template><p>隐</template><script>document.write('<p>隐</p>')</script><style>p{}</style>"
                   "<input type=hidden value=隐><!-- 隐 --><svg><title>隐</title></svg>") == "p:见");
  CHECK(outline_of("<body style='display:none'><p>脚本显示</p>") == "p:脚本显示");
  CHECK(outline_of("<table><tr><td style='visibility:hidden'>隐<td>见<td style='display:none'>隐<td>也</table>") ==
        "[|见|也]");
}

TEST_CASE("html: comments, conditional comments and declarations") {
  CHECK(outline_of("<p>甲<!--[if gte mso 9]><xml><o:x>隐</o:x></xml><![endif]-->乙</p>") == "p:甲乙");
  CHECK(outline_of("<p>甲<![if !supportLists]>一、<![endif]>乙<?xml:namespace prefix = o ns = 'urn:x' />丙</p>") ==
        "p:甲一、乙丙");
  CHECK(outline_of("<p>甲<!--[if !mso]><!-->见<!--<![endif]-->乙<!-->丙<!--->丁<!-- 隐 --!>戊</p>") ==
        "p:甲见乙丙丁戊");
  CHECK(outline_of("<p>甲</p><script>var a = '<!--';</script><p>乙</p><!-- 隐 --><p>丙</p>") == "p:甲\np:乙\np:丙");
  CHECK(outline_of("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"x.dtd\"><p>甲</p>") == "p:甲");
}

TEST_CASE("html: Word's row of empty cells for misaligned columns is a row") {
  CHECK(outline_of("<table><tr><td colspan=2>甲<td>乙</tr><![if !supportMisalignedColumns]><tr height=0>"
                   "<td width=10 style='border:none'></td><td width=10 style='border:none'></td>"
                   "<td width=20 style='border:none'></td></tr><![endif]></table>") == "[甲(1x2)|.|乙 / ||]");
}

TEST_CASE("html: a page pasted into a page goes on after its end") {
  CHECK(outline_of("<html><body><div>前<html><head><title>内</title></head><body><p>报告</p></body></html></div>"
                   "<table><tr><td>0</table></body></html><p>后</p>") == "div:前\np:报告\n[0]\np:后");
}

TEST_CASE("html: title and meta tags") {
  const auto document = read(
      "<html><head><TITLE> 清河镇2023年\n年度报告 - 某县人民政府 </TITLE><meta name='articletitle' "
      "content='清河镇 &quot;年报&quot;'>"
      "<META NAME=PubDate CONTENT='2024-01-19 10:00'><meta name=contentsource content=''><meta "
      "name='SiteName' content=某县>"
      "<meta name=viewport content='width=device-width'><meta name=x-unknown content=1><meta "
      "http-equiv=refresh content=5>"
      "</head><body><title>第二个</title><p>正文</p>");
  CHECK(property(document, "html:title") == "清河镇2023年 年度报告 - 某县人民政府");
  CHECK(property(document, "meta:ArticleTitle") == "清河镇 \"年报\"");
  CHECK(property(document, "meta:PubDate") == "2024-01-19 10:00");
  CHECK(property(document, "meta:ContentSource") == "");
  CHECK(property(document, "meta:SiteName") == "某县");
  CHECK(property(document, "meta:viewport") == "width=device-width");
  CHECK(property(document, "meta:x-unknown") == "1");
  CHECK(document.properties.size() == 7);
  CHECK(outline(document) == "p:正文");
}

TEST_CASE("html: spans") {
  CHECK(outline_of("<table><tr><th rowspan=2>项<th colspan='2'>数</tr><tr><td>甲<td>乙</tr></table>") ==
        "[项(2x1)|数(1x2)|. / .|甲|乙]");
  CHECK(outline_of("<table><tr><td colspan=0>甲<td colspan='2px'>乙<td colspan=abc>丙<td rowspan=-1>丁</table>") ==
        "[甲|乙(1x2)|.|丙|丁]");
  CHECK(outline_of("<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>") == "[甲(3x1)|1 / .|2 / .|3]");
  CHECK(outline_of("<table><tr><td rowspan=99>甲<td>1<tr><td>2</table>") == "[甲(2x1)|1 / .|2]");
  CHECK(outline_of("<table><tr><td rowspan=99999999999>甲<td>1</table>") == "[甲|1]");
}

TEST_CASE("html: row spans end with their row group") {
  CHECK(outline_of("<table><thead><tr><td rowspan=0>头<td>a</thead><tbody><tr><td rowspan=9>体<td>b<tr><td>c</tbody>"
                   "<tfoot><tr><td>尾<td>d</tfoot></table>") == "[头|a / 体(2x1)|b / .|c / 尾|d]");
}

TEST_CASE("html: unclosed cells and rows, missing rows, sections in source order") {
  CHECK(outline_of("<table><tr><td>1<td>2<tr><td>3<td>4</table>") == "[1|2 / 3|4]");
  CHECK(outline_of("<table><td>1</td><td>2</td></tr><tr><td>3</td></table>") == "[1|2 / 3|#]");
  CHECK(outline_of("<table><tfoot><tr><td>合计</tfoot><tbody><tr><td>1</table>") == "[合计 / 1]");
  CHECK(outline_of("<table><colgroup><col "
                   "width=1><col></colgroup><form><tr><td>1</td></tr></form><tr></tr><tr><td>2</table>") ==
        "[1 / # / 2]");
  CHECK(outline_of("<table><tr><td><div>1<tr><td>2</div></table>") == "[1 / 2]");
  CHECK(outline_of("<table><tr><td>1<span></td><td>2</span></td></tr></table>") == "[1|2]");
  CHECK(outline_of("<table><tr><td>1</td></tr><table><tr><td>2</td></tr></table></table><p>后</p>") ==
        "[1]\n[2]\np:后");
  CHECK(outline_of("<table></table><table><tr></tr></table><p>文</p>") == "p:文");
}

TEST_CASE("html: paragraphs of a cell are joined by line breaks") {
  CHECK(outline_of("<table><tr><td><p>商业</p><p>企业</p>甲<br>乙<td>&nbsp;<td><p>&nbsp;</p><p> 5 </p></table>") ==
        "[商业\n企业\n甲\n乙|\u00A0|\u00A0\n5]");
}

TEST_CASE("html: captions and stray text of a table go before it") {
  CHECK(outline_of("<p>前</p><table><caption>表题</caption>杂字<tr><td>1</td>又<td>2</td></tr></table><p>后</p>") ==
        "p:前\ncaption:表题\ntable:杂字\ntr:又\n[1|2]\np:后");
}

TEST_CASE("html: nested tables keep their place in the cell") {
  const auto document = read(
      "<table><tr><td>前<table><tr><td>内<table><tr><td>深</table></table>后<td>右"
      "<table><tr><td>次</table></table><table><tr><td>末</table>");
  CHECK(outline(document) == "[前\n后{3:[内{3:[深]}]}|右{3:[次]}]\n[末]");
  const auto& outer = std::get<Table>(document.blocks[0]);
  const auto& inner = outer.cells[0].nested[0].table;
  CHECK(outer.locus == Locus{.part = 0, .block = 0, .table = 0});
  CHECK(inner.locus == Locus{.part = 0, .block = 0, .table = 1});
  CHECK(inner.cells[0].nested[0].table.locus.table == 2);
  CHECK(outer.cells[1].nested[0].table.locus.table == 3);
  CHECK(outer.cells[1].locus == Locus{.part = 0, .block = 0, .table = 0, .row = 0, .column = 1});
  CHECK(std::get<Table>(document.blocks[1]).locus == Locus{.part = 0, .block = 1, .table = 4});
}

TEST_CASE("html: rows and cells without a table") {
  CHECK(outline_of("<div><tr><td>1</td><td>2</td></tr>\n<tr><td>3</td><td>4</td></tr><p>后</p></div>") ==
        "[1|2 / 3|4]\np:后");
  CHECK(outline_of("<td>1<td>2</tr><tr><td>3</td></tr>杂字<tr><td>4</table>") == "[1|2 / 3|#]\nbody:杂字\n[4]");
  CHECK(outline_of("<div><td>1</td></div><div><td>2</td></div>") == "[1]\n[2]");
}

TEST_CASE("html: form fields show their values in cells") {
  CHECK(outline_of("<table><tr><td><input value=12><td><input type=text value=' 3 '><td><input type=checkbox value=x>"
                   "<td><select><option>甲<option "
                   "selected>乙<option>丙</select><td><select><option>首<option>次</select>"
                   "<td><textarea>多\n行</textarea></table>") == "[12|3||乙|首|多\n行]");
  CHECK(outline_of("<p>搜索<input value=请输入></p>") == "p:搜索");
}

TEST_CASE("html: navigation is marked, not dropped") {
  CHECK(outline_of("<nav><p>首页</p></nav><div "
                   "role=navigation>导航</div><aside>侧</aside><p>正文</p><footer>主办</footer>"
                   "<div role='contentinfo'><p>备案</p></div>") ==
        "nav:首页\nnav:导航\nnav:侧\np:正文\nnav:主办\nnav:备案");
  const std::string menu = "<ul>" + repeated("<li><a href=/x>政府信息公开</a></li>", 5) + "</ul>";
  CHECK(outline_of(menu + "<p>正文</p>") == repeated("nav:政府信息公开\n", 5) + "p:正文");
  CHECK(outline_of("<div><h1>年报标题</h1>" + menu + "</div>").starts_with("h1:年报标题\nnav:"));
  CHECK(outline_of("<ul><li><a href=/x>一</a><li><a href=/y>二</a></ul>") == "li:一\nli:二");
  CHECK(outline_of("<div>当前位置：<a href=/>首页</a> &gt; <a href=/a>公开</a></div>") == "div:当前位置：首页 > 公开");
}

TEST_CASE("html: attachments") {
  const auto document = read(
      "<p>附件：<a href='/files/P020240119.docx?t=1'>年度报告.docx</a><a href='a%2Epdf'><img src=i.png "
      "width=16></a>"
      "<a href='a%2Epdf'>报告扫描件</a><a href='/module/downfile.jsp?classid=0&amp;filename=22%2E1.wps' "
      "title=下载></a>"
      "<a href=list.html>列表</a><a href='javascript:open(\"x.doc\")'>打开</a><a href=x.DOC>大写</a></p>"
      "<iframe src='/viewer.html?file=/b.pdf'>隐</iframe><embed src=c.pdf><object "
      "data=d.ofd><p>隐</p></object>");
  std::string links;
  for (const auto& link : document.attachments) links += link.text + "<" + link.target + ">;";
  CHECK(links ==
        "年度报告.docx</files/P020240119.docx?t=1>;报告扫描件<a%2Epdf>;"
        "下载</module/downfile.jsp?classid=0&filename=22%2E1.wps>;大写<x.DOC>;viewer.html</viewer.html?file=/"
        "b.pdf>;"
        "c.pdf<c.pdf>;d.ofd<d.ofd>;");
  CHECK(details(document, "attachment_only").starts_with("年度报告.docx </files/P020240119.docx?t=1>, "));
  CHECK(details(document, "image_only").empty());
}

TEST_CASE("html: a report in pictures") {
  const auto document = read(
      "<div><img src=head.jpg></div><h2>二、主动公开情况</h2><p><img src=t2.png></p><p>说明<img src=big.jpg "
      "width='640'>"
      "<img src=small.gif width=20></p><a href=/><img src=banner.jpg></a>"
      "<table><tr><td><img src=cell.png style='width:600px'></table>");
  CHECK(details(document, "image_table") == "t2.png;big.jpg;cell.png;");
  CHECK(document.diagnostics[0].locus.block == 0);
  CHECK_FALSE(details(document, "image_only").empty());
  const auto full = read("<p>" + repeated("本机关依法公开政府信息。", 30) + "<img src=x.png></p>");
  CHECK(details(full, "image_only").empty());
  CHECK(details(full, "image_table").empty());
}

TEST_CASE("html: a content system's page") {
  // Font switch, counters, share buttons, an editor's own style element, tags of the system's own.
  const auto document = read(R"page(<div class="xl-info"><span>字体：【<a href="#">大</a> <a href="#">小</a>】</span>
<a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></div>
<UCAPTITLE>清河镇年报</UCAPTITLE><UCAPCONTENT><div class=TRS_Editor><style type="text/css">.TRS_Editor P{}</style>
<p align=center>2023年</p></div></UCAPCONTENT><div id="jiathis"><script src="http://v3.jiathis.com/code/jia.js"></script></div>)page");
  CHECK(outline(document) == "div:字体：【大 小】 打印 关闭\nucaptitle:清河镇年报\np:2023年");
}

TEST_CASE("html: the same page in every encoding") {
  const std::string body =
      "<body><p>二〇二三年度政府信息公开工作年度报告，1200㎡，䶮</p><table><tr><td>规章<td>0</table>";
  const std::string expected = "p:二〇二三年度政府信息公开工作年度报告，1200㎡，䶮\n[规章|0]";
  const std::string gb2312 =
      "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; "
      "charset=gb2312\"><title>年报</title>";
  const std::string late = "<html><head><title>清河镇年报</title><meta charset='gb2312'>";
  struct Variant {
    std::string bytes, charset, method;
  };
  for (const auto& [bytes, charset, method] :
       {Variant{gb2312 + body, "UTF-8", "strict"}, Variant{encode(gb2312 + body, "gb18030"), "GB18030", "declared"},
        Variant{encode(late + body, "gb18030"), "GB18030", "declared"},
        Variant{encode(body, "gb18030"), "GB18030", "scored"}, Variant{encode(body, "UTF-16LE"), "UTF-16LE", "strict"},
        Variant{encode(body, "UTF-16BE"), "UTF-16BE", "strict"},
        Variant{"\xFF\xFE" + encode(body, "UTF-16LE"), "UTF-16LE", "bom"},
        Variant{"\xFE\xFF" + encode(body, "UTF-16BE"), "UTF-16BE", "bom"},
        Variant{"\xEF\xBB\xBF" + body, "UTF-8", "bom"}}) {
    INFO(charset << " " << method);
    const auto document = read(bytes);
    CHECK(outline(document) == expected);
    CHECK(document.charset == charset);
    CHECK(document.charset_method == method);
    CHECK(document.diagnostics.empty());
    CHECK(sniff_html(bytes) > 0);
  }
  const auto big5 = read(encode("<p>政府資訊公開年度報告</p>", "Big5"));
  CHECK(outline(big5) == "p:政府資訊公開年度報告");
  CHECK(big5.charset == "Big5");
}

TEST_CASE("html: lost characters are counted") {
  const auto document = read("<p>政府信息公开" + repeated("工作年度报告", 10) + "\xE6\x94</p>");
  CHECK(details(document, "replaced_characters") == "1 characters are lost in UTF-8 text;");
}

TEST_CASE("html: text read as GBK before it was saved is read again") {
  const auto document = read("<p>鏀垮簻淇℃伅 12</p>");
  CHECK(outline(document) == "p:政府信息 12");
  CHECK(details(document, "mojibake_undone") == "UTF-8 that had been read as gb18030;");
  const auto lost = read("<p>鏀垮簻淇℃伅鍏? 12</p>");
  CHECK(outline(lost) == "p:鏀垮簻淇℃伅鍏? 12");
  CHECK_FALSE(details(lost, "mojibake").empty());
}

TEST_CASE("html: raised and lowered digits stay apart from the others") {
  const auto page = [](const std::string& cell) {
    const auto document = read("<html><body><table><tr><td>" + cell + "</td><td>b</td></tr></table></body></html>");
    return std::get<Table>(document.blocks.at(0)).at(0, 0)->text;
  };
  CHECK(page("3<sup>1</sup>") == "3¹");
  CHECK(page("3<sup><a href=#n>12</a></sup>") == "3¹²");
  CHECK(page("CO<sub>2</sub>") == "CO₂");
  CHECK(page("3<span style='vertical-align:super;color:red'>4</span>5") == "3⁴5");
  CHECK(page("3<sup>注</sup>") == "3注");
  CHECK(page("<s>12</s>15") == "1\u03362\u033615");
  CHECK(page("<div style='text-decoration:line-through'><p>12</p></div>") == "1\u03362\u0336");
  CHECK(page("<u style='text-decoration:line-through red'>7</u>8") == "7\u03368");
  CHECK(page("<span style='text-decoration:line-through'>7</span>8") == "7\u03368");
}
