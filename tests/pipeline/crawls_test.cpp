#include <zlib.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "pipeline/sources/warc/fields.h"
#include "pipeline/sources/warc/http_message.h"
#include "pipeline/sources/warc/record_head.h"
#include "tests/support/archive_builder.h"
#include "tests/support/docx_builder.h"
#include "tests/support/files.h"
#include "tests/support/inputs.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using namespace nianbao::test;
using namespace std::string_literals;
using Lines = std::vector<std::string>;

namespace {

std::filesystem::path fixture(const std::string& name) { return project_file("tests/pipeline/fixtures/" + name); }

FoundInputs found_in_bytes(const std::string& bytes, const Limits& limits = {}) {
  return test::found_in_bytes("x", bytes, limits);
}

Lines lines_of(const std::string& bytes) { return found_in_bytes(bytes).lines(); }

std::string gzip(const std::string& bytes) { return archive_of("raw", "gzip", {{"data", bytes}}); }

std::string record_with(const std::string& type, const std::string& uri, const std::string& content,
                        const std::string& more = {}) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri + "\r\nWARC-Date: 2021-03-04T05:06:07Z\r\n" +
         more +
         (more.find("Content-Length") == std::string::npos
              ? "Content-Length: " + std::to_string(content.size()) + "\r\n"
              : "") +
         "\r\n" + content + "\r\n\r\n";
}

std::string page_of(const std::string& uri, const std::string& body, const std::string& fields = {},
                    const std::string& more = {}) {
  return record_with("response", uri, "HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body, more);
}

std::string small_docx() { return DocxBuilder().paragraph("x").bytes(); }

std::string page(char name) { return page_of("http://a/"s + name, std::string(3, name)); }

}  // namespace

TEST_CASE("crawls written by warcio are read, packed or not") {
  const auto name = GENERATE("warcio.warc.gz"s, "warcio.warc"s);
  const auto file = fixture(name).string();
  const auto found = found_in({file});
  const auto in = name + "!/http://a.example/";
  CHECK(found.lines(fixture("").parent_path().string()) ==
        Lines{"enter " + name + (name.ends_with("gz") ? " warc.gz" : " warc"), "document " + in + "plain",
              "document " + in + "chunked", "document " + in + "gzip?年=2023", "document " + in + "deflate",
              "refused " + in + "gone not_fetched", "refused " + in + "again not_fetched",
              "document " + in + "text.txt", "document " + in + "c", "document " + in + "plain#2", "leave " + name});
  const auto plain = "<html><body><p>青禾县水务局2023年政府信息公开工作年度报告</p></body></html>\n"s;
  const auto& first = found.at("document", "/plain");
  CHECK(first.bytes == plain);
  CHECK(first.origin.url == "http://a.example/plain");
  CHECK(first.origin.captured == "2021-03-04T05:06:07Z");
  CHECK(first.origin.declared_charset == "utf-8");
  CHECK(found.at("document", "/chunked").bytes == plain);
  CHECK(found.at("document", "/deflate").bytes == plain);
  CHECK(found.at("document", "2023").bytes.size() == 76);  // two bytes a character
  CHECK(found.at("document", "2023").origin.declared_charset == "gb2312");
  CHECK(found.at("document", "text.txt").origin.declared_charset == "utf-8");
  CHECK(found.at("document", "#2").origin.url == "http://a.example/plain");
  CHECK(found.at("refused", "gone").detail == "HTTP 404 Not Found");
  CHECK(found.at("refused", "again").detail == "seen before: http://a.example/plain 2020-01-02T03:04:05Z");
}

