#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "extract/base/sha256.h"
#include "tests/support/archive_builder.h"
#include "tests/support/docx_builder.h"
#include "tests/support/files.h"
#include "tests/support/inputs.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::test;
using namespace std::string_literals;
using Lines = std::vector<std::string>;

namespace {

Lines lines_of(const std::string& name, const std::string& bytes, const Limits& limits = {}) {
  return found_in_bytes(name, bytes, limits).lines();
}

std::string small_docx() { return DocxBuilder().paragraph("x").bytes(); }

const std::vector<ArchiveEntry> kTwo{{"a/", ""}, {"a/b.txt", "first"}, {"年.txt", "second"}};

}  // namespace

TEST_CASE("archives of every kind give their members, whatever the name of the file") {
  const auto [format, filter, named] = GENERATE(table<std::string, std::string, std::string>({
      {"zip", "", "zip"},
      {"zip-stored", "", "zip"},
      {"tar", "", "tar"},
      {"tar", "gzip", "tar.gz"},
      {"tar", "bzip2", "tar.bz2"},
      {"tar", "xz", "tar.xz"},
      {"tar", "zstd", "tar.zst"},
      {"7z", "", "7z"},
  }));
  const auto bytes = archive_of(format, filter, kTwo);
  const auto found = found_in_bytes("x.docx", bytes);
  CHECK(found.lines() ==
        Lines{"enter x.docx " + named, "document x.docx!/a/b.txt", "document x.docx!/年.txt", "leave x.docx"});
  CHECK(found.at("document", "b.txt").bytes == "first");
  CHECK(found.at("document", "年.txt").bytes == "second");
  CHECK(found.at("enter", "x.docx").container.sha256 == sha256_hex(bytes));
  CHECK(found.at("enter", "x.docx").container.bytes == std::ssize(bytes));
}

TEST_CASE("RAR 4 and RAR 5 archives give their members") {
  for (const auto& bytes :
       {rar4_of({{"a\\b.txt", "first"}, {"c.txt", "second"}}), rar5_of({{"a/b.txt", "first"}, {"c.txt", "second"}})}) {
    const auto found = found_in_bytes("x", bytes);
    CHECK(found.lines() == Lines{"enter x rar", "document x!/a/b.txt", "document x!/c.txt", "leave x"});
    CHECK(found.at("document", "c.txt").bytes == "second");
  }
}

namespace {

std::string compressed_rar(const std::string& name) {
  return read_file(project_file("tests/pipeline/fixtures/libarchive/test_read_format_" + name + ".rar"));
}

// "NAME DIGEST" of each document, of the digest its first digits.
Lines digests_in(const FoundInputs& found) {
  Lines lines;
  for (const auto& each : found.all) {
    if (each.what == "document") lines.push_back(each.origin.path + " " + sha256_hex(each.bytes).substr(0, 12));
  }
  return lines;
}

}  // namespace

TEST_CASE("compressed RAR archives give what other programs unpack from them") {
  for (const auto* name : {"rar_compress_normal", "rar_compress_best"}) {
    const auto found = found_in_bytes("x", compressed_rar(name));
    CHECK(found.lines() == Lines{"enter x rar", "document x!/LibarchiveAddingTest.html", "document x!/testdir/test.txt",
                                 "document x!/testdir/LibarchiveAddingTest.html", "leave x"});
    CHECK(digests_in(found) == Lines{"x!/LibarchiveAddingTest.html ee16390e8715", "x!/testdir/test.txt 5a5f16e01faf",
                                     "x!/testdir/LibarchiveAddingTest.html ee16390e8715"});
    CHECK(found.at("document", "test.txt").bytes == "test text document\r\n");
  }
  CHECK(digests_in(found_in_bytes("x", compressed_rar("rar5_compressed"))) == Lines{"x!/test.bin 588870a2dade"});
  CHECK(digests_in(found_in_bytes("x", compressed_rar("rar5_multiple_files_solid"))) ==
        Lines{"x!/test1.bin 7d89f86f9f69", "x!/test2.bin f81e6fceeeab", "x!/test3.bin 5e621f2b6ce8",
              "x!/test4.bin 2627f4018021"});
}

TEST_CASE("a compressed RAR archive with a wrong byte gives no other document") {
  for (const auto* name :
       {"rar_compress_normal", "rar_compress_best", "rar5_compressed", "rar5_multiple_files_solid"}) {
    const auto whole = compressed_rar(name);
    const auto good = digests_in(found_in_bytes("x", whole));
    std::set<std::string> known;
    for (const auto& line : good) known.insert(line.substr(line.rfind(' ')));
    std::size_t lost = 0;
    for (std::size_t at = whole.size() / 4; at < whole.size(); at += whole.size() / 16) {
      auto bytes = whole;
      bytes[at] ^= 0x10;
      const auto left = digests_in(found_in_bytes("x", bytes));
      INFO(name << " at " << at);
      for (const auto& line : left) CHECK(known.contains(line.substr(line.rfind(' '))));
      lost += left.size() < good.size() ? 1 : 0;
    }
    CHECK(lost > 0);
  }
}

