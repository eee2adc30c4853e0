#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "export/clean_text.h"
#include "export/output_file.h"
#include "export/writer.h"
#include "export/writers/record_json.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::read_file;
using nianbao::test::TemporaryFolder;

namespace {

Record sample() {
  Record record{.document_id = "0123456789abcdef",
                .path = "a,b\"c.txt",
                .sha256 = std::string(64, '0'),
                .bytes = 12,
                .format = "text",
                .charset = "UTF-8",
                .charset_method = "strict",
                .outcome = Outcome::report};
  record.report = test::report_of(
      "青禾县水务局2023年政府信息公开工作年度报告\n一、总体情况\n“引号”与逗号,"
      "以及制表\t符都保留，原文一字不改，这是一句足够长的话。\n"
      "二、主动公开政府信息情况\n| 信息内容 | 本年收费金额（单位：元） |\n| 行政事业性收费 | 251000 |\n");
  return record;
}

void write(const std::string& format, const std::filesystem::path& folder, bool bom = false) {
  const auto dataset = make_dataset(test::templates().schema());
  for (const auto& row : writer_table()) {
    if (row.id != format) continue;
    const auto writer = row.make();
    REQUIRE(writer->begin(dataset, {.folder = folder, .csv_bom = bom}));
    REQUIRE(writer->add(sample()));
    REQUIRE(writer->finish());
    for (const auto& file : writer->files(dataset)) CHECK(std::filesystem::exists(folder / file));
    return;
  }
  FAIL("no writer " << format);
}

}  // namespace

TEST_CASE("CSV is quoted as RFC 4180 asks") {
  const TemporaryFolder folder;
  write("csv", folder.path());
  const auto cells = read_file(folder / "cells.csv");
  CHECK(cells.starts_with("document_id,path,field,"));
  CHECK(cells.find('\r') == std::string::npos);
  CHECK(cells.find("0123456789abcdef,\"a,b\"\"c.txt\",s2_fees_amount,2021,number,25.1,万元,251000,") !=
        std::string::npos);
  CHECK(cells.ends_with("\n"));
}

TEST_CASE("a byte order mark stands first where asked for, and nowhere else") {
  const TemporaryFolder folder;
  write("csv", folder.path(), true);
  const auto dataset = make_dataset(test::templates().schema());
  REQUIRE(dataset.tables.size() == 9);
  for (const auto& table : dataset.tables) {
    INFO(table.name);
    const auto bytes = read_file(folder / (table.name + ".csv"));
    CHECK(bytes.starts_with("\xEF\xBB\xBF" + table.columns.front().name + ","));
    CHECK(bytes.find("\xEF\xBB\xBF", 3) == std::string::npos);
  }
}

TEST_CASE("writing twice gives the same bytes") {
  const TemporaryFolder first;
  const TemporaryFolder second;
  for (const auto* format : {"csv", "json"}) {
    write(format, first.path());
    write(format, second.path());
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(first.path())) {
    if (!entry.is_regular_file()) continue;
    const auto name = std::filesystem::relative(entry.path(), first.path()).string();
    INFO(name);
    CHECK(read_file(entry.path()) == read_file(second / name));
    CHECK_FALSE(name.ends_with(".part"));
  }
}

TEST_CASE("a line of JSON loses nothing") {
  const auto json = nlohmann::json::parse(record_json(sample()));
  CHECK(json["path"] == "a,b\"c.txt");
  CHECK(json["identity"]["issuer"]["value"] == "青禾县水务局");
  CHECK(json["identity"]["issuer"]["source"] == "title");
  CHECK(json["fields"].size() == 200);
  const auto& fees = json["fields"][9];
  CHECK(fees["field"] == "s2_fees_amount");
  CHECK(fees["value"] == 25.1);
  CHECK(fees["raw"] == "251000");
  CHECK(fees["raw_unit"] == "元");
  CHECK_FALSE(fees["note"].get<std::string>().empty());
  CHECK(fees["locus"]["row"] == 2);
  CHECK(json["fields"][0]["value"].is_null());
  CHECK(json["sections"][0]["text"].get<std::string>().find("“引号”") == 0);
  CHECK(json["findings"].size() == 44);
}

TEST_CASE("the data package describes every column") {
  const TemporaryFolder folder;
  write("csv", folder.path());
  const auto package = nlohmann::json::parse(read_file(folder / "datapackage.json"));
  REQUIRE(package["resources"].size() == 9);
  for (const auto& resource : package["resources"]) {
    const auto file = read_file(folder / resource["path"].get<std::string>());
    std::string header;
    for (const auto& field : resource["schema"]["fields"]) {
      header += (header.empty() ? "" : ",") + field["name"].get<std::string>();
      CHECK(field.contains("title"));
      CHECK(field.contains("title_zh"));
    }
    CHECK(file.substr(0, file.find('\n')) == header);
  }
}

TEST_CASE("text is cleaned of what files cannot hold") {
  CHECK(clean_text("a\x01"
                   "b\tc\nd\x7F") == "ab\tc\nd");
  CHECK(clean_text("x\xFFy") == "x\xEF\xBF\xBDy");
  CHECK(clean_text(std::string_view("a\0b", 3)) == "ab");
  CHECK(clean_text("=1+1") == "=1+1");
}

TEST_CASE("an offset is one in the clean text, asked in any order") {
  const std::string text =
      "a\x01甲\r\nb\xFF"
      "c\x7F";
  CleanOffsets offsets(text);
  for (const std::size_t at : {0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 5, 0, 8}) {
    INFO(at);
    CHECK(offsets.of(at) == std::ssize(clean_text(text.substr(0, at))));
  }
  CHECK(offsets.of(text.size()) == std::ssize(clean_text(text)));
}

TEST_CASE("a file that cannot be written says so and leaves nothing behind") {
  OutputFile file;
  const auto opened = file.open("/proc/nowhere/file.csv");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::output_failed);
  const TemporaryFolder folder;
  {
    OutputFile unfinished;
    REQUIRE(unfinished.open(folder / "x.csv"));
    unfinished.write("half");
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}