TEST_CASE("crawls written by wget are read") {
  const auto found = found_in({fixture("wget.warc.gz").string()});
  const auto in = "wget.warc.gz!/http://127.0.0.1:18765/"s;
  CHECK(found.lines(fixture("").parent_path().string()) ==
        Lines{"enter wget.warc.gz warc.gz", "document " + in + "index.html", "refused " + in + "robots.txt not_fetched",
              "document " + in + "gbk.html", "refused " + in + "gone.html not_fetched", "document " + in + "report.txt",
              "leave wget.warc.gz"});
  CHECK(found.at("document", "report.txt").bytes == "青禾县水务局2023年政府信息公开工作年度报告\n一、总体情况\n");
  CHECK(found.at("document", "gbk.html").bytes.find("\xC4\xEA\xB1\xA8") != std::string::npos);
  CHECK(found.at("document", "gbk.html").bytes.starts_with("<html>"));
}

TEST_CASE("a crawl may be one gzip member, many, or packed otherwise") {
  const auto all = page('a') + page('b') + page('c');
  const Lines members{"document x!/http://a/a", "document x!/http://a/b", "document x!/http://a/c", "leave x"};
  const auto with = [&](const std::string& enter) {
    Lines lines{"enter x " + enter};
    lines.insert(lines.end(), members.begin(), members.end());
    return lines;
  };
  CHECK(lines_of(all) == with("warc"));
  CHECK(lines_of(gzip(all)) == with("warc.gz"));
  CHECK(lines_of(gzip(page('a')) + gzip(page('b') + page('c')) + std::string(512, '\0')) == with("warc.gz"));
  CHECK(lines_of(archive_of("raw", "xz", {{"data", all}})) == with("warc.xz"));
  CHECK(lines_of(archive_of("raw", "zstd", {{"data", all}})) == with("warc.zst"));
}

TEST_CASE("what crawls bring is a container where it is one") {
  const auto zip = archive_of("zip", "", {{"a.txt", "1"}});
  CHECK(lines_of(page_of("http://a/z.zip", zip)) == Lines{"enter x warc", "enter x!/http://a/z.zip zip",
                                                          "document x!/http://a/z.zip!/a.txt",
                                                          "leave x!/http://a/z.zip", "leave x"});
}

TEST_CASE("drafts of WARC, bare line ends, folded fields and strange letters are read") {
  const auto found = found_in_bytes(
      "WARC/0.18\nwarc-type: RESPONSE\nWARC-Target-URI: <http://a/x>\nWARC-Date:\n 2021-03-04T05:06:07.123456Z\n"
      "Content-Length: 26\n\nHTTP/1.0 200\nA: b\n\nbody01\n\n\n");
  CHECK(found.lines() == Lines{"enter x warc", "document x!/http://a/x", "leave x"});
  CHECK(found.all[1].bytes == "body01\n");
  CHECK(found.all[1].origin.captured == "2021-03-04T05:06:07Z");
}

TEST_CASE("records that are no pages give nothing") {
  CHECK(lines_of(record_with("warcinfo", "", "a") + record_with("request", "http://a/", "GET / HTTP/1.1\r\n\r\n") +
                 record_with("response", "dns:a.example", "20210304 1.2.3.4") +
                 record_with("metadata", "http://a/", "b") + record_with("resource", "metadata://gnu.org/x", "c") +
                 record_with("continuation", "http://a/", "d") + record_with("strange", "http://a/", "e")) ==
        Lines{"enter x warc", "leave x"});
}

TEST_CASE("a page the crawler kept in part is refused") {
  const auto found = found_in_bytes(page_of("http://a/1", "x", {}, "WARC-Truncated: length\r\n") +
                                    page_of("http://a/2", "x", {}, "WARC-Segment-Number: 1\r\n") + page('a'));
  CHECK(found.lines() == Lines{"enter x warc", "refused x!/http://a/1 damaged_archive",
                               "refused x!/http://a/2 unsupported_format", "document x!/http://a/a", "leave x"});
  CHECK(found.all[1].detail == "the crawler kept only a part: length");
}