TEST_CASE("a packed document is a container of one") {
  const auto [filter, named] =
      GENERATE(table<std::string, std::string>({{"gzip", "gz"}, {"bzip2", "bz2"}, {"xz", "xz"}, {"zstd", "zst"}}));
  const auto bytes = archive_of("raw", filter, {{"data", "text"}});
  CHECK(lines_of("a.txt." + named, bytes) ==
        Lines{"enter a.txt." + named + " " + named, "document a.txt." + named + "!/a.txt", "leave a.txt." + named});
  CHECK(found_in_bytes("x", bytes).at("document", "x!/x").bytes == "text");
}

TEST_CASE("documents that are packages are no containers") {
  for (const auto* part : {"[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/MANIFEST.MF", "word/document.xml"}) {
    CHECK(lines_of("x.zip", zip_of({{"a.xml", "x"}, {part, "x"}})) == Lines{"document x.zip"});
  }
  CHECK(lines_of("x.zip", zip_of({{"a/mimetype", "x"}, {"mimetypes", "x"}})).front() == "enter x.zip zip");
  CHECK(lines_of("x", small_docx()) == Lines{"document x"});
  const auto docx = small_docx();
  CHECK(lines_of("x", docx.substr(0, docx.size() / 2)) == Lines{"document x"});
}

TEST_CASE("a zip of Word documents is an archive even where their own directories lie open in it") {
  const auto bytes = archive_of("zip-stored", "", {{"a.docx", small_docx()}, {"b.docx", small_docx()}});
  CHECK(lines_of("x", bytes) == Lines{"enter x zip", "document x!/a.docx", "document x!/b.docx", "leave x"});
}

TEST_CASE("containers in containers are read down to the limit") {
  Limits limits;
  limits.nesting = 3;
  auto bytes = archive_of("zip", "", {{"a.txt", "deep"}});
  bytes = archive_of("tar", "gzip", {{"in.zip", bytes}, {"b.txt", "beside"}});
  const auto three = archive_of("7z", "", {{"in.tgz", bytes}});
  const auto found = found_in_bytes("x", three, limits);
  CHECK(found.lines() == Lines{"enter x 7z", "enter x!/in.tgz tar.gz", "enter x!/in.tgz!/in.zip zip",
                               "document x!/in.tgz!/in.zip!/a.txt", "leave x!/in.tgz!/in.zip",
                               "document x!/in.tgz!/b.txt", "leave x!/in.tgz", "leave x"});
  CHECK(found.at("enter", "in.tgz").container.sha256 == sha256_hex(bytes));
  limits.nesting = 2;
  CHECK(lines_of("x", three, limits) == Lines{"enter x 7z", "enter x!/in.tgz tar.gz",
                                              "refused x!/in.tgz!/in.zip limit_exceeded", "document x!/in.tgz!/b.txt",
                                              "leave x!/in.tgz", "leave x"});
}

TEST_CASE("a container that need not be read again is passed over, outside and inside") {
  const TemporaryFolder folder;
  write_file(folder / "a.zip", archive_of("zip", "", kTwo));
  write_file(folder / "b", "x");
  FoundInputs found;
  found.answer = pipeline::InputSink::Answer::skip;
  REQUIRE(pipeline::read_inputs({{folder.path().string()}, {}, {}}, {}, found));
  CHECK(found.lines(folder.path().string()) == Lines{"enter a.zip zip", "document b"});
  found.all.clear();
  found.answer = pipeline::InputSink::Answer::stop;
  REQUIRE(pipeline::read_inputs({{folder.path().string()}, {}, {}}, {}, found));
  CHECK(found.lines(folder.path().string()) == Lines{"enter a.zip zip"});
}

TEST_CASE("a sink may end the reading inside a container") {
  const TemporaryFolder folder;
  write_file(folder / "a.zip", archive_of("zip", "", kTwo));
  write_file(folder / "b", "x");
  FoundInputs found;
  found.stop_after = 2;
  REQUIRE(pipeline::read_inputs({{folder.path().string()}, {}, {}}, {}, found));
  CHECK(found.all.size() == 2);
}

TEST_CASE("names of members are read in UTF-8 or GBK") {
  const std::string gbk = "\xC4\xEA\xB1\xA8.txt";  // two characters of GBK
  const std::string backslash = "\x95\x5C.txt";    // one whose second byte is a backslash
  for (const auto* format : {"zip", "tar"}) {
    CHECK(lines_of("x", archive_of(format, "", {{gbk, "1"}, {backslash, "2"}, {"\xFF.txt", "3"}, {"年报.txt", "4"}})) ==
          Lines{"enter x "s + format, "document x!/年报.txt", "document x!/昞.txt", "document x!/\\xFF.txt",
                "document x!/年报.txt#2", "leave x"});
  }
}

