// Web archives and mail: which part is the page, how it is decoded, and what hostile ones cost.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <variant>

#include "extract/extract.h"
#include "extract/format_table.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::extract;
using namespace nianbao::test;

namespace {

const std::string kPage = "<html><head><title>年报</title></head><body><p>青禾县水务局</p></body></html>";

std::string part(const std::string& headers, const std::string& body, const std::string& boundary = "b") {
  return "--" + boundary + "\r\n" + headers + "\r\n\r\n" + body + "\r\n";
}

std::string archive(const std::string& parts, const std::string& parameters = "; boundary=b") {
  return "MIME-Version: 1.0\r\nContent-Type: multipart/related" + parameters + "\r\n\r\n" + parts + "--b--\r\n";
}

std::string text_of(const std::string& bytes, const std::string& name = "a.mht") {
  const auto document = document_of(bytes, name);
  CHECK(document.format == "mhtml");
  std::string text;
  for (const auto& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) text += paragraph->text + "|";
  }
  return text;
}

Error error_of(const std::string& bytes, const Limits& limits = {}) {
  const auto document = read_document({.name = "a.mht", .bytes = bytes}, limits);
  REQUIRE_FALSE(document);
  return document.error();
}

std::string property_of(const Document& document, const std::string& name) {
  const auto found = std::ranges::find(document.properties, name, &Property::name);
  return found == document.properties.end() ? "(none)" : found->value;
}

bool has_diagnostic(const Document& document, const std::string& code) {
  return std::ranges::find(document.diagnostics, code, &Diagnostic::code) != document.diagnostics.end();
}

std::string format_of(const std::string& bytes, const std::string& name = "a") {
  const auto format = detect_format({.name = name, .bytes = bytes});
  return format ? std::string((*format)->id) : std::string(to_string(format.error().code));
}

}  // namespace

TEST_CASE("a page in an archive is read in every encoding of its transfer") {
  const std::string base64 = "PGh0bWw+PGJvZHk+PHA+6Z2S56a+PC9wPjwvYm9keT48L2h0bWw+";
  CHECK(text_of(archive(part("Content-Type: text/html", kPage))) == "青禾县水务局|");
  CHECK(text_of(archive(part("Content-Type: text/html\r\nContent-Transfer-Encoding: 8BIT", kPage))) == "青禾县水务局|");
  CHECK(text_of(archive(part("Content-Type: text/html\r\nContent-Transfer-Encoding: binary", kPage))) ==
        "青禾县水务局|");
  CHECK(text_of(archive(part("Content-Type: text/html\r\ncontent-transfer-encoding: BASE64 (x)",
                             base64.substr(0, 30) + "\r\n" + base64.substr(30)))) == "青禾|");
  CHECK(text_of(archive(part("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable",
                             "<html><body><p>=E9=9D=\r\n=92=e7=a6=be =  \r\n1=3D1</p>  \r\n</body></html>"))) ==
        "青禾 1=1|");
}

TEST_CASE("faults of a transfer encoding are kept and told") {
  const auto broken = document_of(archive(part("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable",
                                               "<html><body><p>a=ZZb=4</p></body></html>")));
  CHECK(std::get<Paragraph>(broken.blocks.at(0)).text == "a=ZZb=4");
  CHECK(has_diagnostic(broken, "damaged_transfer_encoding"));
  const auto garbage =
      document_of(archive(part("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", "5Lic5L!!ic5Lic")));
  CHECK(std::get<Paragraph>(garbage.blocks.at(0)).text == "东东东");
  CHECK(has_diagnostic(garbage, "damaged_transfer_encoding"));
  const auto whole = document_of(archive(part("Content-Type: text/html", kPage)));
  CHECK(whole.diagnostics.empty());
}

TEST_CASE("boundaries are found with any line end, in quotes, in pieces, with a preamble") {
  const auto parts = "A preamble.\r\n--c\r\n\r\n" + part("Content-Type: text/html", kPage);
  CHECK(text_of(archive(parts, ";\r\n\ttype=\"text/html\";\r\n\tboundary=\"b\"")) == "青禾县水务局|");
  auto lines = archive(parts, "; boundary=\"b\"; x=y");
  std::erase(lines, '\r');
  CHECK(text_of(lines) == "青禾县水务局|");
  const auto in_quotes =
      archive("--a;b\"c\r\nContent-Type: text/html\r\n\r\n" + kPage + "\r\n--a;b\"c--\r\n", "; boundary=\"a;b\\\"c\"");
  CHECK(text_of(in_quotes) == "青禾县水务局|");
  CHECK(text_of(archive(part("Content-Type: text/html", kPage), "; boundary*1=; boundary*0*=utf-8''%62")) ==
        "青禾县水务局|");
  // A boundary that begins as another does.
  const auto longer = "--b2\r\nContent-Type: text/html\r\n\r\n" + kPage + "\r\n--b2--\r\n";
  CHECK(text_of(archive(part("Content-Type: multipart/alternative; boundary=b2", longer))) == "青禾县水务局|");
}

