#include "tests/golden/corpus_truth.h"

#include <initializer_list>
#include <string>
#include <string_view>

#include "export/output_file.h"
#include "export/writers/csv_rows.h"
#include "tests/golden/expected.h"

namespace nianbao::test {
namespace {

using exporting::CsvRows;

void row(CsvRows& rows, std::initializer_list<std::string_view> values) {
  for (const auto value : values) rows.text(value);
  rows.end_row();
}

std::string format_of(const std::filesystem::path& source) {
  const auto extension = source.extension().string().substr(1);
  return extension == "txt" ? "text" : extension;
}

std::string templates_of(const ExpectedReport& report) {
  std::string ids;
  for (const auto& id : report.truth.value("templates", nlohmann::ordered_json::array())) {
    ids += (ids.empty() ? "" : " ") + id.get<std::string>();
  }
  return ids;
}

// Fields hold a number or the name of a state; "" is a blank cell.
void write_cells(const ExpectedReport& report, const std::string& path, CsvRows& rows) {
  if (!report.truth.contains("fields")) return;
  for (const auto& [field, cell] : expected_fields(report.truth.at("fields"))) {
    if (cell == "unreadable") continue;
    const bool is_number = !cell.empty() && (cell.front() == '-' || (cell.front() >= '0' && cell.front() <= '9'));
    if (is_number)
      row(rows, {path, field, "number", cell});
    else
      row(rows, {path, field, cell.empty() ? "blank" : cell, ""});
  }
}

void write_sections(const ExpectedReport& report, const std::string& path, CsvRows& rows) {
  std::int64_t order = 0;
  for (const auto& section : report.truth.value("sections", nlohmann::ordered_json::array())) {
    rows.text(path);
    rows.integer(++order);
    row(rows, {section.at("key").get<std::string>(), section.at("heading").get<std::string>()});
  }
}

template <class Write>
Result<void> write_table(const std::filesystem::path& file, std::initializer_list<std::string_view> head, Write write) {
  std::string bytes;
  CsvRows rows(bytes);
  row(rows, head);
  for (const auto& report : expected_reports()) {
    for (const auto& source : report.sources) write(report, report.id + "/" + source.filename().string(), rows);
  }
  return exporting::write_file(file, bytes);
}

void write_document(const ExpectedReport& report, const std::string& path, CsvRows& rows) {
  row(rows, {path, templates_of(report), format_of(path)});
}

}  // namespace

Result<void> write_corpus_truth(const std::filesystem::path& folder) {
  if (auto written = write_table(folder / "documents.csv", {"path", "template", "format"}, write_document); !written) {
    return written;
  }
  if (auto written = write_table(folder / "cells.csv", {"path", "field", "state", "value"}, write_cells); !written) {
    return written;
  }
  return write_table(folder / "sections.csv", {"path", "order", "section", "heading"}, write_sections);
}

}  // namespace nianbao::test