TEST_CASE("a backslash in the name of a member parts folders, also where the name is in no known encoding") {
  CHECK(lines_of("x", archive_of("tar", "", {{"d\\xFF\xFF.txt", "1"}, {"年\\xAB", "2"}, {"a%FF", "3"}})) ==
        Lines{"enter x tar", "document x!/d/xFF\\xFF.txt", "document x!/年/xAB", "document x!/a%FF", "leave x"});
}

TEST_CASE("a zip may flag its names as UTF-8, also where they are not") {
  auto bytes = archive_of("zip-utf8", "", {{"年.txt", "1"}});
  CHECK(lines_of("x", bytes) == Lines{"enter x zip", "document x!/年.txt", "leave x"});
  bytes = archive_of("zip", "", {{"\xC4\xEA\xB1\xA8.txt", "1"}});
  constexpr char kUtf8 = 8;
  bytes[7] |= kUtf8;
  bytes[bytes.find("PK\x01\x02") + 9] |= kUtf8;
  // libarchive gives no bytes of a name that breaks its promise.
  CHECK(lines_of("x", bytes) == Lines{"enter x zip", "document x!/unnamed", "leave x"});
}

TEST_CASE("names are labels: nothing in them leads anywhere") {
  CHECK(lines_of("x", archive_of("tar", "",
                                 {{"../../etc/passwd", "1"}, {"/abs//olute", "2"}, {"./c\\d", "3"}, {"..", "4"}})) ==
        Lines{"enter x tar", "document x!/etc/passwd", "document x!/abs/olute", "document x!/c/d",
              "document x!/unnamed", "leave x"});
}

TEST_CASE("members of one name are told apart") {
  CHECK(lines_of("x", archive_of("tar", "", {{"a", "1"}, {"a", "2"}, {"a#2", "3"}, {"./a", "4"}})) ==
        Lines{"enter x tar", "document x!/a", "document x!/a#2", "document x!/a#2#2", "document x!/a#3", "leave x"});
}

TEST_CASE("hidden members, folders and links are no inputs") {
  for (const auto* format : {"zip", "tar", "7z"}) {
    CHECK(lines_of("x", archive_of(format, "",
                                   {{"d/", ""},
                                    {".DS_Store", "x"},
                                    {"__MACOSX/._a", "x"},
                                    {"d/.git/a", "x"},
                                    {"l", "", "a"},
                                    {"a", "x"}})) == Lines{"enter x "s + format, "document x!/a", "leave x"});
  }
}

