#include "tests/export/panel_example.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "export/writers/csv_rows.h"
#include "extract/base/utf8.h"
#include "pipeline/csv_reader.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"
#include "tests/support/temporary_folder.h"

namespace nianbao::test {
namespace {

using exporting::PanelField;
using exporting::PanelReport;

PanelField& field_named(PanelReport& report, std::string_view name) {
  const auto& fields = templates().schema().fields;
  for (auto& field : report.fields) {
    if (fields[field.field].name == name) return field;
  }
  FAIL("no field " << name);
  return report.fields.front();
}

std::vector<NamedRow> read_rows(const std::filesystem::path& path, const exporting::Table& table) {
  std::vector<pipeline::CsvColumn> columns;
  for (const auto& column : table.columns) columns.push_back({column.name});
  auto reader = pipeline::CsvReader::open(path, columns);
  REQUIRE(reader);
  std::vector<NamedRow> rows;
  while (reader->next().value()) {
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i) row[table.columns[i].name] = (*reader)[i];
  }
  return rows;
}

char32_t random_character(generator::Random& random) { return 0x4E00 + static_cast<char32_t>(random.below(2000)); }

std::string to_utf8(const std::u32string& wide) {
  std::string text;
  for (const auto c : wide) append_utf8(text, c);
  return text;
}

}  // namespace

PanelReport panel_report_of(const std::string& issuer_id, int year) {
  PanelReport report{.issuer_id = issuer_id,
                     .year = year,
                     .issuer = issuer_id,
                     .path = issuer_id + "-" + std::to_string(year) + ".html",
                     .document_id = "0123456789abcdef",
                     .published = std::to_string(year + 1) + "-01-20",
                     .templates = "2021"};
  const auto& schema = templates().schema();
  for (std::uint32_t i = 0; i < schema.fields.size(); ++i) {
    if (std::ranges::find(schema.fields[i].templates, "2021") == schema.fields[i].templates.end()) continue;
    report.fields.push_back(
        {.field = i, .state = normalize::State::number, .value = normalize::Decimal(), .certain = true});
  }
  for (const auto* name : {"s2_licence_decisions", "s2_penalty_decisions", "s2_coercion_decisions", "s4_review_upheld",
                           "s4_review_total"}) {
    set(report, name, year);
  }
  return report;
}

void set(PanelReport& report, std::string_view field, int value) {
  auto& found = field_named(report, field);
  found.state = normalize::State::number;
  found.value = normalize::Decimal(value);
}

void set_state(PanelReport& report, std::string_view field, normalize::State state) {
  auto& found = field_named(report, field);
  found.state = state;
  found.value.reset();
}

std::string random_text(generator::Random& random, std::size_t characters) {
  std::u32string text(characters, U' ');
  for (auto& c : text) c = random_character(random);
  return to_utf8(text);
}

std::string with_changed_characters(const std::string& text, double share, generator::Random& random) {
  auto wide = to_utf32(text);
  for (auto& c : wide) {
    if (random.chance(share)) c = random_character(random);
  }
  return to_utf8(wide);
}

std::string with_changed_sentences(const std::string& text, double share, generator::Random& random) {
  constexpr std::size_t kSentence = 20;
  auto wide = to_utf32(text);
  for (std::size_t begin = 0; begin < wide.size(); begin += kSentence) {
    if (!random.chance(share)) continue;
    for (auto at = begin; at < std::min(begin + kSentence, wide.size()); ++at) wide[at] = random_character(random);
  }
  return to_utf8(wide);
}

exporting::Sketch sketch_of(std::string_view text) {
  exporting::Sketcher sketcher;
  sketcher.add(text);
  return sketcher.take();
}

PanelFiles panel_of(std::span<const PanelReport> reports, std::size_t memory) {
  const TemporaryFolder folder;
  const auto dataset = exporting::make_dataset(templates().schema());
  exporting::Panel panel(dataset, {.folder = folder.path(), .memory = memory});
  for (const auto& report : reports) REQUIRE(panel.add(report));
  exporting::OutputFile rows;
  exporting::OutputFile findings;
  REQUIRE(rows.open(folder / "panel.csv"));
  REQUIRE(findings.open(folder / "findings.csv"));
  rows.write(exporting::csv_head(dataset.joint_tables[0], false));
  findings.write(exporting::csv_head(dataset.joint_tables[1], false));
  REQUIRE(panel.write(rows, findings));
  REQUIRE(rows.finish());
  REQUIRE(findings.finish());
  return {.panel = read_rows(folder / "panel.csv", dataset.joint_tables[0]),
          .findings = read_rows(folder / "findings.csv", dataset.joint_tables[1]),
          .bytes = read_file(folder / "panel.csv") + read_file(folder / "findings.csv")};
}

std::vector<std::string> verdicts(const PanelFiles& files, const std::string& issuer_id, int year,
                                  std::string_view identity) {
  std::vector<std::string> found;
  for (const auto& row : files.findings) {
    if (row.at("issuer_id") != issuer_id || row.at("report_year") != std::to_string(year)) continue;
    if (row.at("identity") == identity) found.push_back(row.at("instance") + " " + row.at("verdict"));
  }
  return found;
}

}  // namespace nianbao::test
