#include "export/writers/dta.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "export/field_columns.h"
#include "export/output_file.h"
#include "export/writers/dta_columns.h"
#include "export/writers/dta_file.h"
#include "export/writers/dta_spool.h"

namespace nianbao::exporting {
namespace {

constexpr std::string_view kFile = "reports.dta";
constexpr std::string_view kLabels = "labels_zh.do";

// The cells of a row of `reports` that stand before its fields; those of fields pass by, as they do not say why they
// are empty.
class DtaCells : public RowSink {
 public:
  DtaCells(const std::vector<DtaVariable>& variables, DtaRow& row) : variables_(variables), row_(row) {}

  void text(std::string_view value) override {
    const auto* variable = next();
    if (variable == nullptr) return;
    if (variable->kind == DtaKind::string)
      row_.texts.emplace_back(dta_text(value, clean_));
    else
      row_.numbers.push_back(variable->kind == DtaKind::date ? dta_date(value) : dta_number(value));
  }
  void integer(std::int64_t value) override { decimal(normalize::Decimal(value)); }
  void decimal(const normalize::Decimal& value) override {
    const auto* variable = next();
    if (variable == nullptr) return;
    if (variable->kind == DtaKind::string)
      row_.texts.push_back(value.to_string());
    else
      row_.numbers.push_back(dta_number(value));
  }
  void empty() override { text({}); }
  void end_row() override {}

 private:
  const DtaVariable* next() {
    const bool before_fields = place_ < variables_.size() && !variables_[place_].is_field;
    return before_fields ? &variables_[place_++] : nullptr;
  }

  const std::vector<DtaVariable>& variables_;
  DtaRow& row_;
  std::string clean_;
  std::size_t place_ = 0;
};

// Without what Stata would take for the name of a macro or the end of the text.
std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  std::ranges::copy_if(text, std::back_inserter(quoted), [](char c) { return c != '`' && c != '$' && c != '"'; });
  return quoted + '"';
}

std::string label_commands(const std::vector<DtaVariable>& variables) {
  std::string commands =
      "* Chinese labels of reports.dta. In Stata: use reports, clear, then do labels_zh.\n"
      "* label language default gives the English ones back.\n"
      "version 14\n"
      "label language zh, new copy\n";
  for (const auto& variable : variables) {
    commands += fmt::format("label variable {} {}\n", variable.name, in_quotes(variable.label_zh));
  }
  return commands;
}

class DtaWriter : public Writer {
 public:
  Result<void> begin(const Dataset& dataset, const WriteOptions& options) override {
    dataset_ = &dataset;
    folder_ = options.folder;
    reports_ = &*std::ranges::find(dataset.tables, "reports", &Table::name);
    variables_ = dta_variables(*reports_, *dataset.schema);
    return rows_.open(folder_ / kFile);
  }

  Result<void> add(const Record& record) override {
    if (!record.report) return {};
    DtaRow row;
    DtaCells cells(variables_, row);
    reports_->write_rows(record, cells);
    for (const auto* field : fields_in_order(*record.report, *dataset_->schema)) {
      row.numbers.push_back(dta_number(field));
    }
    return rows_.write(row);
  }

  Result<void> finish() override {
    if (auto written = DtaFile::write(folder_ / kFile, variables_, rows_); !written) return written;
    return write_file(folder_ / kLabels, label_commands(variables_));
  }

  std::vector<std::string> files(const Dataset&) const override { return {std::string(kFile), std::string(kLabels)}; }

 private:
  const Dataset* dataset_ = nullptr;
  const Table* reports_ = nullptr;
  std::filesystem::path folder_;
  std::vector<DtaVariable> variables_;
  DtaSpool rows_;
};

}  // namespace

std::unique_ptr<Writer> make_dta_writer() { return std::make_unique<DtaWriter>(); }

}  // namespace nianbao::exporting
