// report.html as bytes; tests/export/quality_browser_test.py opens it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "export/quality/texts.h"
#include "export/writers/quality/charts.h"
#include "export/writers/quality/markup.h"
#include "extract/base/xml_tree.h"
#include "tests/export/example.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::example_record;
using nianbao::test::Written;

namespace {

std::string page_of(std::vector<Record> records) {
  Written written;
  test::write_records("report", records, written);
  CHECK(written.files == std::vector<std::string>{"report.html"});
  return written.read("report.html");
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

Record hostile_record(const std::string& name) {
  auto record = example_record();
  record.path = name;
  record.url = name;
  record.document_id = name;
  record.format = name;
  record.charset = name;
  record.converter = name;
  record.duplicate_of.clear();
  record.near_duplicate_of.clear();
  auto& report = *record.report;
  report.identity.issuer.value = name;
  report.identity.title.value = name;
  report.templates = {name};
  report.fields[0].repair = name;
  report.findings[0].identity = name;
  report.findings[0].instance = name;
  return record;
}

}  // namespace

TEST_CASE("the page has its words and figures in both languages") {
  const auto page = page_of({example_record(), test::failed_record(), test::notice_record()});
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
  CHECK(page.ends_with("</html>\n"));
  CHECK(has(page,
            "<span class=\"zh\" lang=\"zh-CN\">收到了什么</span><span class=\"en\" lang=\"en\">What came in</span>"));
  CHECK(has(page, "<dd id=\"tile-inputs\"><data value=\"3\">3</data></dd>"));
  CHECK(has(page, "甲县人民政府"));
  CHECK_FALSE(has(page, "{0}"));
  CHECK_FALSE(has(page, "{1}"));
  CHECK_FALSE(has(page, "{2}"));
}

TEST_CASE("no words are missing") {
  auto other = example_record();  // kept among the distributions and cases
  other.duplicate_of.clear();
  other.near_duplicate_of.clear();
  const auto page = page_of({example_record(), other, test::failed_record()});
  for (const auto* group : {"text", "tile", "in", "out", "cover", "conf", "sums", "vars", "use"})
    CHECK_FALSE(has(page, std::string("?") + group + "."));
}

TEST_CASE("every text is in both languages") {
  const auto texts = quality::read_texts(quality::quality_texts_file());
  REQUIRE(texts);
  CHECK(texts->words.size() > 150);
  for (const auto& [key, words] : texts->words) {
    INFO(key);
    CHECK_FALSE(words.zh.empty());
    CHECK_FALSE(words.en.empty());
  }
  CHECK_FALSE(quality::read_texts("<quality>"));
}

TEST_CASE("the main variables are series of the crosswalk that several forms measure alike") {
  const auto texts = quality::read_texts(quality::quality_texts_file());
  REQUIRE(texts);
  REQUIRE(texts->variables.size() == 6);
  const auto& series = test::templates().schema().series;
  for (const auto& variable : texts->variables) {
    for (const auto* keys : {&variable.parts, &variable.whole}) {
      for (const auto& key : *keys) {
        INFO(key);
        const auto found = std::ranges::find(series, key, &normalize::SeriesSpec::key);
        REQUIRE(found != series.end());
        CHECK(found->joined);
      }
    }
  }
}

TEST_CASE("a page of nothing is whole") {
  const auto page = page_of({});
  CHECK(has(page, "本次没有。"));
  CHECK(page.ends_with("</html>\n"));
  CHECK_FALSE(has(page, "nan"));
  CHECK_FALSE(has(page, "inf\""));
}

TEST_CASE("the page loads nothing, runs nothing and tells no time") {
  const auto page = page_of({example_record()});
  CHECK(has(page, "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"));
  for (const auto* wrong : {"<script", "<link", "<img", "<iframe", "@import", " src=", "onload", "onclick", "url(http"})
    CHECK_FALSE(has(page, wrong));
  CHECK(page == page_of({example_record()}));
}

TEST_CASE("names of documents never become markup or links of other schemes") {
  const std::vector<std::string> names{"<script>alert(1)</script>",    "\" onmouseover=\"alert(1)", "' x='",
                                       "javascript:alert(1)",          "data:text/html,x",          "//evil.example/x",
                                       "http://a.example/\"><script>", "]]>--></style><script>",    "&lt;script&gt;"};
  for (const auto& name : names) {
    INFO(name);
    const auto page = page_of({hostile_record(name)});
    CHECK_FALSE(has(page, "<script"));
    CHECK_FALSE(has(page, "\" onmouseover"));
    CHECK_FALSE(has(page, "</style><"));
    CHECK_FALSE(has(page, "href=\"javascript:"));
    CHECK_FALSE(has(page, "href=\"data:"));
    CHECK_FALSE(has(page, "href=\"//"));
    CHECK(has(page, "</html>"));
  }
  CHECK(has(page_of({hostile_record("<b>&\"'")}), "&lt;b&gt;&amp;&quot;&#39;"));
}

TEST_CASE("marks that turn the direction of text are shown as damage") {
  CHECK(report::escaped("a\u202Eb\u2066c\u200Fd") == "a\uFFFDb\uFFFDc\uFFFDd");
  CHECK(report::escaped("a\x01\xFF") == "a\uFFFD");
  CHECK(report::isolated("甲") == "<bdi>甲</bdi>");
}

TEST_CASE("a name of 100,000 characters does not blow up the page") {
  const auto usual = page_of({hostile_record("x")}).size();
  const auto page = page_of({hostile_record(std::string(100'000, 'x'))});
  CHECK(page.size() < usual + 20'000);
  const auto escapes = page_of({hostile_record(std::string(100'000, '"'))});
  CHECK(escapes.size() < usual + 30'000);
}

TEST_CASE("documents are linked where a browser finds them") {
  using report::document_address;
  CHECK(document_address("in/甲 县.html", "out") == "./../in/%E7%94%B2%20%E5%8E%BF.html");
  CHECK(document_address("in/a.zip!/b.docx", "out") == "./../in/a.zip");
  CHECK(document_address("a.html", ".") == "./a.html");
  CHECK(document_address("/data/a?b#c.html", "/out") == "file:///data/a%3Fb%23c.html");
  CHECK(document_address("/data/a.html", "out") == "file:///data/a.html");
  CHECK(document_address("javascript:alert(1)", "out") == "./../javascript%3Aalert%281%29");
  CHECK(document_address("//host/share", "out").starts_with("file:///"));
  CHECK(document_address("in/a.html", "/out").starts_with("file:///"));
  CHECK(document_address("", "out").empty());
  CHECK(document_address(std::string(5'000, 'x'), "out").empty());
}

TEST_CASE("only addresses of the web are web addresses") {
  using report::web_address;
  CHECK(web_address("https://a.gov.cn/x?y=1&z=2") == "https://a.gov.cn/x?y=1&amp;z=2");
  CHECK(web_address("HTTP://a.gov.cn/\"'<>") == "HTTP://a.gov.cn/%22%27%3C%3E");
  CHECK(web_address("javascript:alert(1)//http://").empty());
  CHECK(web_address(" http://a").empty());
  CHECK(web_address("ftp://a").empty());
  CHECK(web_address("").empty());
}

TEST_CASE("numbers are grouped the same everywhere") {
  CHECK(report::grouped(std::int64_t{0}) == "0");
  CHECK(report::grouped(std::int64_t{-1'234'567}) == "\u22121\u202F234\u202F567");
  CHECK(report::grouped(normalize::Decimal::parse("1234.5678").value()) == "1\u202F234.5678");
  CHECK(report::figure(std::int64_t{1'000}) == "<data value=\"1000\">1\u202F000</data>");
  CHECK(report::per_cent(1, 2) == "50.00\u202F%");
  CHECK(report::per_cent(2, 2) == "100\u202F%");
  CHECK(report::per_cent(99'999'999, 100'000'000) == "&gt;\u200999.99\u202F%");
  CHECK(report::per_cent(1, 100'000'000) == "&lt;\u20090.01\u202F%");
  CHECK(report::per_cent(0, 0) == "\u2013");
}

TEST_CASE("the page is well-formed enough to be read as a tree") {
  auto page = page_of({example_record(), hostile_record("<x>&\"'"), test::failed_record()});
  // What HTML lets stay open, and what XML does not know.
  page.erase(0, std::string_view("<!DOCTYPE html>\n").size());
  for (std::size_t at = 0; (at = page.find("<meta", at)) != std::string::npos;) page.insert(page.find('>', at++), "/");
  for (std::size_t at = 0; (at = page.find("<input", at)) != std::string::npos;) page.insert(page.find('>', at++), "/");
  for (std::size_t at = 0; (at = page.find(" checked", at)) != std::string::npos;) page.erase(at, 8);
  const auto tree = xml::read_tree(page, "report.html");
  INFO((tree ? "" : tree.error().detail));
  CHECK(tree);
}
