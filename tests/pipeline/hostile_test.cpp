// A folder of broken and hostile files: each has its row with a clear code, the good one among them is read,
// and memory stays small.
#include <catch2/catch.hpp>
#include <map>
#include <sstream>
#include <string>

#include "tests/support/docx_builder.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao::test;
using namespace std::string_literals;

namespace {

const std::string kWordDocument =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";

std::string good_docx() {
  return DocxBuilder()
      .paragraph("青禾县水务局2023年政府信息公开工作年度报告")
      .paragraph("一、总体情况")
      .paragraph("本机关全年工作情况如下，各项任务均已按要求完成，渠道保持畅通，没有发生差错，群众满意。")
      .table(DocxTable().row({"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"}).row({"规章", "1", "2", "3"}))
      .bytes();
}

// A main part of spaces that says in its headers to be a hundred bytes long.
std::string lying_zip_bomb() {
  constexpr std::size_t kSize = 300U << 20U;
  const auto part = kWordDocument + std::string(kSize, ' ') + "</w:document>";
  auto bytes = DocxBuilder().replace("word/document.xml", part).bytes();
  const auto little_endian = [](std::size_t number) {
    std::string text;
    for (int i = 0; i < 4; ++i) text += static_cast<char>((number >> (8 * i)) & 0xFFU);
    return text;
  };
  const auto truth = little_endian(part.size());
  std::size_t patched = 0;
  for (auto at = bytes.find(truth); at != std::string::npos; at = bytes.find(truth, at)) {
    bytes.replace(at, truth.size(), little_endian(100));
    ++patched;
  }
  REQUIRE(patched >= 1);
  return bytes;
}

std::string entity_bomb() {
  std::string entities = "<!ENTITY e0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    const auto below = "&e" + std::to_string(i - 1) + ";";
    entities += "<!ENTITY e" + std::to_string(i) + " \"" + below + below + "\">";
  }
  return DocxBuilder()
      .replace("word/document.xml", "<!DOCTYPE d [" + entities + "]>" + kWordDocument +
                                        "<w:body><w:p><w:r><w:t>&e29;</w:t></w:r></w:p></w:body></w:document>")
      .bytes();
}

// An OLE2 file as Word writes it for a document with a password to open: its directory names this stream.
std::string protected_docx() {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(1024, '\0');
  for (const char c : "EncryptedPackage"s) bytes += c + "\0"s;
  return bytes + std::string(1024, '\0');
}

std::string wide_page() {
  return "<html><body><h1>青禾县水务局2023年政府信息公开工作年度报告</h1><table><tr><td "
         "colspan=\"10000\">规章</td></tr></table></body></html>";
}

std::string notice() {
  return "<html><head><title>通知</title></head><body><h1>关于做好2023年政府信息公开工作年度报告编制发布工作的通知</h1>"
         "<p>各乡镇人民政府，县政府各部门：请于一月底前编制完成上一年度报告，并在门户网站公布，内容应当真实完整。</p></"
         "body></html>";
}

struct Row {
  std::string outcome;
  std::string code;
};

// documents.csv by file name; the fields before error_detail hold no quotes.
std::map<std::string, Row> outcomes(const std::string& csv) {
  std::map<std::string, Row> rows;
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) cells.push_back(field);
    REQUIRE(cells.size() > 8);
    rows[cells[1].substr(cells[1].rfind('/') + 1)] = {cells[6], cells[7]};
  }
  return rows;
}

}  // namespace

