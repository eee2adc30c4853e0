#include "export/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "export/codebook_rows.h"
#include "export/field_columns.h"
#include "export/issuer.h"
#include "export/placed_facts.h"
#include "export/row_cells.h"
#include "export/series.h"

namespace nianbao::exporting {
namespace {

using normalize::Field;
using normalize::Finding;
using normalize::Issuer;
using normalize::Report;
using normalize::Section;
using normalize::State;
using normalize::UnmappedCell;
using normalize::Verdict;

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

constexpr std::array<CellWriter<Record>, 33> kDocuments{{
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
    {"cells_unmapped",
     [](const auto& row, RowSink& out) {
       out.integer(row.record.report ? std::ssize(row.record.report->unmapped) : 0);
     }},
    {"facts",
     [](const auto& row, RowSink& out) { out.integer(row.record.report ? std::ssize(row.record.report->facts) : 0); }},
    {"url", [](const auto& row, RowSink& out) { out.text(row.record.url); }},
    {"captured", [](const auto& row, RowSink& out) { out.text(row.record.captured); }},
    {"converter", [](const auto& row, RowSink& out) { out.text(row.record.converter); }},
    {"duplicate_of", [](const auto& row, RowSink& out) { out.text(row.record.duplicate_of); }},
    {"near_duplicate_of", [](const auto& row, RowSink& out) { out.text(row.record.near_duplicate_of); }},
}};

constexpr std::array<CellWriter<Report>, 20> kReports{{
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
    {"issuer_id", issuer<&Issuer::id, Report>},
    {"issuer_level", issuer<&Issuer::level, Report>},
    {"issuer_type", issuer<&Issuer::body_type, Report>},
    {"division_code", issuer<&Issuer::code, Report>},
    {"township_code", issuer<&Issuer::township_code, Report>},
    {"issuer_method", issuer<&Issuer::method, Report>},
    {"division_candidates", issuer_candidates<Report>},
}};

// The place of a part in its vector, from 1 on.
template <class Part>
std::int64_t order_in(const std::vector<Part>& parts, const Part& part) {
  return &part - parts.data() + 1;
}

constexpr std::array<CellWriter<Field>, 17> kCells{{
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
         out.text(fmt::format("{:.4f}", row.part.confidence));
     }},
    {"label", [](const auto& row, RowSink& out) { out.text(row.part.spec->path); }},
    {"order", [](const auto& row, RowSink& out) { out.integer(order_in(row.record.report->fields, row.part)); }},
    {"repair", [](const auto& row, RowSink& out) { out.text(row.part.repair); }},
    {"evidence", [](const auto& row, RowSink& out) { out.text(to_string(row.part.evidence)); }},
}};

// The same columns for cells that no field takes.
constexpr std::array<CellWriter<UnmappedCell>, 17> kUnmappedCells{{
    {"document_id", document_id<UnmappedCell>},
    {"path", path<UnmappedCell>},
    {"field", [](const auto&, RowSink& out) { out.empty(); }},
    {"template", [](const auto& row, RowSink& out) { out.text(row.part.template_id); }},
    {"state", [](const auto& row, RowSink& out) { out.text(to_string(row.part.state)); }},
    {"value", [](const auto& row, RowSink& out) { optional(row.part.value, out); }},
    {"unit", [](const auto& row, RowSink& out) { out.text(row.part.unit); }},
    {"raw", [](const auto& row, RowSink& out) { out.text(row.part.raw); }},
    {"table", [](const auto& row, RowSink& out) { one_based(row.part.locus.table, out); }},
    {"row", [](const auto& row, RowSink& out) { one_based(row.part.locus.row, out); }},
    {"column", [](const auto& row, RowSink& out) { one_based(row.part.locus.column, out); }},
    {"method", [](const auto&, RowSink& out) { out.empty(); }},
    {"confidence", [](const auto&, RowSink& out) { out.empty(); }},
    {"label", [](const auto& row, RowSink& out) { out.text(row.part.label); }},
    {"order",
     [](const auto& row, RowSink& out) {
       const auto& report = *row.record.report;
       out.integer(std::ssize(report.fields) + order_in(report.unmapped, row.part));
     }},
    {"repair", [](const auto& row, RowSink& out) { out.text(row.part.repair); }},
    {"evidence", [](const auto&, RowSink& out) { out.empty(); }},
}};

