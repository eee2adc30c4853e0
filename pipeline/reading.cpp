#include "pipeline/reading.h"

#include <algorithm>
#include <variant>

#include "extract/base/sha256.h"
#include "extract/extract.h"
#include "extract/foreign_formats.h"
#include "extract/format_table.h"
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

bool is_of_a_format(std::string_view extension) {
  return std::ranges::any_of(extract::format_table(), [&](const auto& format) {
    return std::ranges::find(format.extensions, extension) != format.extensions.end();
  });
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

}  // namespace

Reading read_content(const Content& content, const normalize::TemplateSet& templates, const Limits& limits) {
  Reading reading;
  auto& record = reading.record;
  record.bytes = std::ssize(content.bytes);
  record.sha256 = sha256_hex(content.bytes);
  record.document_id = id_of(record.sha256);
  // Named by its extension alone, so that no error tells the path of one of several inputs with these bytes.
  auto document = extract::read_document(
      {.name = "." + content.extension, .bytes = content.bytes, .declared_charset = content.declared_charset}, limits);
  if (!document) {
    take_error(document.error(), record);
    record.format = extract::convertible_format(content.bytes);
    return reading;
  }
  reading.document = std::move(*document);
  take_document(reading.document, record);
  take_report(normalize::build_report(reading.document, templates), record);
  return reading;
}

std::string id_of(std::string_view sha256) { return std::string(sha256.substr(0, kIdDigits)); }

exporting::Record failed_record(const Error& error) {
  exporting::Record record;
  take_error(error, record);
  return record;
}

std::string content_key(std::string_view sha256, std::string_view extension, std::string_view declared_charset) {
  std::string key(sha256);
  if (is_of_a_format(extension)) key.append(".").append(extension);
  if (!declared_charset.empty()) key.append("/").append(declared_charset);
  return key;
}

std::string extension_of(std::string_view name) {
  constexpr std::size_t kLongest = 8;
  if (const auto scheme = name.find("://"); scheme != std::string_view::npos) {
    name = name.substr(0, name.find_first_of("?#", scheme));
  }
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot - 1 > kLongest) return {};
  std::string extension(name.substr(dot + 1));
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::all_of(extension, is_letter_or_digit) ? extension : std::string();
}

}  // namespace nianbao::pipeline
