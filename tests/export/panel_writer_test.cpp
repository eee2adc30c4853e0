// The format "panel": its files, what describes them, and what becomes of them when they cannot be written.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "export/codebook.h"
#include "export/panel/panel_rows.h"
#include "pipeline/csv_reader.h"
#include "tests/export/example.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::example_record;
using nianbao::test::names_in;
using nianbao::test::write_records;
using nianbao::test::Written;
using nlohmann::json;

using Names = std::vector<std::string>;

namespace {

Record record_of_year(int year) {
  auto record = example_record();
  record.path = std::to_string(year) + ".html";
  record.report->identity.report_year.value = std::to_string(year);
  return record;
}

std::size_t count_lines(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

}  // namespace

TEST_CASE("panel writer: panel.csv, byte for byte") {
  Written written;
  write_records("panel", std::array{record_of_year(2023)}, written);
  auto files = written.files;
  std::ranges::sort(files);
  CHECK(files == Names{"panel.csv", "panel.datapackage.json", "panel_findings.csv"});
  CHECK(files == names_in(written.folder));
  const auto panel = written.read("panel.csv");
  CHECK(panel.starts_with(
      "issuer_id,issuer,level,body_type,division_code,township_code,report_year,status,path,document_id,others,"
      "versions,template,scope,published,alpha_count,beta_amount,gamma_change\n"));
  CHECK(panel.ends_with(",2023,report,2023.html,0123456789abcdef,,1,2021 2019,,2024-01-15,9007199254740993,25.1,\n"));
  CHECK(count_lines(written.read("panel_findings.csv")) == 1);
}

TEST_CASE("panel writer: years are joined of issuers that are known from their namesakes alone") {
  const auto rows_of = [](const char* name, const char* url) {
    std::array records{record_of_year(2021), record_of_year(2023)};
    for (auto& record : records) {
      record.report->identity.issuer.value = name;
      record.url = url;
      record.document_id = "0123456789ab" + record.report->identity.report_year.value;
    }
    Written written;
    write_records("panel", records, written);
    return written.read("panel.csv");
  };
  // With the gap between.
  CHECK(count_lines(rows_of("江苏省南京市鼓楼区人民政府", "")) == 4);
  CHECK(rows_of("江苏省南京市鼓楼区人民政府", "").find("\n320106:") != std::string::npos);
  CHECK(count_lines(rows_of("鼓楼区人民政府", "http://www.nanjing.com/a")) == 4);
  const auto apart = rows_of("鼓楼区人民政府", "");
  CHECK(count_lines(apart) == 3);
  CHECK(apart.find("\nreport:0123456789ab2021,") != std::string::npos);
  CHECK(apart.find("\nreport:0123456789ab2023,") != std::string::npos);
}

TEST_CASE("panel writer: what is no report, names no issuer or has no year of a report is not in the panel") {
  auto nameless = record_of_year(2021);
  nameless.report->identity.issuer.value.clear();
  auto timeless = record_of_year(2021);
  timeless.report->identity.report_year.value.clear();
  const std::array records{
      record_of_year(2023), nameless, timeless, record_of_year(9021), record_of_year(1021), test::failed_record(),
      test::notice_record()};
  Written written;
  write_records("panel", records, written);
  CHECK(count_lines(written.read("panel.csv")) == 2);
}

TEST_CASE("panel writer: no records are two tables without rows") {
  Written written;
  write_records("panel", {}, written);
  CHECK(count_lines(written.read("panel.csv")) == 1);
  CHECK(count_lines(written.read("panel_findings.csv")) == 1);
}

TEST_CASE("panel writer: the byte order mark stands first where asked for") {
  Written written;
  write_records("panel", std::array{record_of_year(2023)}, written, true);
  for (const auto* name : {"panel.csv", "panel_findings.csv"}) {
    CHECK(written.read(name).starts_with("\xEF\xBB\xBFissuer_id,"));
    CHECK(written.read(name).find("\xEF\xBB\xBF", 3) == std::string::npos);
  }
}

TEST_CASE("panel writer: the codebook names the columns the rows have, and describes them in both languages") {
  const auto dataset = make_dataset(test::templates().schema());
  REQUIRE(dataset.joint_tables.size() == 2);
  CHECK(dataset.joint_tables[0].name == "panel");
  CHECK(dataset.joint_tables[1].name == "panel_findings");
  for (const auto& table : dataset.joint_tables) {
    const auto names = panel_column_names(table.name);
    REQUIRE(table.columns.size() == names.size() + (table.name == "panel" ? dataset.schema->fields.size() : 0));
    for (std::size_t i = 0; i < names.size(); ++i) {
      INFO(names[i]);
      CHECK(table.columns[i].name == names[i]);
      for (const auto* text : {&table.columns[i].title_zh, &table.columns[i].title_en, &table.columns[i].description_zh,
                               &table.columns[i].description_en}) {
        CHECK_FALSE(text->empty());
      }
    }
  }
  CHECK(panel_column_names("reports").empty());
}

TEST_CASE("panel writer: its data package holds for its files") {
  const auto shared = [](int year) {
    auto record = record_of_year(year);
    record.report->fields[0].value = normalize::Decimal(year);
    return record;
  };
  Written written;
  write_records("panel", std::array{shared(2019), shared(2022), shared(2021), shared(2022)}, written);
  const auto package = json::parse(written.read("panel.datapackage.json"));
  REQUIRE(package["resources"].size() == 2);
  for (const auto& resource : package["resources"]) {
    INFO(resource["name"]);
    std::vector<pipeline::CsvColumn> columns;
    std::vector<std::string> names;
    for (const auto& field : resource["schema"]["fields"]) names.push_back(field["name"]);
    for (const auto& name : names) columns.push_back({name});
    const auto text = written.read(resource["path"]);
    std::string head;
    for (const auto& name : names) head += (head.empty() ? "" : ",") + name;
    CHECK(text.starts_with(head + "\n"));
    auto reader = pipeline::CsvReader::open(written.folder / resource["path"].get<std::string>(), columns);
    REQUIRE(reader);
    std::set<std::vector<std::string>> keys;
    while (reader->next().value()) {
      std::vector<std::string> key;
      for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& field = resource["schema"]["fields"][i];
        if (field.contains("constraints")) CHECK_FALSE((*reader)[i].empty());
        if (std::ranges::count(resource["schema"]["primaryKey"], json(names[i])) == 0) continue;
        CHECK(field.contains("constraints"));
        key.emplace_back((*reader)[i]);
      }
      CHECK(keys.insert(key).second);
    }
  }
  CHECK(count_lines(written.read("panel.csv")) == 5);
}

