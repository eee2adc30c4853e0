#include "pipeline/store/record_codec.h"

#include <algorithm>

#include "pipeline/store/compression.h"
#include "pipeline/store/record_members.h"

namespace nianbao::pipeline {
namespace {

// Kept from record to record; what a huge one needed is given back.
constexpr std::size_t kKeptBuffer = 8 << 20;

bool is_consistent(const normalize::Section& section) {
  const auto size = section.text.size();
  return std::ranges::all_of(section.prose,
                             [&](auto range) { return range.begin <= range.end && range.end <= size; }) &&
         std::ranges::all_of(section.subheadings, [&](const auto& each) { return each.offset <= size; });
}

// Whether what one part says of another is so: those who write a report out rely on it.
bool is_consistent(const normalize::Report& report) {
  const auto has_value = [](const auto& cell) {
    return cell.value.has_value() == (cell.state == normalize::State::number);
  };
  const auto stands_in_section = [&](const normalize::Fact& fact) {
    if (fact.section >= report.sections.size()) return false;
    const auto size = report.sections[fact.section].text.size();
    return fact.offset <= size && fact.number_offset <= size;
  };
  const auto facts = std::ssize(report.facts);
  const auto names_fact = [&](const normalize::Finding& finding) { return finding.fact >= -1 && finding.fact < facts; };
  return report.is_report &&
         std::ranges::all_of(report.sections, [](const auto& each) { return is_consistent(each); }) &&
         std::ranges::all_of(report.fields, has_value) && std::ranges::all_of(report.unmapped, has_value) &&
         std::ranges::all_of(report.facts, stands_in_section) && std::ranges::all_of(report.findings, names_fact);
}

bool is_consistent(const exporting::Record& record) {
  if (record.report.has_value() != (record.outcome == exporting::Outcome::report)) return false;
  return !record.report || is_consistent(*record.report);
}

std::unexpected<Error> damaged(const std::string& detail) {
  return fail(ErrorCode::bad_store, {}, "a record is damaged: " + detail);
}

}  // namespace

std::string encode_record(const exporting::Record& record) {
  static thread_local std::string bytes;
  bytes.clear();
  RecordOutput output(bytes);
  output(record);
  auto frame = compress(bytes);
  if (bytes.capacity() > kKeptBuffer) bytes = std::string();
  return frame;
}

Result<exporting::Record> decode_record(std::string_view bytes, const normalize::TemplateSet& templates) {
  const auto plain = decompress(bytes);
  if (!plain) return std::unexpected(plain.error());
  RecordNames names(templates);
  RecordInput input(*plain, names);
  exporting::Record record;
  try {
    input(record);
  } catch (const cereal::Exception& exception) {
    return damaged(exception.what());
  }
  if (!input.at_end()) return damaged("something follows it");
  if (!is_consistent(record)) return damaged("its parts contradict each other");
  return record;
}

Result<exporting::Record> decode_record(const StoredRecord& stored, const normalize::TemplateSet& templates) {
  auto record = decode_record(stored.record, templates);
  if (!record) {
    return fail(ErrorCode::bad_store, record.error().place, std::string(stored.path) + ": " + record.error().detail);
  }
  record->path = stored.path;
  record->url = stored.url;
  record->captured = stored.captured;
  record->duplicate_of = stored.duplicate_of;
  record->near_duplicate_of = stored.near_duplicate_of;
  return record;
}

}  // namespace nianbao::pipeline
