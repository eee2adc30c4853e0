#include "pipeline/convert/converted.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace nianbao::pipeline {
namespace {

// The core properties that are the author's own words; the others are of the file the converter made, and differ from
// one conversion to the next.
constexpr std::array<std::string_view, 8> kOwnProperties{
    "core:title",    "core:subject", "core:creator",        "core:keywords",
    "core:category", "core:created", "core:lastModifiedBy", "core:description",
};

bool is_own(std::string_view property) { return std::ranges::find(kOwnProperties, property) != kOwnProperties.end(); }

bool holds_nothing(const Reading& reading) {
  const auto& record = reading.record;
  const bool pictures = std::ranges::any_of(
      record.diagnostics, [](const normalize::Diagnostic& each) { return each.code == "image_only"; });
  const bool text = std::ranges::any_of(reading.document.blocks, [](const extract::Block& block) {
    const auto* paragraph = std::get_if<extract::Paragraph>(&block);
    return paragraph == nullptr || paragraph->text.find_first_not_of(" \t\n\r") != std::string::npos;
  });
  return !text && !pictures;
}

void fail_record(const Error& error, exporting::Record& record) {
  const auto failed = failed_record(error);
  record.outcome = failed.outcome;
  record.error_code = failed.error_code;
  record.error_detail = failed.error_detail;
  record.report.reset();
}

// What is wrong with the document made is the converter's fault, not the original's; a limit is one all the same.
void judge(Reading& reading) {
  auto& record = reading.record;
  if (record.outcome == exporting::Outcome::failed && record.error_code != to_string(ErrorCode::limit_exceeded)) {
    fail_record({ErrorCode::conversion_failed, {}, "the document LibreOffice made: " + record.error_detail}, record);
  } else if (record.outcome != exporting::Outcome::failed && record.format != "docx") {
    fail_record({ErrorCode::conversion_failed, {}, "what LibreOffice made of it is no DOCX"}, record);
  } else if (record.outcome != exporting::Outcome::failed && holds_nothing(reading)) {
    fail_record({ErrorCode::conversion_failed, {}, "LibreOffice made a document without text of it"}, record);
  }
}

}  // namespace

Reading read_conversion(const Conversion& conversion, const normalize::TemplateSet& templates, const Limits& limits) {
  auto reading =
      read_content({.bytes = conversion.docx, .extension = "docx", .declared_charset = {}}, templates, limits);
  judge(reading);
  auto& record = reading.record;
  record.sha256 = conversion.sha256;
  record.document_id = id_of(record.sha256);
  record.bytes = conversion.bytes;
  record.format = conversion.format;
  record.converter = conversion.converter;
  std::erase_if(record.properties, [](const auto& property) { return !is_own(property.first); });
  if (record.outcome != exporting::Outcome::failed) {
    record.diagnostics.insert(record.diagnostics.begin(),
                              {"converted", "from " + record.format + " by " + record.converter, {}});
  }
  reading.document.sha256 = record.sha256;
  reading.document.bytes = record.bytes;
  reading.document.format = record.format;
  std::erase_if(reading.document.properties, [](const auto& property) { return !is_own(property.name); });
  return reading;
}

}  // namespace nianbao::pipeline