TEST_CASE("panel writer: a folder that cannot be written to is output_failed") {
  const auto dataset = make_dataset(test::example_schema());
  const auto begun = test::make_writer("panel")->begin(dataset, {.folder = "/proc/nowhere"});
  REQUIRE_FALSE(begun);
  CHECK(begun.error().code == ErrorCode::output_failed);
}

TEST_CASE("panel writer: a full disk is output_failed, and no file of it is left") {
  if (!std::filesystem::exists("/dev/full")) return;
  const auto dataset = make_dataset(test::example_schema());
  const test::TemporaryFolder folder;
  for (const auto* name : {"panel.csv.part", "panel_findings.csv.part"}) {
    std::filesystem::create_symlink("/dev/full", folder / name);
    {
      const auto writer = test::make_writer("panel");
      REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
      REQUIRE(writer->add(record_of_year(2023)));
      const auto finished = writer->finish();
      REQUIRE_FALSE(finished);
      CHECK(finished.error().code == ErrorCode::output_failed);
    }
    std::filesystem::remove(folder / "panel.csv");
    CHECK(names_in(folder).empty());
  }
}

TEST_CASE("panel writer: what is not finished leaves nothing") {
  const auto dataset = make_dataset(test::example_schema());
  const test::TemporaryFolder folder;
  {
    const auto writer = test::make_writer("panel");
    REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
    REQUIRE(writer->add(record_of_year(2023)));
  }
  CHECK(names_in(folder).empty());
}
