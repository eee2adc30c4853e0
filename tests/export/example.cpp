#include "tests/export/example.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/files.h"

namespace nianbao::test {
namespace {

using namespace nianbao::normalize;
using exporting::Record;

Decimal number(std::string_view text) { return Decimal::parse(text).value(); }

void add_fields(Report& report) {
  const auto& specs = example_schema().fields;
  report.fields.push_back({.spec = &specs[0],
                           .template_id = "2021",
                           .state = State::number,
                           .value = number("9007199254740993"),
                           .raw = " 9,007,199,254,740,993 ",
                           .raw_unit = "件",
                           .method = Method::label,
                           .evidence = {.binding = normalize::Binding::grid, .sums = normalize::Sums::holds},
                           .confidence = 1,
                           .locus = {.part = 0, .block = 4, .table = 0, .row = 2, .column = 1, .offset = 120}});
  report.fields.push_back({.spec = &specs[1],
                           .template_id = "2021",
                           .state = State::number,
                           .value = number("25.1"),
                           .raw = "251 000元",
                           .raw_unit = "元",
                           .note = "converted",
                           .method = Method::fuzzy,
                           .evidence = {.binding = normalize::Binding::count, .lines = normalize::Lines::irregular},
                           .confidence = 0.98765,
                           .repair = "spaced_thousands",
                           .locus = {.table = 1, .row = 0, .column = 0}});
  report.fields.push_back({.spec = &specs[2]});
}

void add_sections(Report& report) {
  report.sections.push_back({.key = "preamble", .text = "根据《条例》，\"编制\"本报告", .confidence = 1});
  report.sections.push_back({.key = "overview",
                             .number = 1,
                             .printed = "一",
                             .heading = "总体情况",
                             .text = "（一）主动公开\n新收\t3 件",
                             .subheadings = {{"（一）", "主动公开", 0}},
                             .confidence = 0.9,
                             .locus = {.block = 2}});
  report.sections.push_back({.key = "requests",
                             .number = 3,
                             .printed = "三",
                             .heading = "收到和处理政府信息公开申请情况",
                             .text = "全年收到申请3件；\x07没有结转。约公开120条，培训2至3次",
                             .confidence = 1,
                             .locus = {.block = 5}});
}

// One of each method. The byte before the second sentence is not written, so what follows it moves.
void add_facts(Report& report) {
  constexpr std::size_t kRequests = 2;
  const auto& specs = example_schema().facts;
  const std::string_view text = report.sections[kRequests].text;
  const auto add = [&](std::size_t spec, std::string_view sentence, std::string_view figure, FactMethod method,
                       std::optional<Decimal> value) {
    report.facts.push_back({.spec = &specs[spec],
                            .value = value,
                            .sentence = std::string(sentence),
                            .rule = specs[spec].key + "-1",
                            .section = kRequests,
                            .offset = text.find(sentence),
                            .number_offset = text.find(figure),
                            .method = method});
  };
  add(0, "全年收到申请3件", "3件", FactMethod::stated, number("3"));
  add(1, "\x07没有结转", "没有", FactMethod::zero, Decimal{});
  add(2, "约公开120条，培训2至3次", "120", FactMethod::about, number("120"));
  add(3, "约公开120条，培训2至3次", "2至3", FactMethod::range, std::nullopt);
}

void add_findings(Report& report) {
  report.findings.push_back({.identity = "S3-A",
                             .instance = "person",
                             .template_id = "2021",
                             .verdict = Verdict::fail,
                             .left = number("3"),
                             .right = number("5.5"),
                             .difference = number("-2.5"),
                             .fields = {example_schema().fields[0].name, example_schema().fields[1].name},
                             .blame = Blame::source});
  report.findings.push_back(
      {.identity = "S2-A", .verdict = Verdict::unknown, .soft = true, .fields = {"gamma_change"}});
  report.findings.push_back({.identity = "N-1",
                             .instance = "requests_total",
                             .template_id = "2021",
                             .verdict = Verdict::fail,
                             .soft = true,
                             .left = number("3"),
                             .right = number("9007199254740993"),
                             .difference = number("-9007199254740990"),
                             .fields = {example_schema().fields[0].name},
                             .blame = Blame::source,
                             .fact = 0});
}

// One of a table that no template knows, and a number with its unit.
void add_unmapped(Report& report) {
  report.unmapped.push_back(
      {.label = "备注 / 合计", .state = State::unreadable, .raw = "3①", .locus = {.table = 1, .row = 3, .column = 2}});
  report.unmapped.push_back({.label = "其他收费, 本年 / 金额",
                             .state = State::number,
                             .value = number("12.5"),
                             .unit = "万元",
                             .raw = "I2.5万元",
                             .repair = "digit_lookalike",
                             .template_id = "2021",
                             .locus = {.part = 0, .table = 0, .row = 4, .column = 1}});
}

Report example_report() {
  Report report{.is_report = true};
  report.identity.title = {"甲县2023年政府信息公开工作年度报告", "title", "甲县2023年政府信息公开工作年度报告"};
  report.identity.issuer = {"甲县人民政府", "title", "甲县"};
  report.identity.report_year = {"2023", "title", "2023年"};
  report.identity.period_start = {"2023-01-01", "preamble", "2023年1月1日"};
  report.identity.period_end = {"2023-12-31", "preamble", "12月31日"};
  report.identity.published = {"2024-01-15", "meta:PubDate", "2024-01-15 08:00"};
  report.templates = {"2021", "2019"};
  add_sections(report);
  add_fields(report);
  add_facts(report);
  add_findings(report);
  add_unmapped(report);
  report.diagnostics.push_back({"conflicting_tables", "alpha_count", {.table = 1}});
  return report;
}

}  // namespace

std::vector<std::string> names_in(const TemporaryFolder& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    names.push_back(entry.path().lexically_relative(folder.path()).string());
  }
  std::ranges::sort(names);
  return names;
}

