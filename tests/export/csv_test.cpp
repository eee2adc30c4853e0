// CSV as its readers expect it, byte for byte, and the package that describes it.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/export/example.h"
#include "tests/support/files.h"

using namespace nianbao;
using namespace nianbao::exporting;
using nianbao::test::example_record;
using nianbao::test::make_writer;
using nianbao::test::names_in;
using nianbao::test::write_records;
using nianbao::test::Written;
using nlohmann::json;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// A field in quotes, from the first to after the last of them.
std::string take_quoted(std::string_view text, std::size_t& at) {
  std::string field;
  for (++at;; ++at) {
    REQUIRE(at < text.size());
    if (text[at] == '"' && text.substr(at, 2) != "\"\"") break;
    if (text[at] == '"') ++at;
    field += text[at];
  }
  ++at;
  return field;
}

std::string take_plain(std::string_view text, std::size_t& at) {
  const auto begin = at;
  at = text.find_first_of(",\n", at);
  REQUIRE(at != std::string_view::npos);
  const auto field = text.substr(begin, at - begin);
  REQUIRE(field.find('"') == std::string::npos);
  return std::string(field);
}

// RFC 4180, strictly: a quote inside a plain field fails, and so does a last row without an end.
Rows parse_csv(std::string_view text) {
  Rows rows(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    rows.back().push_back(text[at] == '"' ? take_quoted(text, at) : take_plain(text, at));
    REQUIRE(at < text.size());
    REQUIRE((text[at] == ',' || text[at] == '\n'));
    if (text[at] == '\n') rows.emplace_back();
  }
  REQUIRE(rows.back().empty());
  rows.pop_back();
  return rows;
}

// The `raw` of the first cell as it stands in cells.csv.
std::string written_raw(std::string raw) {
  auto record = example_record();
  record.path = "p";
  auto& fields = record.report->fields;
  fields.resize(1);
  record.report->unmapped.clear();
  fields[0].raw = std::move(raw);
  Written written;
  write_records("csv", std::array{record}, written);
  const auto text = written.read("cells.csv");
  const std::string before = ",件,";
  const auto begin = text.find(before) + before.size();
  return text.substr(begin, text.rfind(",1,3,2,label") - begin);
}

}  // namespace

TEST_CASE("csv: cells.csv, byte for byte") {
  Written written;
  write_records("csv", std::array{example_record()}, written);
  CHECK(written.read("cells.csv") ==
        "document_id,path,field,template,state,value,unit,raw,table,row,column,method,confidence,label,order,repair,"
        "evidence\n"
        "0123456789abcdef,\"reports/甲,县.html\",alpha_count,2021,number,9007199254740993,件,"
        "\" 9,007,199,254,740,993 \",1,3,2,label,1.0000,甲 › 数,1,,grid holds\n"
        "0123456789abcdef,\"reports/甲,县.html\",beta_amount,2021,number,25.1,万元,251 000元,2,1,1,fuzzy,0.9877,"
        "乙 › 金额,2,spaced_thousands,count none irregular\n"
        "0123456789abcdef,\"reports/甲,县.html\",gamma_change,,absent,,项,,,,,,,丙 › 增减,3,,\n"
        "0123456789abcdef,\"reports/甲,县.html\",,,unreadable,,,3①,2,4,3,,,备注 / 合计,4,,\n"
        "0123456789abcdef,\"reports/甲,县.html\",,2021,number,12.5,万元,I2.5万元,1,5,2,,,"
        "\"其他收费, 本年 / 金额\",5,digit_lookalike,\n");
}

TEST_CASE("csv: sections.csv, byte for byte") {
  Written written;
  write_records("csv", std::array{example_record()}, written);
  CHECK(written.read("sections.csv") ==
        "document_id,path,section,number,heading,text,order\n"
        "0123456789abcdef,\"reports/甲,县.html\",preamble,0,,\"根据《条例》，\"\"编制\"\"本报告\",1\n"
        "0123456789abcdef,\"reports/甲,县.html\",overview,1,总体情况,\"（一）主动公开\n新收\t3 件\",2\n"
        "0123456789abcdef,\"reports/甲,县.html\",requests,3,收到和处理政府信息公开申请情况,"
        "全年收到申请3件；没有结转。约公开120条，培训2至3次,3\n");
}