constexpr std::array<CellWriter<Section>, 7> kSections{{
    {"document_id", document_id<Section>},
    {"path", path<Section>},
    {"section", [](const auto& row, RowSink& out) { out.text(row.part.key); }},
    {"number", [](const auto& row, RowSink& out) { out.integer(row.part.number); }},
    {"heading", [](const auto& row, RowSink& out) { out.text(row.part.heading); }},
    {"text", [](const auto& row, RowSink& out) { out.text(row.part.text); }},
    {"order", [](const auto& row, RowSink& out) { out.integer(order_in(row.record.report->sections, row.part)); }},
}};

constexpr std::array<CellWriter<PlacedFact>, 11> kFacts{{
    {"document_id", document_id<PlacedFact>},
    {"path", path<PlacedFact>},
    {"fact", [](const auto& row, RowSink& out) { out.text(row.part.fact->spec->key); }},
    {"value", [](const auto& row, RowSink& out) { optional(row.part.fact->value, out); }},
    {"unit", [](const auto& row, RowSink& out) { out.text(row.part.fact->spec->unit); }},
    {"sentence", [](const auto& row, RowSink& out) { out.text(row.part.fact->sentence); }},
    {"section", [](const auto& row, RowSink& out) { out.text(row.part.section->key); }},
    {"offset", [](const auto& row, RowSink& out) { out.integer(row.part.offset); }},
    {"method", [](const auto& row, RowSink& out) { out.text(to_string(row.part.fact->method)); }},
    {"section_order", [](const auto& row, RowSink& out) { out.integer(row.part.section_order); }},
    {"rule", [](const auto& row, RowSink& out) { out.text(row.part.fact->rule); }},
}};

constexpr std::array<CellWriter<SeriesValue>, 18> kSeries{{
    {"document_id", document_id<SeriesValue>},
    {"path", path<SeriesValue>},
    {"issuer", [](const auto& row, RowSink& out) { out.text(row.record.report->identity.issuer.value); }},
    {"report_year", [](const auto& row, RowSink& out) { out.text(row.record.report->identity.report_year.value); }},
    {"series", [](const auto& row, RowSink& out) { out.text(row.part.series->key); }},
    {"value", [](const auto& row, RowSink& out) { optional(row.part.value, out); }},
    {"unit", [](const auto& row, RowSink& out) { out.text(row.part.series->unit); }},
    {"state", [](const auto& row, RowSink& out) { out.text(to_string(row.part.state)); }},
    {"template", [](const auto& row, RowSink& out) { out.text(row.part.member->template_id); }},
    {"fields", [](const auto& row, RowSink& out) { out.text(joined(row.part.member->fields)); }},
    {"break", [](const auto& row, RowSink& out) { out.text(row.part.breaks ? "true" : "false"); }},
    {"issuer_id", issuer<&Issuer::id, SeriesValue>},
    {"issuer_level", issuer<&Issuer::level, SeriesValue>},
    {"issuer_type", issuer<&Issuer::body_type, SeriesValue>},
    {"division_code", issuer<&Issuer::code, SeriesValue>},
    {"township_code", issuer<&Issuer::township_code, SeriesValue>},
    {"issuer_method", issuer<&Issuer::method, SeriesValue>},
    {"division_candidates", issuer_candidates<SeriesValue>},
}};

constexpr std::array<CellWriter<PlacedFinding>, 14> kFindings{{
    {"document_id", document_id<PlacedFinding>},
    {"path", path<PlacedFinding>},
    {"identity", [](const auto& row, RowSink& out) { out.text(row.part.finding->identity); }},
    {"verdict", [](const auto& row, RowSink& out) { out.text(to_string(row.part.finding->verdict)); }},
    {"left", [](const auto& row, RowSink& out) { optional(row.part.finding->left, out); }},
    {"right", [](const auto& row, RowSink& out) { optional(row.part.finding->right, out); }},
    {"difference", [](const auto& row, RowSink& out) { optional(row.part.finding->difference, out); }},
    {"fields", [](const auto& row, RowSink& out) { out.text(joined(row.part.finding->fields)); }},
    {"blame", [](const auto& row, RowSink& out) { out.text(to_string(row.part.finding->blame)); }},
    {"instance", [](const auto& row, RowSink& out) { out.text(row.part.finding->instance); }},
    {"soft", [](const auto& row, RowSink& out) { out.text(row.part.finding->soft ? "true" : "false"); }},
    {"template", [](const auto& row, RowSink& out) { out.text(row.part.finding->template_id); }},
    {"places", [](const auto& row, RowSink& out) { out.text(row.part.places); }},
    {"order",
     [](const auto& row, RowSink& out) { out.integer(order_in(row.record.report->findings, *row.part.finding)); }},
}};

