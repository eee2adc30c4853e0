#include "export/writers/record_json.h"

#include <fmt/format.h>

#include "export/clean_text.h"
#include "export/placed_facts.h"
#include "export/writers/json_members.h"

namespace nianbao::exporting {
namespace {

using normalize::Evidence;

class RecordWriter : private JsonMembers {
 public:
  explicit RecordWriter(JsonWriter& json) : JsonMembers(json) {}

  void write(const Record& record) {
    json_.StartObject();
    text("document_id", record.document_id);
    text("path", record.path);
    text("url", record.url);
    text("captured", record.captured);
    text("sha256", record.sha256);
    integer("bytes", record.bytes);
    text("format", record.format);
    text("converter", record.converter);
    text("charset", record.charset);
    text("charset_method", record.charset_method);
    text("outcome", to_string(record.outcome));
    text("error_code", record.error_code);
    text("error_detail", record.error_detail);
    text("duplicate_of", record.duplicate_of);
    text("near_duplicate_of", record.near_duplicate_of);
    integer("paragraphs", record.paragraphs);
    integer("tables", record.tables);
    pairs("properties", record.properties, "name", "value");
    pairs("attachments", record.attachments, "text", "target");
    diagnostics("reading_diagnostics", record.diagnostics);
    if (record.report) report(*record.report);
    json_.EndObject();
  }

 private:
  void decimal(std::string_view name, const std::optional<normalize::Decimal>& value) {
    if (value) return raw_number(name, value->to_string());
    key(name);
    json_.Null();
  }
  void confidence(double value) { raw_number("confidence", fmt::format("{:.4f}", value)); }

  template <class Items, class Write>
  void array(std::string_view name, const Items& items, Write write) {
    key(name);
    json_.StartArray();
    for (const auto& item : items) write(item);
    json_.EndArray();
  }

  template <class Items, class Write>
  void objects(std::string_view name, const Items& items, Write write) {
    array(name, items, [&](const auto& item) {
      json_.StartObject();
      write(item);
      json_.EndObject();
    });
  }

  void pairs(std::string_view name, const std::vector<std::pair<std::string, std::string>>& items,
             std::string_view first, std::string_view second) {
    objects(name, items, [&](const auto& item) {
      text(first, item.first);
      text(second, item.second);
    });
  }

  void position(std::string_view name, std::int64_t value, std::int64_t base) {
    if (value >= 0) integer(name, value + base);
  }

  void locus(const Locus& locus) {
    key("locus");
    json_.StartObject();
    position("part", locus.part, 1);
    position("block", locus.block, 1);
    position("table", locus.table, 1);
    position("row", locus.row, 1);
    position("column", locus.column, 1);
    position("offset", locus.offset, 0);
    json_.EndObject();
  }

  void diagnostics(std::string_view name, const std::vector<normalize::Diagnostic>& items) {
    objects(name, items, [&](const normalize::Diagnostic& item) {
      text("code", item.code);
      text("detail", item.detail);
      locus(item.locus);
    });
  }

  void evidence(std::string_view name, const Evidence& evidence) {
    key(name);
    json_.StartObject();
    text("value", evidence.value);
    text("source", evidence.source);
    text("quote", evidence.quote);
    json_.EndObject();
  }

  void identity(const normalize::Identity& identity) {
    key("identity");
    json_.StartObject();
    evidence("title", identity.title);
    evidence("issuer", identity.issuer);
    evidence("report_year", identity.report_year);
    evidence("period_start", identity.period_start);
    evidence("period_end", identity.period_end);
    evidence("published", identity.published);
    evidence("cited_notice", identity.cited_notice);
    evidence("scope", identity.scope);
    json_.EndObject();
  }

  void section(const normalize::Section& section) {
    text("section", section.key);
    integer("number", section.number);
    text("printed_number", section.printed);
    text("heading", section.heading);
    text("text", section.text);
    CleanOffsets offsets(section.text);
    objects("subheadings", section.subheadings, [&](const normalize::Subheading& sub) {
      text("number", sub.number);
      text("text", sub.text);
      integer("offset", offsets.of(sub.offset));
    });
    confidence(section.confidence);
    locus(section.locus);
  }

  void field(const normalize::Field& field) {
    text("field", field.spec->name);
    text("template", field.template_id);
    text("state", to_string(field.state));
    decimal("value", field.value);
    text("unit", field.unit());
    text("raw", field.raw);
    text("raw_unit", field.raw_unit);
    text("note", field.note);
    text("method", to_string(field.method));
    text("evidence", to_string(field.evidence));
    confidence(field.confidence);
    text("repair", field.repair);
    locus(field.locus);
  }

  void placed_finding(const PlacedFinding& placed) {
    const auto& finding = *placed.finding;
    text("identity", finding.identity);
    text("instance", finding.instance);
    text("template", finding.template_id);
    text("verdict", to_string(finding.verdict));
    key("soft");
    json_.Bool(finding.soft);
    decimal("left", finding.left);
    decimal("right", finding.right);
    decimal("difference", finding.difference);
    array("fields", finding.fields, [&](std::string_view name) { string(name); });
    text("blame", to_string(finding.blame));
    text("places", placed.places);
  }

  void placed_fact(const PlacedFact& placed) {
    const auto& fact = *placed.fact;
    text("fact", fact.spec->key);
    decimal("value", fact.value);
    text("unit", fact.spec->unit);
    text("method", to_string(fact.method));
    text("rule", fact.rule);
    text("section", placed.section->key);
    integer("section_order", placed.section_order);
    integer("offset", placed.offset);
    integer("sentence_offset", placed.sentence_offset);
    text("sentence", fact.sentence);
  }

  void unmapped(const normalize::UnmappedCell& cell) {
    text("label", cell.label);
    text("template", cell.template_id);
    text("state", to_string(cell.state));
    decimal("value", cell.value);
    text("unit", cell.unit);
    text("raw", cell.raw);
    text("repair", cell.repair);
    locus(cell.locus);
  }

  void report(const normalize::Report& report) {
    identity(report.identity);
    array("templates", report.templates, [&](const std::string& id) { string(id); });
    objects("sections", report.sections, [&](const auto& each) { section(each); });
    objects("fields", report.fields, [&](const auto& each) { field(each); });
    objects("unmapped", report.unmapped, [&](const auto& each) { unmapped(each); });
    objects("facts", placed_facts(report), [&](const auto& each) { placed_fact(each); });
    objects("findings", placed_findings(report), [&](const auto& each) { placed_finding(each); });
    diagnostics("diagnostics", report.diagnostics);
  }
};

}  // namespace

std::string record_json(const Record& record) {
  rapidjson::StringBuffer buffer;
  JsonWriter json(buffer);
  RecordWriter(json).write(record);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace nianbao::exporting
