#include "pipeline/reading.h"

#include <variant>

#include "extract/base/sha256.h"
#include "extract/extract.h"
#include "normalize/normalize.h"

namespace nianbao::pipeline {
namespace {

constexpr std::size_t kIdDigits = 16;

void take_error(const Error& error, exporting::Record& record) {
  record.outcome = exporting::Outcome::failed;
  record.error_code = to_string(error.code);
  record.error_detail = error.place.empty() ? error.detail : error.place + ": " + error.detail;
}

void take_document(const extract::Document& document, exporting::Record& record) {
  record.format = document.format;
  record.charset = document.charset;
  record.charset_method = document.charset_method;
  for (const auto& block : document.blocks) {
    const auto* paragraph = std::get_if<extract::Paragraph>(&block);
    if (paragraph == nullptr)
      ++record.tables;
    else if (paragraph->style != extract::kPageBreakStyle)
      ++record.paragraphs;
  }
  for (const auto& property : document.properties) record.properties.emplace_back(property.name, property.value);
  for (const auto& link : document.attachments) record.attachments.emplace_back(link.text, link.target);
  for (const auto& diagnostic : document.diagnostics) {
    record.diagnostics.push_back({diagnostic.code, diagnostic.detail, diagnostic.locus});
  }
}

void take_report(normalize::Report report, exporting::Record& record) {
  if (report.is_report) {
    record.outcome = exporting::Outcome::report;
    record.report = std::move(report);
    return;
  }
  record.outcome = exporting::Outcome::not_a_report;
  record.error_code = report.reason;
  record.error_detail = report.reason_quote;
}

}  // namespace

Reading read_source(const SourceFile& source, const normalize::TemplateSet& templates, const Limits& limits) {
  Reading reading;
  auto& record = reading.record;
  record.path = source.shown;
  const auto bytes = read_file(source, limits.document_bytes);
  if (!bytes) {
    take_error(bytes.error(), record);
    return reading;
  }
  record.bytes = std::ssize(*bytes);
  record.sha256 = sha256_hex(*bytes);
  record.document_id = record.sha256.substr(0, kIdDigits);
  auto document = extract::read_document({.name = source.shown, .bytes = *bytes}, limits);
  if (!document) {
    take_error(document.error(), record);
    return reading;
  }
  reading.document = std::move(*document);
  take_document(reading.document, record);
  take_report(normalize::build_report(reading.document, templates), record);
  return reading;
}

}  // namespace nianbao::pipeline