TEST_CASE("of a crawl that is cut, what is before the cut is given") {
  const auto whole = page('a') + page('b');
  const auto cut = whole.substr(0, whole.size() - 6);
  CHECK(lines_of(cut) == Lines{"enter x warc", "document x!/http://a/a", "refused x!/http://a/b damaged_archive",
                               "leave x damaged_archive"});
  CHECK(lines_of(page('a') + "WARC/1.0\r\nWARC-Ty") ==
        Lines{"enter x warc", "document x!/http://a/a", "leave x damaged_archive"});
  const auto packed = gzip(page('a')) + gzip(page_of("http://a/b", small_docx()));
  CHECK(lines_of(packed.substr(0, packed.size() - 300)) == Lines{"enter x warc.gz", "document x!/http://a/a",
                                                                 "refused x!/http://a/b damaged_archive",
                                                                 "leave x damaged_archive"});
}

TEST_CASE("the end of the last record may miss its empty lines, and so may any") {
  const auto bare = [](char name) {
    const auto text = page(name);
    return text.substr(0, text.size() - 4);
  };
  CHECK(lines_of(bare('a') + "\n" + bare('b') + page('c') + bare('d')) ==
        Lines{"enter x warc", "document x!/http://a/a", "document x!/http://a/b", "document x!/http://a/c",
              "document x!/http://a/d", "leave x"});
}