template <class Part, std::size_t N>
void write_cells(const std::array<CellWriter<Part>, N>& cells, const RowOf<Part>& row, RowSink& out) {
  for (const auto& cell : cells) cell.write(row, out);
}

void write_document(const Record& record, RowSink& out) {
  write_cells(kDocuments, {record, record}, out);
  out.end_row();
}

void write_report(const Record& record, const RowSource& source, RowSink& out) {
  if (!record.report) return;
  const auto issuer = issuer_of(record, source.issuers);
  write_cells(kReports, {record, *record.report, &issuer}, out);
  write_fields(*record.report, source.schema, source.options.wide_states, out);
  out.end_row();
}

template <class Part, std::size_t N>
void write_parts(const std::array<CellWriter<Part>, N>& cells, const Record& record, const std::vector<Part>& parts,
                 RowSink& out, const Issuer* issuer = nullptr) {
  for (const auto& part : parts) {
    write_cells(cells, {record, part, issuer}, out);
    out.end_row();
  }
}

// The rows of records that are reports.
template <class Write>
auto of_reports(Write write) {
  return [write](const Record& record, RowSink& out) {
    if (record.report) write(record, *record.report, out);
  };
}

constexpr std::array<std::string_view, 9> kCrosswalk{"series", "label_zh", "label_en", "unit",  "template",
                                                     "fields", "relation", "why_zh",   "why_en"};

void write_crosswalk(const normalize::Schema& schema, RowSink& out) {
  for (const auto& series : schema.series) {
    for (const auto& member : series.members) {
      out.text(series.key);
      out.text(series.label_zh);
      out.text(series.label_en);
      out.text(series.unit);
      out.text(member.template_id);
      out.text(joined(member.fields));
      out.text(to_string(member.relation));
      out.text(member.why_zh);
      out.text(member.why_en);
      out.end_row();
    }
  }
}

}  // namespace

std::vector<std::string_view> column_names(std::string_view table) {
  if (table == "documents") return names_of(kDocuments);
  if (table == "reports") return names_of(kReports);
  if (table == "cells") return names_of(kCells);
  if (table == "sections") return names_of(kSections);
  if (table == "facts") return names_of(kFacts);
  if (table == "findings") return names_of(kFindings);
  if (table == "series") return names_of(kSeries);
  if (table == "codebook") return codebook_columns();
  return table == "crosswalk" ? std::vector(kCrosswalk.begin(), kCrosswalk.end()) : std::vector<std::string_view>{};
}

std::function<void(RowSink&)> fixed_row_writer(std::string_view table, const normalize::Schema& schema) {
  if (table != "crosswalk") return nullptr;
  return [&schema](RowSink& out) { write_crosswalk(schema, out); };
}

std::function<void(const Record&, RowSink&)> row_writer(std::string_view table, const RowSource& source) {
  if (table == "documents") return write_document;
  if (table == "reports") {
    return [source](const Record& record, RowSink& out) { write_report(record, source, out); };
  }
  if (table == "cells") {
    return of_reports([](const Record& record, const Report& report, RowSink& out) {
      write_parts(kCells, record, report.fields, out);
      write_parts(kUnmappedCells, record, report.unmapped, out);
    });
  }
  if (table == "sections") {
    return of_reports([](const Record& record, const Report& report, RowSink& out) {
      write_parts(kSections, record, report.sections, out);
    });
  }
  if (table == "facts") {
    return of_reports([](const Record& record, const Report& report, RowSink& out) {
      write_parts(kFacts, record, placed_facts(report), out);
    });
  }
  if (table == "findings") {
    return of_reports([](const Record& record, const Report& report, RowSink& out) {
      write_parts(kFindings, record, placed_findings(report), out);
    });
  }
  if (table == "series") {
    return of_reports([source](const Record& record, const Report& report, RowSink& out) {
      const auto issuer = issuer_of(record, source.issuers);
      write_parts(kSeries, record, series_of(report, source.schema), out, &issuer);
    });
  }
  return [](const Record&, RowSink&) {};
}

}  // namespace nianbao::exporting
