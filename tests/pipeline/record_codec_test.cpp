// Records as bytes: nothing is lost, and bytes that are no record are refused.
#include "pipeline/store/record_codec.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "export/writers/record_json.h"
#include "pipeline/reading.h"
#include "pipeline/store/compression.h"
#include "tests/generator/report.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"
#include "tests/support/same_record.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using namespace nianbao::test;
using exporting::Record;

namespace {

Record record_of(std::string_view bytes, const std::string& name) {
  auto record = read_content({bytes, extension_of(name), {}}, templates(), Limits{}).record;
  record.path = name;
  return record;
}

void check_round_trip(const Record& record) {
  const auto bytes = encode_record(record);
  const auto decoded = decode_record(bytes, templates());
  if (!decoded) FAIL(decoded.error().detail);
  check_same(record, *decoded);
  CHECK(encode_record(*decoded) == bytes);
}

// A report with something in every member, as small as may be.
Record full_record() {
  const auto& schema = templates().schema();
  normalize::Report report{.is_report = true, .reason = "reason", .reason_quote = "quote", .templates = {"2021"}};
  report.identity.issuer = {"某市", "title", "某市人民政府"};
  report.identity.report_year = {"2023", "title", "2023年"};
  report.sections.push_back({.key = "overview",
                             .number = 1,
                             .printed = "一",
                             .heading = "总体情况",
                             .text = "共3件",
                             .prose = {{0, 7}},
                             .subheadings = {{"（一）", "公开", 3}},
                             .confidence = 0.1});
  report.fields.push_back(
      {.spec = &schema.fields[1],
       .template_id = templates().templates()[0].info.id,
       .state = normalize::State::number,
       .value = normalize::Decimal::make(-125, 2),
       .raw = "-1.25",
       .raw_unit = "万元",
       .note = "note",
       .method = normalize::Method::fuzzy,
       .evidence = {normalize::Binding::gap, true, normalize::Lines::broken, normalize::Sums::fails},
       .confidence = 1.0 / 3,
       .repair = "rule",
       .locus = {0, 1, 2, 3, 4, 1LL << 40}});
  report.unmapped.push_back({.label = "其他", .raw = "无", .template_id = templates().templates()[1].info.id});
  report.facts.push_back({.spec = &schema.facts[0],
                          .value = normalize::Decimal(3),
                          .sentence = "共3件",
                          .rule = "r",
                          .section = 0,
                          .offset = 0,
                          .number_offset = 3});
  report.findings.push_back({.identity = "N-1",
                             .instance = "i",
                             .template_id = templates().templates()[0].info.id,
                             .verdict = normalize::Verdict::fail,
                             .soft = true,
                             .left = normalize::Decimal(3),
                             .right = normalize::Decimal(2),
                             .difference = normalize::Decimal(1),
                             .fields = {schema.fields[5].name, schema.fields[0].name},
                             .blame = normalize::Blame::reading,
                             .fact = 0});
  report.diagnostics.push_back({"code", "detail", {}});
  return {.document_id = "0123",
          .path = "a/b.docx",
          .url = "http://x/",
          .captured = "2021-03-04T05:06:07Z",
          .sha256 = "012345",
          .bytes = 12,
          .format = "docx",
          .converter = "c",
          .charset = "UTF-8",
          .charset_method = "bom",
          .outcome = exporting::Outcome::report,
          .error_code = "e",
          .error_detail = "d",
          .duplicate_of = "x",
          .near_duplicate_of = "y",
          .paragraphs = 3,
          .tables = 1,
          .properties = {{"title", "t"}},
          .attachments = {{"附件", "a.doc"}},
          .diagnostics = {{"c", "d", {.part = 2}}},
          .report = report};
}

// Refused as damaged, or else as fit to be written out as any other record.
void check_harmless(std::string_view bytes) {
  const auto decoded = decode_record(bytes, templates());
  if (decoded) {
    CHECK_FALSE(exporting::record_json(*decoded).empty());
  } else {
    CHECK(decoded.error().code == ErrorCode::bad_store);
  }
}

void check_refused(std::string_view bytes) {
  const auto decoded = decode_record(bytes, templates());
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().code == ErrorCode::bad_store);
  CHECK_FALSE(decoded.error().detail.empty());
}