const Schema& example_schema() {
  static const Schema schema{
      .fields = {{"alpha_count", "甲 / 数", "Alpha: count", "件", FieldType::count, "甲 › 数", {"2021"}},
                 {"beta_amount", "乙 / 金额", "Beta: amount", "万元", FieldType::amount, "乙 › 金额", {"2021", "2019"}},
                 {"gamma_change", "丙 / 增减", "Gamma: change", "项", FieldType::change, "丙 › 增减", {"2019"}}},
      .templates = {{"2021", "格式", "Form", 2021, 0, "30号"}, {"2019", "格式", "Form", 2019, 2020, "60号"}},
      .facts = {{"requests_total", "新收申请", "Requests received", "件", {{"alpha_count"}}},
                {"carried_over", "上年结转", "Requests carried over", "件", {}},
                {"published", "公开信息", "Items published", "条", {}},
                {"trainings", "培训", "Trainings", "次", {}}},
      .series = {{.key = "alphas",
                  .label_zh = "甲，合计",
                  .label_en = "Alphas, in all",
                  .unit = "件",
                  .joined = true,
                  .members = {{"2021", {"alpha_count"}, SeriesRelation::exact, "", ""},
                              {"2019",
                               {"gamma_change", "beta_amount"},
                               SeriesRelation::alike,
                               "口径\"不同\"",
                               "counts \"other\" things"}}},
                 {.key = "beta_amount",
                  .label_zh = "乙 / 金额",
                  .label_en = "Beta: amount",
                  .unit = "万元",
                  .members = {{"2021", {"beta_amount"}, SeriesRelation::exact, "", ""},
                              {"2019", {"beta_amount"}, SeriesRelation::exact, "", ""}}}}};
  return schema;
}

Record example_record() {
  return {.document_id = "0123456789abcdef",
          .path = "reports/甲,县.html",
          .url = "http://www.example.gov.cn/a.html",
          .captured = "2024-03-04T05:06:07Z",
          .sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          .bytes = 4096,
          .format = "html",
          .converter = "LibreOffice 7.4.7.2",
          .charset = "GB18030",
          .charset_method = "declared",
          .outcome = exporting::Outcome::report,
          .duplicate_of = "reports/first.html",
          .near_duplicate_of = "reports/near.html",
          .paragraphs = 12,
          .tables = 2,
          .properties = {{"html:title", "甲县"}, {"html:title", "again"}},
          .attachments = {{"附件", "a.doc"}},
          .diagnostics = {{"bad_span", "colspan 0", {.table = 0, .row = 1, .column = 2}}},
          .report = example_report()};
}

Record failed_record() {
  return {.path = "lost.docx", .error_code = "unreadable_file", .error_detail = "Permission denied"};
}

Record notice_record() {
  return {.document_id = "fedcba9876543210",
          .path = "notice.txt",
          .sha256 = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210",
          .bytes = 20,
          .format = "text",
          .charset = "UTF-8",
          .charset_method = "strict",
          .outcome = exporting::Outcome::not_a_report,
          .error_code = "notice",
          .error_detail = "关于报送的通知",
          .paragraphs = 1};
}

std::string Written::read(const std::string& name) const { return read_file(folder / name); }

std::unique_ptr<exporting::Writer> make_writer(std::string_view id) {
  const auto rows = exporting::writer_table();
  const auto row = std::ranges::find(rows, id, &exporting::WriterRow::id);
  REQUIRE(row != rows.end());
  return row->make();
}

void write_records(std::string_view id, std::span<const Record> records, Written& written, bool csv_bom) {
  const auto dataset = exporting::make_dataset(example_schema());
  const auto writer = make_writer(id);
  REQUIRE(writer->begin(dataset, {.folder = written.folder.path(), .csv_bom = csv_bom}));
  for (const auto& record : records) REQUIRE(writer->add(record));
  REQUIRE(writer->finish());
  written.files = writer->files(dataset);
}

}  // namespace nianbao::test