TEST_CASE("csv: findings.csv, byte for byte") {
  Written written;
  write_records("csv", std::array{example_record()}, written);
  CHECK(written.read("findings.csv") ==
        "document_id,path,identity,verdict,left,right,difference,fields,blame,instance,soft,template,places,order\n"
        "0123456789abcdef,\"reports/甲,县.html\",S3-A,fail,3,5.5,-2.5,alpha_count beta_amount,source,person,false,2021,"
        ",1\n"
        "0123456789abcdef,\"reports/甲,县.html\",S2-A,unknown,,,,gamma_change,,,true,,,2\n"
        "0123456789abcdef,\"reports/甲,县.html\",N-1,fail,3,9007199254740993,-9007199254740990,alpha_count,source,"
        "requests_total,true,2021,section3@18 table1:r3c2,3\n");
}

TEST_CASE("csv: the files it says it wrote are those that are there") {
  Written written;
  write_records("csv", std::array{example_record()}, written);
  auto files = written.files;
  std::ranges::sort(files);
  CHECK(files == names_in(written.folder));
  CHECK(files == std::vector<std::string>{"cells.csv", "codebook.csv", "crosswalk.csv", "datapackage.json",
                                          "documents.csv", "facts.csv", "findings.csv", "reports.csv", "sections.csv",
                                          "series.csv"});
}

TEST_CASE("csv: every row has the columns of the header, and every record a row in documents.csv") {
  Written written;
  write_records("csv", std::array{example_record(), test::failed_record(), test::notice_record()}, written);
  const std::map<std::string, std::size_t> expected{{"documents.csv", 3}, {"reports.csv", 1}, {"cells.csv", 5},
                                                    {"sections.csv", 3},  {"facts.csv", 4},   {"findings.csv", 3},
                                                    {"crosswalk.csv", 4}, {"series.csv", 1}};
  for (const auto& [name, count] : expected) {
    INFO(name);
    const auto rows = parse_csv(written.read(name));
    REQUIRE(rows.size() == count + 1);
    for (const auto& row : rows) CHECK(row.size() == rows[0].size());
  }
}

TEST_CASE("csv: without any record there are headers") {
  Written written;
  write_records("csv", {}, written);
  CHECK(written.read("sections.csv") == "document_id,path,section,number,heading,text,order\n");
  CHECK(written.read("series.csv") ==
        "document_id,path,issuer,report_year,series,value,unit,state,template,fields,break,"
        "issuer_id,issuer_level,issuer_type,division_code,township_code,issuer_method,division_candidates\n");
}

TEST_CASE("csv: a text is quoted where it must be and nowhere else") {
  CHECK(written_raw("12") == "12");
  CHECK(written_raw("") == "");
  CHECK(written_raw("1,234") == "\"1,234\"");
  CHECK(written_raw("a\"b") == "\"a\"\"b\"");
  CHECK(written_raw("a\nb") == "\"a\nb\"");
  CHECK(written_raw(" 3") == "\" 3\"");
  CHECK(written_raw("3 ") == "\"3 \"");
  CHECK(written_raw("a b") == "a b");
}

TEST_CASE("csv: raw text is data and stays as it is, whatever a spreadsheet makes of it") {
  for (const auto* raw : {"=1+1", "+3", "-8", "@x", "'5"}) CHECK(written_raw(raw) == raw);
}

TEST_CASE("csv: control characters and broken bytes do not get through") {
  using namespace std::string_literals;
  CHECK(written_raw("1\0002\0073"s) == "123");
  CHECK(written_raw("a\r\nb") == "\"a\nb\"");
  CHECK(written_raw("1\xFF") == "1\uFFFD");
}

TEST_CASE("csv: a byte order mark only where it is asked for") {
  Written plain;
  Written marked;
  write_records("csv", std::array{example_record()}, plain);
  write_records("csv", std::array{example_record()}, marked, true);
  for (const auto& name : plain.files) {
    INFO(name);
    const std::string mark = name.ends_with(".csv") ? "\xEF\xBB\xBF" : "";
    CHECK(marked.read(name) == mark + plain.read(name));
  }
}

TEST_CASE("csv: the same records give the same bytes") {
  const std::vector<Record> records(500, example_record());
  Written first;
  Written second;
  write_records("csv", records, first);
  write_records("csv", records, second);
  for (const auto& name : first.files) CHECK(first.read(name) == second.read(name));
  CHECK(parse_csv(first.read("cells.csv")).size() == 2501);
}