std::string plain(const Record& record) {
  const auto frame = encode_record(record);
  return std::string(decompress(frame).value());
}

}  // namespace

TEST_CASE("every report of the corpus keeps all it says") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(project_file("corpus/reports"))) {
    if (entry.path().stem() != "source") continue;
    INFO(entry.path());
    check_round_trip(record_of(read_file(entry.path()), entry.path().filename().string()));
    ++files;
  }
  CHECK(files >= 12);
}

TEST_CASE("generated reports keep all they say, in every form and dialect") {
  std::uint64_t index = 0;
  for (const auto& form : templates().templates()) {
    for (const auto& dialect : generator::dialect_table()) {
      const auto damages = generator::damage_table();
      const generator::Combination combination{&form, &dialect, &damages[index % damages.size()]};
      const auto report = generator::make_report(templates(), combination, 5, index++);
      INFO(report.name);
      check_round_trip(record_of(report.bytes, report.name));
    }
  }
}

TEST_CASE("every member of a record is kept, and so are its extremes") {
  auto record = full_record();
  check_round_trip(record);
  record.bytes = std::numeric_limits<std::int64_t>::min();
  record.tables = std::numeric_limits<std::int64_t>::max();
  record.report->fields[0].confidence = std::numeric_limits<double>::denorm_min();
  record.report->fields[0].value = normalize::Decimal::make(std::numeric_limits<std::int64_t>::min() + 1, 18);
  record.report->fields[0].raw = std::string("a\0\xFF", 3);
  check_round_trip(record);
  check_round_trip(Record{});
  check_round_trip(failed_record({ErrorCode::encrypted, "a.zip", "needs a password"}));
}

TEST_CASE("a record cut anywhere is refused") {
  const auto bytes = encode_record(full_record());
  for (std::size_t size = 0; size < bytes.size(); ++size) check_refused(std::string_view(bytes).substr(0, size));
  check_refused(bytes + bytes);
  check_refused(bytes + '\0');
  check_refused("not a record at all");
}

TEST_CASE("a byte bent anywhere is refused, or changes nothing") {
  const auto record = record_of(read_file(project_file("corpus/reports/docx-2019-form/source.docx")), "a.docx");
  const auto json = exporting::record_json(record);
  const auto bytes = encode_record(record);
  std::size_t unchanged = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto bent = bytes;
    bent[at] = static_cast<char>(bent[at] ^ (1 << at % 8));
    const auto decoded = decode_record(bent, templates());
    if (!decoded) continue;
    CHECK(exporting::record_json(*decoded) == json);
    ++unchanged;
  }
  // Some bits of a frame mean nothing (RFC 8878, 3.1.1.1.1 and the padding of its bit streams).
  CHECK(unchanged < bytes.size() / 500);
}

TEST_CASE("a record bent before its checksum was made never does harm") {
  const auto bytes = plain(full_record());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int value : {0x00, 0x01, 0x07, 0x7F, 0x80, 0xFF}) {
      auto bent = bytes;
      bent[at] = static_cast<char>(value);
      check_harmless(compress(bent));
    }
    check_harmless(compress(bytes.substr(0, at)));
    check_harmless(compress(bytes.substr(0, at) + std::string(10, '\xFF') + bytes.substr(at)));
    check_harmless(compress(bytes.substr(0, at) + "\xFF\xFF\xFF\xFF\x07" + bytes.substr(at + 1)));
  }
  check_refused(compress(bytes + '\0'));
}

