#include "export/panel/panel_report.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "export/clean_text.h"
#include "export/issuer.h"
#include "export/panel/bytes.h"
#include "export/row_cells.h"
#include "normalize/model/balance.h"

namespace nianbao::exporting {
namespace {

// Years outside are misread or mistyped, and would make a history of centuries of gaps.
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr std::size_t kDateSize = 10;  // 2024-01-15

bool is_likely(int year) { return year >= kFirstYear && year <= kLastYear; }

std::vector<PanelField> fields_of(const normalize::Report& report, const normalize::Schema& schema) {
  std::vector<PanelField> fields;
  fields.reserve(report.fields.size());
  for (const auto& field : report.fields) {
    fields.push_back({.field = static_cast<std::uint32_t>(field.spec - schema.fields.data()),
                      .state = field.state,
                      .value = field.value,
                      .certain = field.confidence >= normalize::kCertain});
  }
  std::ranges::sort(fields, {}, &PanelField::field);
  return fields;
}

// Preambles are official phrases and a table of contents; tables are no prose.
Sketch text_of(const normalize::Report& report) {
  Sketcher sketcher;
  for (const auto& section : report.sections) {
    if (section.key == "preamble") continue;
    // In one piece, so that a text is the same however its lines are broken.
    std::string prose;
    for (const auto& range : section.prose) prose.append(section.text, range.begin, range.end - range.begin);
    sketcher.add(prose);
  }
  return sketcher.take();
}

std::uint32_t count_numbers(const PanelReport& report) {
  return static_cast<std::uint32_t>(std::ranges::count(report.fields, normalize::State::number, &PanelField::state));
}

// Dates in falling order, and those that are unknown last.
std::string latest_first(std::string_view date) {
  std::string key(date.substr(0, kDateSize));
  for (auto& c : key) c = static_cast<char>(~static_cast<unsigned char>(c));
  key.resize(kDateSize, '\xFF');
  return key;
}

using Text = std::string PanelReport::*;
constexpr std::array<Text, 9> kTexts{&PanelReport::issuer,    &PanelReport::level,         &PanelReport::body_type,
                                     &PanelReport::code,      &PanelReport::township_code, &PanelReport::document_id,
                                     &PanelReport::published, &PanelReport::scope,         &PanelReport::templates};

void write_fields(const std::vector<PanelField>& fields, ByteWriter& out) {
  out.number(static_cast<std::uint32_t>(fields.size()));
  for (const auto& field : fields) {
    out.number(static_cast<std::uint16_t>(field.field)).number(std::to_underlying(field.state));
    out.number(static_cast<std::uint8_t>(field.certain)).number(static_cast<std::uint8_t>(field.value.has_value()));
    if (!field.value) continue;
    out.number(field.value->unscaled()).number(static_cast<std::uint8_t>(field.value->scale()));
  }
}

std::vector<PanelField> read_fields(ByteReader& in) {
  std::vector<PanelField> fields(in.number<std::uint32_t>());
  for (auto& field : fields) {
    field.field = in.number<std::uint16_t>();
    field.state = static_cast<normalize::State>(in.number<std::uint8_t>());
    field.certain = in.number<std::uint8_t>() != 0;
    if (in.number<std::uint8_t>() == 0) continue;
    const auto unscaled = in.number<std::int64_t>();
    field.value = normalize::Decimal::make(unscaled, in.number<std::uint8_t>());
  }
  return fields;
}

}  // namespace

const PanelField* PanelReport::find(std::uint32_t field) const {
  const auto found = std::ranges::lower_bound(fields, field, {}, &PanelField::field);
  return found == fields.end() || found->field != field ? nullptr : &*found;
}

std::optional<PanelReport> panel_report(const Record& record, const Dataset& dataset) {
  if (!record.report) return std::nullopt;
  const auto& report = *record.report;
  auto issuer = issuer_of(record, *dataset.issuers);
  const int year = year_of(report.identity);
  if (issuer.id.empty() || !is_likely(year)) return std::nullopt;
  // Years of different issuers must not be joined, so a report of one that is not known from its namesakes stands
  // alone.
  PanelReport result{.issuer_id = issuer.shared ? "report:" + record.document_id : clean_text(issuer.id),
                     .year = year,
                     .issuer = clean_text(report.identity.issuer.value),
                     .level = std::move(issuer.level),
                     .body_type = std::move(issuer.body_type),
                     .code = std::move(issuer.code),
                     .township_code = std::move(issuer.township_code),
                     .path = clean_text(record.path),
                     .document_id = record.document_id,
                     .published = report.identity.published.value,
                     .scope = report.identity.scope.value,
                     .templates = joined(report.templates),
                     .duplicate = !record.duplicate_of.empty(),
                     .near_duplicate = !record.near_duplicate_of.empty()};
  result.fields = fields_of(report, *dataset.schema);
  result.text = text_of(report);
  return result;
}

std::string packed(const PanelReport& report) {
  std::string bytes;
  ByteWriter out(bytes);
  out.word(report.issuer_id).number(static_cast<std::uint16_t>(report.year));
  out.number(static_cast<std::uint8_t>(report.duplicate)).number(static_cast<std::uint8_t>(report.near_duplicate));
  out.number(std::numeric_limits<std::uint32_t>::max() - count_numbers(report));
  bytes += latest_first(report.published);
  out.word(report.path);
  for (const auto text : kTexts) out.text(report.*text);
  write_fields(report.fields, out);
  out.number(report.text.limit).number(static_cast<std::uint32_t>(report.text.hashes.size()));
  for (const auto hash : report.text.hashes) out.number(hash);
  return bytes;
}

PanelReport unpacked(std::string_view bytes) {
  ByteReader in(bytes);
  PanelReport report;
  report.issuer_id = in.word();
  report.year = in.number<std::uint16_t>();
  report.duplicate = in.number<std::uint8_t>() != 0;
  report.near_duplicate = in.number<std::uint8_t>() != 0;
  in.skip(sizeof(std::uint32_t) + kDateSize);
  report.path = in.word();
  for (const auto text : kTexts) report.*text = in.text();
  report.fields = read_fields(in);
  report.text.limit = in.number<std::uint64_t>();
  report.text.hashes.resize(in.number<std::uint32_t>());
  for (auto& hash : report.text.hashes) hash = in.number<std::uint64_t>();
  return report;
}

}  // namespace nianbao::exporting