TEST_CASE("csv: a folder that cannot be written to is output_failed") {
  const auto dataset = make_dataset(test::example_schema());
  const auto begun = make_writer("csv")->begin(dataset, {.folder = "/dev/null/folder"});
  REQUIRE_FALSE(begun);
  CHECK(begun.error().code == ErrorCode::output_failed);
}

TEST_CASE("csv: a writer that is not finished leaves nothing behind") {
  const test::TemporaryFolder folder;
  const auto dataset = make_dataset(test::example_schema());
  {
    const auto writer = make_writer("csv");
    REQUIRE(writer->begin(dataset, {.folder = folder.path()}));
    REQUIRE(writer->add(example_record()));
  }
  CHECK(names_in(folder).empty());
}

namespace {

json package(std::span<const Record> records) {
  Written written;
  write_records("csv", records, written);
  return json::parse(written.read("datapackage.json"));
}

}  // namespace

TEST_CASE("datapackage: a resource for each file, with its columns in order") {
  Written written;
  write_records("csv", std::array{example_record()}, written);
  const auto described = json::parse(written.read("datapackage.json"));
  const std::set<std::string> types{"string", "integer", "number", "date", "boolean"};
  CHECK(described["profile"] == "tabular-data-package");
  REQUIRE(described["resources"].size() == 9);
  for (const auto& resource : described["resources"]) {
    INFO(resource["name"]);
    CHECK(resource["path"] == resource["name"].get<std::string>() + ".csv");
    CHECK(resource["encoding"] == "utf-8");
    CHECK(resource["dialect"]["delimiter"] == ",");
    CHECK(resource["schema"]["missingValues"] == json::array({""}));
    std::vector<std::string> names;
    for (const auto& field : resource["schema"]["fields"]) {
      names.push_back(field["name"]);
      CHECK(types.contains(field["type"]));
      for (const auto* key : {"title", "title_zh", "description"}) CHECK_FALSE(field.value(key, "").empty());
    }
    CHECK(names == parse_csv(written.read(resource["path"])).at(0));
    for (const auto& key : resource["schema"]["primaryKey"])
      CHECK(std::ranges::count(names, key.get<std::string>()) == 1);
  }
}

TEST_CASE("datapackage: the columns of fields carry their labels and units") {
  const auto fields = package({})["resources"][1]["schema"]["fields"];
  const auto found = std::ranges::find_if(fields, [](const json& field) { return field["name"] == "beta_amount"; });
  REQUIRE(found != fields.end());
  CHECK((*found)["type"] == "number");
  CHECK((*found)["unit"] == "万元");
  CHECK((*found)["title"] == "Beta: amount");
  CHECK((*found)["title_zh"] == "乙 / 金额");
}

TEST_CASE("datapackage: what is required is never empty, and a key is required and unique") {
  const auto records = std::array{example_record(), test::failed_record(), test::notice_record()};
  Written written;
  write_records("csv", records, written);
  const auto described = json::parse(written.read("datapackage.json"));
  for (const auto& resource : described["resources"]) {
    INFO(resource["name"]);
    const auto rows = parse_csv(written.read(resource["path"]));
    const auto& schema = resource["schema"];
    std::vector<std::vector<std::string>> keys(rows.size());
    CHECK_FALSE(schema["primaryKey"].empty());
    for (std::size_t column = 0; column < rows[0].size(); ++column) {
      const auto& field = schema["fields"][column];
      INFO(field["name"]);
      const bool is_required = field.contains("constraints") && field["constraints"]["required"] == true;
      const bool is_key = std::ranges::count(schema["primaryKey"], field["name"]) == 1;
      CHECK((is_required || !is_key));
      for (std::size_t row = 1; row < rows.size(); ++row) {
        if (is_required) CHECK_FALSE(rows[row][column].empty());
        if (is_key) keys[row].push_back(rows[row][column]);
      }
    }
    CHECK(std::set(keys.begin(), keys.end()).size() == keys.size());
  }
}

TEST_CASE("datapackage: it depends on the templates alone") {
  CHECK(package({}) == package(std::array{example_record(), test::failed_record()}));
}