TEST_CASE("a member over the limit costs itself alone") {
  Limits limits;
  limits.document_bytes = 100'000;
  const auto [format, filter] =
      GENERATE(table<std::string, std::string>({{"zip", ""}, {"tar", ""}, {"tar", "gzip"}, {"7z", ""}}));
  const auto found = found_in_bytes(
      "x", archive_of(format, filter, {{"a", "1"}, {"b", std::string(100'001, 'b')}, {"c", "3"}}), limits);
  REQUIRE(found.all.size() == 5);
  CHECK(found.at("refused", "b").code == "limit_exceeded");
  CHECK(found.at("refused", "b").bytes == "100001");
  CHECK(found.at("document", "c").bytes == "3");
  CHECK(found.all.back().code.empty());
}

TEST_CASE("sizes that lie are found out while unpacking") {
  auto bytes = archive_of("zip", "", {{"a", std::string(3'000'000, 'a')}, {"b", "2"}});
  const std::string truth = {'\xC0', '\xC6', '\x2D', '\0'};
  for (auto at = bytes.find(truth); at != std::string::npos; at = bytes.find(truth, at))
    bytes.replace(at, 4, "\x64\0\0\0"s);
  Limits limits;
  limits.document_bytes = 1'000'000;
  const auto found = found_in_bytes("x", bytes, limits);
  CHECK(found.at("refused", "!/a").code != "");
  CHECK(found.at("document", "!/b").bytes == "2");
}

TEST_CASE("a bomb stops at the limits of the whole container, also where it is nested") {
  const auto bomb = archive_of("tar", "xz", {{"a", std::string(8'000'000, 'a')}, {"b", "2"}});
  Limits limits;
  limits.container_bytes = 4'000'000;
  CHECK(lines_of("x", bomb, limits) == Lines{"enter x tar.xz", "leave x limit_exceeded"});
  const auto outer = archive_of("zip", "", {{"in", bomb}, {"c", "3"}});
  CHECK(lines_of("x", outer, limits) ==
        Lines{"enter x zip", "enter x!/in tar.xz", "leave x!/in limit_exceeded", "leave x limit_exceeded"});
  limits = {};
  limits.container_entries = 2;
  CHECK(lines_of("x", archive_of("zip", "", {{"a", "1"}, {"b", "2"}, {"c", "3"}}), limits) ==
        Lines{"enter x zip", "document x!/a", "document x!/b", "leave x limit_exceeded"});
}

TEST_CASE("what is passed over counts as well") {
  Limits limits;
  limits.container_bytes = 4'000'000;
  CHECK(lines_of("x", archive_of("tar", "gzip", {{".hidden", std::string(8'000'000, 'a')}, {"b", "2"}}), limits) ==
        Lines{"enter x tar.gz", "leave x limit_exceeded"});
}

TEST_CASE("members with a password are refused one by one") {
  const auto found = found_in_bytes("x", archive_of("zip", "", {{"a", "1"}, {"b", "2"}}, "secret"));
  CHECK(found.lines() == Lines{"enter x zip", "refused x!/a encrypted", "refused x!/b encrypted", "leave x"});
  CHECK(
      lines_of("x", rar5_of({{"a", "1"}}).replace(8, std::string::npos, "\x00\x00\x00\x00\x05\x04\x00\x00\x00\x00"s)) ==
      Lines{"refused x encrypted"});
  CHECK(lines_of("x", rar4_of({{"a", "1"}}, 0x80)) == Lines{"refused x encrypted"});
}

TEST_CASE("one volume of a split archive is named as such") {
  CHECK(lines_of("x.part1.rar", rar5_of({{"a", "1"}}, 1)) == Lines{"refused x.part1.rar unsupported_format"});
  CHECK(lines_of("x.rar", rar4_of({{"a", "1"}}, 1)) == Lines{"refused x.rar unsupported_format"});
  CHECK(lines_of("x.7z.001", archive_of("7z", "", kTwo)) == Lines{"refused x.7z.001 unsupported_format"});
  auto zip = archive_of("zip", "", kTwo);
  zip[zip.rfind("PK\x05\x06") + 4] = '\x02';
  CHECK(lines_of("x.zip", zip) == Lines{"refused x.zip unsupported_format"});
  for (const auto* name : {"x.7z.002", "x.ZIP.010", "x.tar.gz.003", "x.z01", "x.Z12", "x.z100", "x.r00", "x.rar.002"}) {
    CHECK(lines_of(name, noise(5'000)) == Lines{"refused "s + name + " unsupported_format"});
  }
  for (const auto* name : {"x.002", "2023.12.001", "x.7z.02", "x.z1", "x.zip", "x.rtf", "x.r0a", "z01", "x.7z"}) {
    CHECK(lines_of(name, "text") == Lines{"document "s + name});
  }
  CHECK(lines_of("x.z01", "PK\x07\x08" + archive_of("zip", "", kTwo)) == Lines{"refused x.z01 unsupported_format"});
  CHECK(lines_of("x.zip.001", archive_of("zip", "", kTwo)).front() == "enter x.zip.001 zip");
  CHECK(lines_of("x.zip.001", archive_of("zip", "", kTwo).substr(0, 90)) ==
        Lines{"refused x.zip.001 unsupported_format"});
  const auto last = zip.substr(20);  // its first bytes lie in the volume before
  CHECK(lines_of("x.zip", last) == Lines{"refused x.zip unsupported_format"});
}

TEST_CASE("an empty archive has no members") {
  CHECK(lines_of("x", archive_of("zip", "", {})) == Lines{"enter x zip", "leave x"});
}

TEST_CASE("text that looks a little like a container is a document") {
  for (const auto& bytes : {"PK"s, "Rar! is a format"s, "BZh is not enough"s, "WARC/1.0 is a standard"s, "7z"s,
                            std::string(600, ' '), std::string(600, '0'), std::string(600, '\0')}) {
    CHECK(lines_of("x", bytes) == Lines{"document x"});
  }
}

TEST_CASE("an archive larger than a document may be is read from its file") {
  Limits limits;
  limits.document_bytes = 100'000;
  const auto [format, filter] =
      GENERATE(table<std::string, std::string>({{"zip", ""}, {"tar", ""}, {"tar", "gzip"}, {"7z", ""}}));
  std::vector<ArchiveEntry> entries;
  for (int i = 0; i < 30; ++i) entries.push_back({std::to_string(i), noise(50'000) + std::to_string(i)});
  const auto found = found_in_bytes("x", archive_of(format, filter, entries), limits);
  REQUIRE(found.all.size() == 32);
  CHECK(found.all.back().code.empty());
  CHECK(found.at("document", "!/29").bytes == entries[29].bytes);
}