TEST_CASE("a wrong length costs its own record alone") {
  const auto wrong = GENERATE(0, 5, 28, 40, 60, 5'000);
  CAPTURE(wrong);
  const auto found = found_in_bytes(
      page('a') + page_of("http://a/w", "0123456789", {}, "Content-Length: " + std::to_string(wrong) + "\r\n") +
      page('b') + page('c'));
  CHECK(found.lines() == Lines{"enter x warc", "document x!/http://a/a", "refused x!/http://a/w damaged_archive",
                               "document x!/http://a/b", "document x!/http://a/c", "leave x damaged_archive"});
}

TEST_CASE("a length that is missing or no number costs its own record alone") {
  const auto field = GENERATE("X-Content-Length: 1"s, "Content-Length: -1"s, "Content-Length: 1x"s,
                              "Content-Length: 99999999999999999999"s);
  CHECK(lines_of(page_of("http://a/w", "0123456789", {}, field + "\r\n") + page('b')) ==
        Lines{"enter x warc", "refused x!/http://a/w damaged_archive", "document x!/http://a/b",
              "leave x damaged_archive"});
}

TEST_CASE("junk between records is passed over and told") {
  const auto found =
      found_in_bytes(page('a') + "junk\nand more\n\n" + page('b') + std::string(200'000, 'j') + "\n" + page('c'));
  CHECK(found.lines() == Lines{"enter x warc", "document x!/http://a/a", "document x!/http://a/b",
                               "document x!/http://a/c", "leave x damaged_archive"});
}

TEST_CASE("a head without an end does not take all memory") {
  CHECK(lines_of("WARC/1.0\r\n" + std::string(1'000'000, 'a') + "\r\n\r\n" + page('b')) ==
        Lines{"enter x warc", "document x!/http://a/b", "leave x damaged_archive"});
}

TEST_CASE("damage to one gzip member costs its own records alone") {
  auto middle = gzip(page_of("http://a/m", std::string(1'000, 'm') + "0123456789abcdefghijklmnopqrstuvwxyz"));
  for (int i = 0; i < 20; ++i) middle[middle.size() / 2 + i] = '\xFF';
  const auto found = found_in_bytes(gzip(page('a')) + middle + gzip(page('b')) + "junk" + gzip(page('c')));
  CHECK(found.at("document", "/a").bytes == "aaa");
  CHECK(found.at("document", "/b").bytes == "bbb");
  CHECK(found.at("document", "/c").bytes == "ccc");
  CHECK(found.at("leave", "x").code == "damaged_archive");
}

TEST_CASE("a page over the limit costs itself alone") {
  Limits limits;
  limits.document_bytes = 1'000'000;
  const auto bytes = page_of("http://a/1", std::string(1'000'001, 'x')) +
                     page_of("http://a/2", std::string(3'000'000, 'x')) +
                     page_of("http://a/3", gzip(std::string(1'000'001, 'x')), "Content-Encoding: gzip\r\n") + page('b');
  const auto found = found_in_bytes(bytes, limits);
  CHECK(found.lines() == Lines{"enter x warc", "refused x!/http://a/1 limit_exceeded",
                               "refused x!/http://a/2 limit_exceeded", "refused x!/http://a/3 limit_exceeded",
                               "document x!/http://a/b", "leave x"});
  CHECK(found.all[2].bytes == "3000000");
}

TEST_CASE("a digit changed inside a gzip member costs the records in that member, and those alone") {
  const auto changed = [](std::string bytes) { return bytes.replace(bytes.find("1234"), 4, "1235"); };
  const auto with_number = page_of("http://a/n", "total 1234");
  const auto apart = stored_gzip(page('a')) + changed(stored_gzip(with_number)) + stored_gzip(page('b'));
  const auto found = found_in_bytes(apart);
  CHECK(found.lines() == Lines{"enter x warc.gz", "document x!/http://a/a", "refused x!/http://a/n damaged_archive",
                               "document x!/http://a/b", "leave x damaged_archive"});
  CHECK(found.at("refused", "/n").detail == "may be changed: what it is packed in fails its checksum");
  CHECK(found.at("leave", "x").detail.starts_with("gzip data is damaged: incorrect data check"));
  // Long enough that the record is read before the checksum that comes last.
  const auto together = page('a') + with_number + page_of("http://a/l", std::string(3'000'000, 'l'));
  CHECK(lines_of(stored_gzip(together)).back() == "leave x");
  CHECK(lines_of(changed(stored_gzip(together))) ==
        Lines{"enter x warc.gz", "refused x!/http://a/a damaged_archive", "refused x!/http://a/n damaged_archive",
              "refused x!/http://a/l damaged_archive", "leave x damaged_archive"});
}

TEST_CASE("a crawl that is a bomb stops at the limits of containers") {
  Limits limits;
  limits.container_bytes = 2'000'000;
  const auto found =
      found_in_bytes(gzip(page('a')) + gzip(record_with("request", "http://a/", std::string(5'000'000, 'x'))), limits);
  CHECK(found.lines() == Lines{"enter x warc.gz", "leave x limit_exceeded"});
  limits = {};
  limits.container_entries = 1;
  CHECK(found_in_bytes(page('a') + page('b'), limits).lines() ==
        Lines{"enter x warc", "document x!/http://a/a", "leave x limit_exceeded"});
}

TEST_CASE("ARC files are read, in both versions") {
  const auto body = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=gbk\n\n<p>x</p>"s;
  const auto size = std::to_string(body.size());
  const auto head = "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"s;
  const auto arc = "filedesc://x.arc 0.0.0.0 20010203040506 text/plain " + std::to_string(head.size()) + "\n" + head +
                   "\n" + "http://a/1 1.2.3.4 20010203040506 text/html " + size + "\n" + body + "\n" +
                   "dns:a 1.2.3.4 20010203040506 text/dns 3\nabc\n" + "http://a/a b 1.2.3.4 20010203040507 text/html " +
                   size + "\n" + body + "\n" + "http://a/2 1.2.3.4 20010203040508 text/html 200 - - 0 x.arc " + size +
                   "\n" + body + "\n";
  for (const auto& bytes : {arc, gzip(arc)}) {
    const auto found = found_in_bytes(bytes);
    CHECK(found.lines() == Lines{bytes == arc ? "enter x arc" : "enter x arc.gz", "document x!/http://a/1",
                                 "document x!/http://a/a b", "document x!/http://a/2", "leave x"});
    CHECK(found.all[1].bytes == "<p>x</p>");
    CHECK(found.all[1].origin.captured == "2001-02-03T04:05:06Z");
    CHECK(found.all[1].origin.declared_charset == "gbk");
  }
}

TEST_CASE("dates of crawls have one form") {
  CHECK(normal_date("2021-03-04T05:06:07Z") == "2021-03-04T05:06:07Z");
  CHECK(normal_date("2021-03-04T05:06:07.5Z") == "2021-03-04T05:06:07Z");
  CHECK(normal_date("20210304050607") == "2021-03-04T05:06:07Z");
  CHECK(normal_date("2021-03") == "2021-03");
  CHECK(normal_date("2021-03-0") == "");
  CHECK(normal_date("4 March 2021") == "");
  CHECK(normal_date("") == "");
}

TEST_CASE("parameters of header values") {
  CHECK(parameter_of("text/html; charset=GB2312", "charset") == "gb2312");
  CHECK(parameter_of("text/html;boundary=x; Charset = \"utf-8\"", "charset") == "utf-8");
  CHECK(parameter_of("text/html", "charset") == "");
  CHECK(parameter_of("text/html; charset=\"a b\xFF\"", "charset") == "");
  CHECK(parameter_of("text/html; charset=" + std::string(100, 'a'), "charset") == "");
}

TEST_CASE("bodies are given as the server meant them") {
  const Limits limits;
  ContainerBudget budget(limits, 1'000);
  const auto decoded = [&](const std::string& transfer, const std::string& content, std::string body) {
    const HttpHead head{.status = 200, .transfer_encoding = transfer, .content_encoding = content};
    const auto done = decode_body(head, body, budget);
    return done ? body : std::string(to_string(done.error().code)) + ": " + done.error().detail;
  };
  CHECK(decoded("chunked", "", "3\r\nabc\r\n0;x\r\nTrailer: y\r\n\r\n") == "abc");
  CHECK(decoded("chunked", "", "3\r\nabc\r\n") == "abc");
  CHECK(decoded("chunked", "", "<p>unchunked</p>") == "<p>unchunked</p>");
  CHECK(decoded("chunked", "", "5\r\nabc") == "damaged_archive: its last chunk is cut off");
  CHECK(decoded("chunked", "", "3\r\nabcdef\r\n0\r\n\r\n") == "damaged_archive: its chunks are broken");
  CHECK(decoded("chunked", "", "ffffffffffffffff\r\nabc") == "damaged_archive: its last chunk is cut off");
  CHECK(decoded("", "gzip", gzip("abc")) == "abc");
  CHECK(decoded("gzip, chunked", "", "0\r\n\r\n").empty());
  CHECK(decoded("", "gzip", "<p>unpacked</p>") == "<p>unpacked</p>");
  CHECK(decoded("", "x-gzip", gzip("abc").substr(0, 15)) == "damaged_archive: its compressed body is cut off");
  CHECK(decoded("", "deflate", "\xFF\xFF\xFF") == "damaged_archive: its compressed body is damaged");
  CHECK(decoded("", "br", "\x0B\x02\x80hel"s) == "damaged_archive: its compressed body is cut off");
  CHECK(decoded("", "br", "\x0B\x02\x80hello\x03"s) == "hello");
  CHECK(decoded("", "br", "<p>unpacked</p>") == "<p>unpacked</p>");
  CHECK(decoded("", "identity", "abc") == "abc");
  CHECK(decoded("", "zstd", "abc") == "unsupported_format: a body compressed by a method that is not read: zstd");
  CHECK(decoded("", "gzip,gzip,gzip,gzip,gzip", "abc").starts_with("unsupported_format"));
}

TEST_CASE("heads of answers") {
  const auto head = parse_http_head("HTTP/1.1 404 Not Found\r\nCONTENT-TYPE: a\r\n\r\nbody");
  REQUIRE(head);
  CHECK(head->status == 404);
  CHECK(head->reason == "Not Found");
  CHECK(head->content_type == "a");
  CHECK(head->size == 43);
  CHECK(parse_http_head("HTTP/2 200\n\n")->size == 12);
  CHECK(parse_http_head("HTTP/1.1 200 OK\r\nA: b")->size == 21);
  CHECK_FALSE(parse_http_head("<html>"));
  CHECK_FALSE(parse_http_head("HTTP/1.1 abc\r\n\r\n"));
}