TEST_CASE("parts of a record that contradict each other are refused") {
  const auto refused = [](auto bend) {
    auto record = full_record();
    bend(record, *record.report);
    check_refused(encode_record(record));
  };
  using normalize::Report;
  refused([](Record& record, Report&) { record.report.reset(); });
  refused([](Record& record, Report&) { record.outcome = exporting::Outcome::failed; });
  refused([](Record&, Report& report) { report.is_report = false; });
  refused([](Record&, Report& report) { report.fields[0].value.reset(); });
  refused([](Record&, Report& report) { report.unmapped[0].value = normalize::Decimal(1); });
  refused([](Record&, Report& report) { report.sections[0].subheadings[0].offset = 8; });
  refused([](Record&, Report& report) { report.sections[0].prose[0].end = 8; });
  refused([](Record&, Report& report) { report.sections[0].prose[0].begin = 8; });
  refused([](Record&, Report& report) { report.facts[0].section = 1; });
  refused([](Record&, Report& report) { report.facts[0].offset = 8; });
  refused([](Record&, Report& report) { report.facts[0].number_offset = 8; });
  refused([](Record&, Report& report) { report.findings[0].fact = 1; });
  refused([](Record&, Report& report) { report.findings[0].fact = -2; });
  refused([](Record&, Report& report) { report.fields[0].state = static_cast<normalize::State>(7); });
  refused([](Record&, Report& report) { report.findings[0].blame = static_cast<normalize::Blame>(3); });
}

TEST_CASE("a frame that says it is larger than it can be costs no memory") {
  // Magic, a head of one segment whose size takes eight bytes, the size, and an empty last block.
  const std::string head("\x28\xB5\x2F\xFD\xE0", 5);
  const std::string last_block("\x01\x00\x00", 3);
  check_refused(head + std::string("\x00\x00\x00\x3F\x00\x00\x00\x00", 8) + last_block);
  check_refused(head + std::string("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 8) + last_block);
  // A gibibyte of nothing is a frame of 33 KB; it holds no record.
  check_refused(compress(std::string(64 << 20, '\0')));
}

TEST_CASE("a record of other templates is refused") {
  const std::string name = "2021.xml";
  const auto newest = normalize::load_templates(
      std::vector<normalize::TemplateFile>{{name, read_file(project_file("corpus/templates/" + name))}});
  REQUIRE(newest);
  auto record = full_record();
  auto decoded = decode_record(encode_record(record), *newest);
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().code == ErrorCode::bad_store);
  CHECK_THAT(decoded.error().detail, Catch::Contains("a template that there is not"));

  record.report->fields[0].spec = &templates().schema().fields.back();
  decoded = decode_record(encode_record(record), *newest);
  REQUIRE_FALSE(decoded);
  CHECK_THAT(decoded.error().detail, Catch::Contains("a field that the templates do not have"));
}

TEST_CASE("figures are the same whatever the document looks like") {
  const auto record = full_record();
  const auto digest = figures_digest(record);
  CHECK(digest.size() == 64);

  auto same = record;
  same.path = "elsewhere";
  same.report->fields[0].raw = "other";
  same.report->fields[0].confidence = 0.5;
  same.report->identity.title.value = "other";
  CHECK(figures_digest(same) == digest);

  const auto differs = [&](auto bend) {
    auto other = record;
    bend(*other.report);
    CHECK(figures_digest(other) != digest);
    return figures_digest(other);
  };
  using normalize::Report;
  differs([](Report& report) { report.identity.issuer.value += "x"; });
  differs([](Report& report) { report.identity.report_year.value = "2022"; });
  differs([](Report& report) { report.fields[0].value = normalize::Decimal(2); });
  differs([](Report& report) { report.fields[0].spec = &templates().schema().fields[2]; });
  differs([](Report& report) { report.fields.push_back({.spec = &templates().schema().fields[2]}); });

  CHECK(differs([](Report& report) { report.identity.issuer.value.clear(); }).empty());
  CHECK(differs([](Report& report) { report.identity.report_year.value.clear(); }).empty());
  CHECK(differs([](Report& report) {
          report.fields[0].value.reset();
          report.fields[0].state = normalize::State::blank;
        }).empty());
  CHECK(figures_digest(Record{}).empty());
}