TEST_CASE("the page is what the archive names as its start, else the first page, else the first text") {
  const auto other = std::string("<html><body><p>页眉</p></body></html>");
  const auto two = part("Content-Type: text/html\r\nContent-ID: <1>", other) +
                   part("Content-Type: text/html\r\nContent-ID: <2>", kPage);
  CHECK(text_of(archive(two)) == "页眉|");
  CHECK(text_of(archive(two, "; start=\"<2>\"; boundary=b")) == "青禾县水务局|");
  CHECK(text_of(archive(two, "; start=\"<3>\"; boundary=b")) == "页眉|");
  CHECK(text_of(archive(part("Content-Type: text/html\r\nContent-Disposition: attachment; filename=a.htm", other) +
                        part("Content-Type: text/html", kPage))) == "青禾县水务局|");
  const auto mail =
      "From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
      "Content-Type: multipart/alternative; boundary=b\r\n\r\n" +
      part("Content-Type: text/plain; charset=utf-8", "只有文字") + part("Content-Type: text/html", kPage) +
      "--b--\r\n--m--\r\n";
  CHECK(text_of(mail, "a.eml") == "青禾县水务局|");
  CHECK(text_of("MIME-Version: 1.0\nContent-Type: text/plain\n\n只有文字\n第二行", "a.eml") == "只有文字|第二行|");
}

TEST_CASE("of a page in frames the largest is read, and frames left out are told") {
  const auto frames = std::string("<html><frameset><frame src=a.htm></frameset></html>");
  CHECK(text_of(archive(part("Content-Type: text/html", frames) +
                        part("Content-Type: text/html", "<html><p>菜单</p></html>") +
                        part("Content-Type: text/html", kPage))) == "青禾县水务局|");
  const auto inner = document_of(
      archive(part("Content-Type: text/html", "<html><body><p>外</p><iframe src=\"cid:f@x\"></iframe></body></html>") +
              part("Content-Type: text/html", kPage)));
  CHECK(has_diagnostic(inner, "frames_left_out"));
}

TEST_CASE("the charset of the part counts, whatever it is called") {
  const std::string gbk = "<html><body><p>\xC7\xE0\xBA\xCC\xCF\xD8\xD5\xFE\xB8\xAE</p></body></html>";
  CHECK(text_of(archive(part("Content-Type: text/html; charset=\"gb2312\"", gbk))) == "青禾县政府|");
  std::string utf16;
  for (const char c : std::string("<html><body><p>x</p></body></html>")) utf16.append(1, c).append(1, '\0');
  utf16.replace(utf16.find('x'), 2, "\x52\x97");
  const auto document = document_of(archive(part("Content-Type: text/html; charset=unicode", utf16)));
  CHECK(std::get<Paragraph>(document.blocks.at(0)).text == "青");
  CHECK(document.charset == "UTF-16LE");
}

TEST_CASE("what the archive says of itself are properties") {
  const auto headers = std::string(
      "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/1.html\r\n"
      "Subject: =?utf-8?Q?=E9=9D=92=E7?=\r\n =?utf-8?q?=A6=BE?= 2023_ =?gb2312?B?xOqxqA==?= =?x\r\n"
      "Date: Wed, 12 Mar 2025 09:30:11 +0800\r\n");
  const auto document = document_of(headers + archive(part("Content-Type: text/html\r\nContent-Location: b", kPage)));
  CHECK(property_of(document, "mhtml:subject") == "青禾 2023_ 年报 =?x");
  CHECK(property_of(document, "mhtml:location") == "https://a.example/1.html");
  CHECK(property_of(document, "mhtml:date") == "Wed, 12 Mar 2025 09:30:11 +0800");
  CHECK(property_of(document, "html:title") == "年报");
  const auto word = document_of(archive(part("Content-Location: file:///C:/a.htm\r\nContent-Type: text/html", kPage)));
  CHECK(property_of(word, "mhtml:location") == "file:///C:/a.htm");
  CHECK(property_of(word, "mhtml:subject") == "(none)");
}

