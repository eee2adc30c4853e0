#include "export/panel/panel_rows.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>

#include "export/row_cells.h"

namespace nianbao::exporting {
namespace {

struct YearRow {
  const PanelReport& latest;  // of the issuer
  const PanelYear& year;
};

template <class Row>
struct ColumnWriter {
  std::string_view column;
  void (*write)(const Row&, RowSink&);
};

template <std::string PanelReport::* Text>
void of_taken(const YearRow& row, RowSink& out) {
  out.text(row.year.taken ? std::string_view(*row.year.taken.*Text) : std::string_view());
}

template <std::string PanelReport::* Text>
void of_latest(const YearRow& row, RowSink& out) {
  out.text(row.latest.*Text);
}

// Paths may hold any character, so they stand in an array of JSON.
std::string json_array(const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  rapidjson::StringBuffer buffer;
  rapidjson::Writer json(buffer);
  json.StartArray();
  for (const auto& text : texts) json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  json.EndArray();
  return {buffer.GetString(), buffer.GetSize()};
}

// The report's own division and level where there is one: they may change with the years, as codes do.
template <std::string PanelReport::* Text>
void of_year(const YearRow& row, RowSink& out) {
  out.text(row.year.taken ? *row.year.taken.*Text : row.latest.*Text);
}

constexpr std::array<ColumnWriter<YearRow>, 15> kPanel{{
    {"issuer_id", of_latest<&PanelReport::issuer_id>},
    {"issuer", of_latest<&PanelReport::issuer>},
    {"level", of_year<&PanelReport::level>},
    {"body_type", of_year<&PanelReport::body_type>},
    {"division_code", of_year<&PanelReport::code>},
    {"township_code", of_year<&PanelReport::township_code>},
    {"report_year", [](const auto& row, RowSink& out) { out.integer(row.year.year); }},
    {"status", [](const auto& row, RowSink& out) { out.text(row.year.taken ? "report" : "gap"); }},
    {"path", of_taken<&PanelReport::path>},
    {"document_id", of_taken<&PanelReport::document_id>},
    {"others", [](const auto& row, RowSink& out) { out.text(json_array(row.year.others)); }},
    {"versions", [](const auto& row, RowSink& out) { out.integer(row.year.versions); }},
    {"template", of_taken<&PanelReport::templates>},
    {"scope", of_taken<&PanelReport::scope>},
    {"published", of_taken<&PanelReport::published>},
}};

template <std::string PanelReport::* Text>
void of_other(const PanelFinding& finding, RowSink& out) {
  out.text(finding.other == nullptr ? std::string_view() : std::string_view(finding.other->*Text));
}

template <std::string PanelReport::* Text>
void of_report(const PanelFinding& finding, RowSink& out) {
  out.text(finding.report->*Text);
}

constexpr std::array<ColumnWriter<PanelFinding>, 20> kFindings{{
    {"issuer_id", of_report<&PanelReport::issuer_id>},
    {"issuer", of_report<&PanelReport::issuer>},
    {"report_year", [](const auto& finding, RowSink& out) { out.integer(finding.report->year); }},
    {"document_id", of_report<&PanelReport::document_id>},
    {"path", of_report<&PanelReport::path>},
    {"identity", [](const auto& finding, RowSink& out) { out.text(finding.identity); }},
    {"instance", [](const auto& finding, RowSink& out) { out.text(finding.instance); }},
    {"verdict", [](const auto& finding, RowSink& out) { out.text(to_string(finding.balance.verdict)); }},
    {"soft", [](const auto& finding, RowSink& out) { out.text(finding.soft ? "true" : "false"); }},
    {"left", [](const auto& finding, RowSink& out) { optional(finding.balance.left, out); }},
    {"right", [](const auto& finding, RowSink& out) { optional(finding.balance.right, out); }},
    {"difference", [](const auto& finding, RowSink& out) { optional(finding.balance.difference, out); }},
    {"value", [](const auto& finding, RowSink& out) { out.text(finding.value); }},
    {"fields", [](const auto& finding, RowSink& out) { out.text(joined(finding.fields)); }},
    {"blame", [](const auto& finding, RowSink& out) { out.text(to_string(finding.balance.blame)); }},
    {"flags", [](const auto& finding, RowSink& out) { out.text(flags_of(finding)); }},
    {"other_issuer_id", of_other<&PanelReport::issuer_id>},
    {"other_year",
     [](const auto& finding, RowSink& out) {
       if (finding.other == nullptr)
         out.empty();
       else
         out.integer(finding.other->year);
     }},
    {"other_document_id", of_other<&PanelReport::document_id>},
    {"other_path", of_other<&PanelReport::path>},
}};

void write_fields(const PanelYear& year, std::size_t count, RowSink& out) {
  for (std::size_t field = 0; field < count; ++field) {
    const auto* found = year.taken ? year.taken->find(static_cast<std::uint32_t>(field)) : nullptr;
    optional(found == nullptr ? std::nullopt : found->value, out);
  }
}

}  // namespace

std::vector<std::string_view> panel_column_names(std::string_view table) {
  if (table == "panel") return names_of(kPanel);
  if (table != "panel_findings") return {};
  auto names = names_of(kFindings);
  names.emplace_back("order");
  return names;
}

void write_history(const History& history, const normalize::Schema& schema, RowSink& out) {
  for (const auto& year : history.years) {
    const YearRow row{*history.years.back().taken, year};
    for (const auto& column : kPanel) column.write(row, out);
    write_fields(year, schema.fields.size(), out);
    out.end_row();
  }
}

void write_panel_finding(const PanelFinding& finding, RowSink& out) {
  for (const auto& column : kFindings) column.write(finding, out);
}

}  // namespace nianbao::exporting
