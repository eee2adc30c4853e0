#include "export/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace nianbao::exporting {
namespace {

using normalize::Field;
using normalize::Finding;
using normalize::Report;
using normalize::Section;
using normalize::State;
using normalize::Verdict;

// One row: the record, its report where the table has rows of reports only, and the part of it.
template <class Part>
struct RowOf {
  const Record& record;
  const Part& part;
};

template <class Part>
struct CellWriter {
  std::string_view column;
  void (*write)(const RowOf<Part>&, RowSink&);
};

void optional(const std::optional<normalize::Decimal>& value, RowSink& out) {
  if (value)
    out.decimal(*value);
  else
    out.empty();
}

// Loci count from 0, tables for people from 1.
void one_based(std::int32_t number, RowSink& out) {
  if (number < 0)
    out.empty();
  else
    out.integer(number + 1);
}

template <class Words>
std::string joined(const Words& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

template <State Wanted>
void count_state(const RowOf<Record>& row, RowSink& out) {
  out.integer(row.record.report ? std::ranges::count(row.record.report->fields, Wanted, &Field::state) : 0);
}

template <Verdict Wanted>
void count_verdict(const RowOf<Record>& row, RowSink& out) {
  out.integer(row.record.report ? std::ranges::count(row.record.report->findings, Wanted, &Finding::verdict) : 0);
}

template <normalize::Evidence normalize::Identity::* Fact>
void fact(const RowOf<Report>& row, RowSink& out) {
  out.text((row.part.identity.*Fact).value);
}

template <class Part>
void document_id(const RowOf<Part>& row, RowSink& out) {
  out.text(row.record.document_id);
}

template <class Part>
void path(const RowOf<Part>& row, RowSink& out) {
  out.text(row.record.path);
}

constexpr std::array<CellWriter<Record>, 26> kDocuments{{
    {"document_id", document_id<Record>},
    {"path", path<Record>},
    {"sha256", [](const auto& row, RowSink& out) { out.text(row.record.sha256); }},
    {"bytes", [](const auto& row, RowSink& out) { out.integer(row.record.bytes); }},
    {"format", [](const auto& row, RowSink& out) { out.text(row.record.format); }},
    {"charset", [](const auto& row, RowSink& out) { out.text(row.record.charset); }},
    {"outcome", [](const auto& row, RowSink& out) { out.text(to_string(row.record.outcome)); }},
    {"error_code", [](const auto& row, RowSink& out) { out.text(row.record.error_code); }},
    {"error_detail", [](const auto& row, RowSink& out) { out.text(row.record.error_detail); }},
    {"paragraphs", [](const auto& row, RowSink& out) { out.integer(row.record.paragraphs); }},
    {"tables", [](const auto& row, RowSink& out) { out.integer(row.record.tables); }},
    {"sections", [](const auto& row,
                    RowSink& out) { out.integer(row.record.report ? std::ssize(row.record.report->sections) : 0); }},
    {"cells_number", count_state<State::number>},
    {"cells_blank", count_state<State::blank>},
    {"cells_dash", count_state<State::dash>},
    {"cells_none_word", count_state<State::none_word>},
    {"cells_text", count_state<State::text>},
    {"cells_unreadable", count_state<State::unreadable>},
    {"cells_absent", count_state<State::absent>},
    {"findings_pass", count_verdict<Verdict::pass>},
    {"findings_fail", count_verdict<Verdict::fail>},
    {"findings_unknown", count_verdict<Verdict::unknown>},
    {"findings_pass_if_blank_zero", count_verdict<Verdict::pass_if_blank_zero>},
    {"findings_fail_blank_total", count_verdict<Verdict::fail_blank_total>},
    {"diagnostics",
     [](const auto& row, RowSink& out) {
       const auto& report = row.record.report;
       out.integer(std::ssize(row.record.diagnostics) + (report ? std::ssize(report->diagnostics) : 0));
     }},
    {"charset_method", [](const auto& row, RowSink& out) { out.text(row.record.charset_method); }},
}};

constexpr std::array<CellWriter<Report>, 13> kReports{{
    {"document_id", document_id<Report>},
    {"path", path<Report>},
    {"title", fact<&normalize::Identity::title>},
    {"issuer", fact<&normalize::Identity::issuer>},
    {"report_year", fact<&normalize::Identity::report_year>},
    {"published", fact<&normalize::Identity::published>},
    {"template", [](const auto& row, RowSink& out) { out.text(joined(row.part.templates)); }},
    {"period_start", fact<&normalize::Identity::period_start>},
    {"period_end", fact<&normalize::Identity::period_end>},
    {"cited_notice", fact<&normalize::Identity::cited_notice>},
    {"scope", fact<&normalize::Identity::scope>},
    {"sections", [](const auto& row, RowSink& out) { out.integer(std::ssize(row.part.sections)); }},
    {"attachments", [](const auto& row, RowSink& out) { out.integer(std::ssize(row.record.attachments)); }},
}};

constexpr std::array<CellWriter<Field>, 13> kCells{{
    {"document_id", document_id<Field>},
    {"path", path<Field>},
    {"field", [](const auto& row, RowSink& out) { out.text(row.part.spec->name); }},
    {"template", [](const auto& row, RowSink& out) { out.text(row.part.template_id); }},
    {"state", [](const auto& row, RowSink& out) { out.text(to_string(row.part.state)); }},
    {"value", [](const auto& row, RowSink& out) { optional(row.part.value, out); }},
    {"unit", [](const auto& row, RowSink& out) { out.text(row.part.unit()); }},
    {"raw", [](const auto& row, RowSink& out) { out.text(row.part.raw); }},
    {"table", [](const auto& row, RowSink& out) { one_based(row.part.locus.table, out); }},
    {"row", [](const auto& row, RowSink& out) { one_based(row.part.locus.row, out); }},
    {"column", [](const auto& row, RowSink& out) { one_based(row.part.locus.column, out); }},
    {"method", [](const auto& row, RowSink& out) { out.text(to_string(row.part.method)); }},
    {"confidence",
     [](const auto& row, RowSink& out) {
       if (row.part.state == State::absent)
         out.empty();
       else
         out.text(fmt::format("{:.3f}", row.part.confidence));
     }},
}};

constexpr std::array<CellWriter<Section>, 6> kSections{{
    {"document_id", document_id<Section>},
    {"path", path<Section>},
    {"section", [](const auto& row, RowSink& out) { out.text(row.part.key); }},
    {"number", [](const auto& row, RowSink& out) { out.integer(row.part.number); }},
    {"heading", [](const auto& row, RowSink& out) { out.text(row.part.heading); }},
    {"text", [](const auto& row, RowSink& out) { out.text(row.part.text); }},
}};

constexpr std::array<CellWriter<Finding>, 11> kFindings{{
    {"document_id", document_id<Finding>},
    {"path", path<Finding>},
    {"identity", [](const auto& row, RowSink& out) { out.text(row.part.identity); }},
    {"verdict", [](const auto& row, RowSink& out) { out.text(to_string(row.part.verdict)); }},
    {"left", [](const auto& row, RowSink& out) { optional(row.part.left, out); }},
    {"right", [](const auto& row, RowSink& out) { optional(row.part.right, out); }},
    {"difference", [](const auto& row, RowSink& out) { optional(row.part.difference, out); }},
    {"fields", [](const auto& row, RowSink& out) { out.text(joined(row.part.fields)); }},
    {"blame", [](const auto& row, RowSink& out) { out.text(to_string(row.part.blame)); }},
    {"instance", [](const auto& row, RowSink& out) { out.text(row.part.instance); }},
    {"soft", [](const auto& row, RowSink& out) { out.text(row.part.soft ? "true" : "false"); }},
}};

template <class Part, std::size_t N>
void write_cells(const std::array<CellWriter<Part>, N>& cells, const RowOf<Part>& row, RowSink& out) {
  for (const auto& cell : cells) cell.write(row, out);
}

void write_document(const Record& record, RowSink& out) {
  write_cells(kDocuments, {record, record}, out);
  out.end_row();
}

// Field columns are those of the schema, so fields of templates the report does not have stay empty.
void write_report(const Record& record, const normalize::Schema& schema, RowSink& out) {
  if (!record.report) return;
  write_cells(kReports, {record, *record.report}, out);
  const auto& fields = record.report->fields;
  for (const auto& spec : schema.fields) {
    const auto field = std::ranges::find(fields, &spec, &Field::spec);
    if (field != fields.end())
      optional(field->value, out);
    else
      out.empty();
  }
  out.end_row();
}

template <class Part, std::size_t N>
auto each_part(const std::array<CellWriter<Part>, N>& cells, std::vector<Part> Report::* parts) {
  return [&cells, parts](const Record& record, RowSink& out) {
    if (!record.report) return;
    for (const auto& part : (*record.report).*parts) {
      write_cells(cells, {record, part}, out);
      out.end_row();
    }
  };
}

template <class Part, std::size_t N>
std::vector<std::string_view> names_of(const std::array<CellWriter<Part>, N>& cells) {
  std::vector<std::string_view> names;
  std::ranges::transform(cells, std::back_inserter(names), &CellWriter<Part>::column);
  return names;
}

}  // namespace

std::vector<std::string_view> column_names(std::string_view table) {
  if (table == "documents") return names_of(kDocuments);
  if (table == "reports") return names_of(kReports);
  if (table == "cells") return names_of(kCells);
  if (table == "sections") return names_of(kSections);
  return table == "findings" ? names_of(kFindings) : std::vector<std::string_view>{};
}

std::function<void(const Record&, RowSink&)> row_writer(std::string_view table, const normalize::Schema& schema) {
  if (table == "documents") return write_document;
  if (table == "reports") {
    return [&schema](const Record& record, RowSink& out) { write_report(record, schema, out); };
  }
  if (table == "cells") return each_part(kCells, &Report::fields);
  if (table == "sections") return each_part(kSections, &Report::sections);
  return each_part(kFindings, &Report::findings);
}

}  // namespace nianbao::exporting