TEST_CASE("broken and hostile files have their rows and stop nothing") {
  const TemporaryFolder folder;
  const auto put = [&](const std::string& name, const std::string& bytes) {
    write_file(folder / ("in/" + name), bytes);
  };
  put("empty.docx", "");
  put("truncated.docx", good_docx().substr(0, good_docx().size() / 2));
  put("picture.docx", "\xFF\xD8\xFF\xE0\0\x10JFIF"s + std::string(500, '\x55'));
  put("protected.docx", protected_docx());
  put("entry-password.docx", DocxBuilder().paragraph("x").password("secret").bytes());
  put("entities.docx", entity_bomb());
  put("bomb.docx", lying_zip_bomb());
  put("wide.html", wide_page());
  put("notice.html", notice());
  put("binary.dat", "\x01\x02\x03\0\x04"s);
  put("good.docx", good_docx());

  const auto ended = run_program({"extract", (folder / "in").string(), "--out", (folder / "out").string()});
  INFO(ended.out << ended.err);
  CHECK(ended.status == 1);
  CHECK(ended.err.empty());
  const auto rows = outcomes(read_file(folder / "out/documents.csv"));
  const std::map<std::string, Row> expected{
      {"empty.docx", {"failed", "empty_input"}},
      {"truncated.docx", {"failed", "damaged_archive"}},
      {"picture.docx", {"failed", "unsupported_format"}},
      {"protected.docx", {"failed", "encrypted"}},
      {"entry-password.docx", {"failed", "encrypted"}},
      {"entities.docx", {"failed", "dtd_refused"}},
      {"bomb.docx", {"failed", "limit_exceeded"}},
      {"wide.html", {"failed", "limit_exceeded"}},
      {"notice.html", {"not_a_report", "notice"}},
      {"binary.dat", {"failed", "unknown_format"}},
      {"good.docx", {"report", ""}},
  };
  CHECK(rows.size() == expected.size());
  for (const auto& [name, row] : expected) {
    INFO(name);
    REQUIRE(rows.contains(name));
    CHECK(rows.at(name).outcome == row.outcome);
    CHECK(rows.at(name).code == row.code);
  }
#if !defined(__SANITIZE_ADDRESS__)
  CHECK(ended.peak_kib < 200 * 1024);
#endif
}

TEST_CASE("links that lead nowhere are inputs that cannot be read") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "in");
  std::filesystem::create_symlink("/no/such/file", folder / "in/gone.docx");
  CHECK(run_program({"extract", (folder / "in").string(), "--out", (folder / "out").string()}).status == 1);
  CHECK(read_file(folder / "out/documents.csv").find(",failed,unreadable_file,") != std::string::npos);
}

// No report, but shapes that invite work which grows with the square of their size: each must end long before
// ctest loses patience.
TEST_CASE("long documents of one shape are read in time") {
  const auto repeated = [](const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  };
  const TemporaryFolder folder;
  const auto put = [&](const std::string& name, const std::string& bytes) {
    write_file(folder / ("in/" + name), bytes);
  };
  put("rows.html", "<table>" + repeated("<tr><td>甲乙<td>丙</tr>", 60'000) + "</table>");
  put("heads.html", "<table>" + repeated("<tr><td>结果维持<td>结果纠正<td>总计</tr>", 40'000) + "</table>");
  put("blocks.html",
      "<table>" + repeated("<tr><td>信息内容<td>本年制发件数</tr><tr><td>规章<td>1</tr>", 40'000) + "</table>");
  put("headings.txt", repeated("一、总体情况\n六、其他\n", 90'000));
  put("clauses.txt", repeated("一是好；", 400'000));
  put("labels.txt", repeated("规章\n0\n行政许可\n0\n", 40'000));
  const auto ended = run_program(
      {"extract", (folder / "in").string(), "--out", (folder / "out").string(), "--limit", "document_seconds=240"});
  CHECK(ended.status == 0);
  CHECK(outcomes(read_file(folder / "out/documents.csv")).size() == 6);
}

TEST_CASE("lines of any length take little memory") {
  const TemporaryFolder folder;
  const std::string head =
      "二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n3\n";
  std::string rows;
  for (int i = 0; i < 1'200; ++i) rows += "行政规范性文件\n4\n5\n6\n";
  write_file(folder / "in/indented.txt", head + std::string(2'000'000, ' ') + "7\n" + rows);
  write_file(folder / "in/long.txt", head + std::string(2'000'000, 'a') + "\n" + rows);
  write_file(folder / "in/tabs.txt", head + std::string(900, '\t') + "7\n" + rows);
  const auto ended = run_program({"extract", (folder / "in").string(), "--out", (folder / "out").string()});
  CHECK(ended.status == 0);
  CHECK(outcomes(read_file(folder / "out/documents.csv")).size() == 3);
#if !defined(__SANITIZE_ADDRESS__)
  CHECK(ended.peak_kib < 200 * 1024);
#endif
}