TEST_CASE("an archive is known by its headers, not by its name or by words in a text") {
  const auto good = archive(part("Content-Type: text/html", kPage));
  for (const auto* name : {"a.doc", "a.html", "a.txt", "a.docx"}) CHECK(format_of(good, name) == "mhtml");
  CHECK(format_of("\xEF\xBB\xBF" + good) == "mhtml");
  CHECK(format_of("\r\n" + good) == "mhtml");
  CHECK(format_of("mime-version: 1.0\ncontent-type: text/html\n\n<p>") == "mhtml");
  CHECK(format_of("关于MIME的说明\nMIME-Version: 1.0\nContent-Type: multipart/related\n") == "text");
  CHECK(format_of("MIME-Version: 1.0 是一种约定。\n我们说明如下\nContent-Type: 无\n", "a.mht") == "text");
  CHECK(format_of("<html><body>MIME-Version: 1.0\nContent-Type: text/html\n\n</body></html>", "a.mht") == "html");
}

TEST_CASE("what holds no page is refused with its reason") {
  CHECK(error_of("MIME-Version: 1.0\nContent-Type: multipart/related\n\n--b\n").code == ErrorCode::damaged_archive);
  CHECK(error_of("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\nnothing").code ==
        ErrorCode::damaged_archive);
  CHECK(error_of("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b").code == ErrorCode::damaged_archive);
  CHECK(error_of(archive(part("Content-Type: image/png", "x"))).code == ErrorCode::missing_part);
  CHECK(error_of(archive(part("Content-Type: text/html", ""))).code == ErrorCode::empty_input);
  CHECK(error_of(archive(part("Content-Type: text/html\r\nContent-Transfer-Encoding: x-uue", kPage))).code ==
        ErrorCode::unsupported_format);
  CHECK(error_of(
            archive(part("Content-Type: text/html", archive(part("Content-Type: text/html", kPage), "; boundary=c"))))
            .code == ErrorCode::unsupported_format);
  CHECK(error_of(archive(part("Content-Type: text/html", "%PDF-1.4\n"))).code == ErrorCode::unsupported_format);
}

TEST_CASE("what is cut or sloppy is read as far as it goes") {
  const auto cut = document_of(
      "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
      "Content-Type: text/html\n\n<html><body><p>青禾县</p><p>半");
  CHECK(std::get<Paragraph>(cut.blocks.at(0)).text == "青禾县");
  CHECK(has_diagnostic(cut, "archive_cut"));
  // No empty line between the headers and what follows.
  CHECK(text_of("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n--b\nContent-Type: text/html\n" +
                kPage + "\n--b--\n") == "青禾县水务局|");
}

TEST_CASE("hostile archives end in an error, soon") {
  const auto start = std::chrono::steady_clock::now();
  std::string nested = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n";
  for (int i = 0; i < 200'000; ++i) {
    const auto number = std::to_string(i);
    nested.append("--b").append(number).append("\nContent-Type: multipart/mixed; boundary=b");
    nested.append(std::to_string(i + 1)).append("\n\n");
  }
  CHECK(error_of(nested).code == ErrorCode::limit_exceeded);
  std::string many = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 200'000; ++i) many += "--b\n\nx\n";
  CHECK(error_of(many).code == ErrorCode::limit_exceeded);
  const std::string big(10U << 20U, 'x');
  CHECK(text_of("MIME-Version: 1.0\nContent-Type: text/plain\nSubject: " + big + "\n\n文字") == "文字|");
  CHECK(text_of("MIME-Version: 1.0\nContent-Type: text/plain; " + big + "\n\n文字") == "文字|");
  std::string fields = "MIME-Version: 1.0\nContent-Type: text/plain";
  for (int i = 0; i < 1'000'000; ++i) fields += ";a";
  for (int i = 0; i < 1'000'000; ++i) fields += "\nb:";
  CHECK(text_of(fields + "\n\n文字") == "文字|");
  CHECK(format_of("Subject: " + big + "\nMIME-Version: 1.0\nContent-Type: text/plain\n\n") == "text");
  std::string dashes = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 5'000'000; ++i) dashes += "--\n";
  CHECK(error_of(dashes).code == ErrorCode::damaged_archive);
  Limits small;
  small.inflated_bytes = 10;
  CHECK(error_of(archive(part("Content-Type: text/html", kPage)), small).code == ErrorCode::limit_exceeded);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("the archive of a page reads as the page") {
  const auto page = report_of(read_file(project_file("corpus/reports/html-government-page/source.html")), "a.html");
  const auto saved = report_of(read_file(project_file("corpus/reports/html-government-page/source.mhtml")), "a.mhtml");
  REQUIRE(page.fields.size() == saved.fields.size());
  for (const auto& field : page.fields) CHECK(value_of(saved, field.spec->name) == value_of(page, field.spec->name));
  CHECK(saved.identity.published.value == page.identity.published.value);
}
