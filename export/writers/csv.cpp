#include "export/writers/csv.h"

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <vector>

#include "export/clean_text.h"
#include "export/output_file.h"
#include "export/writers/datapackage.h"

namespace nianbao::exporting {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kFlushed = 64 << 10;

// Texts are quoted where RFC 4180 asks for it and where a reader might trim them. One that begins with "="
// stays as it is: these files are data, and `raw` is verbatim.
class CsvRows : public RowSink {
 public:
  explicit CsvRows(OutputFile& file) : file_(file) {}

  void text(std::string_view value) override {
    separate();
    const auto clean = clean_text(value);
    const bool quoted = clean.find_first_of(",\"\n\r") != std::string::npos ||
                        (!clean.empty() && (is_space(clean.front()) || is_space(clean.back())));
    if (!quoted) {
      line_ += clean;
      return;
    }
    line_ += '"';
    for (const char c : clean) {
      if (c == '"') line_ += '"';
      line_ += c;
    }
    line_ += '"';
  }

  void integer(std::int64_t value) override {
    separate();
    fmt::format_to(std::back_inserter(line_), "{}", value);
  }

  void decimal(const normalize::Decimal& value) override {
    separate();
    line_ += value.to_string();
  }

  void empty() override { separate(); }

  void end_row() override {
    line_ += '\n';
    first_ = true;
    if (line_.size() >= kFlushed) flush();
  }

  void flush() {
    file_.write(line_);
    line_.clear();
  }

 private:
  static bool is_space(char c) { return c == ' ' || c == '\t'; }

  void separate() {
    if (!first_) line_ += ',';
    first_ = false;
  }

  OutputFile& file_;
  std::string line_;
  bool first_ = true;
};

class CsvWriter : public Writer {
 public:
  Result<void> begin(const Dataset& dataset, const WriteOptions& options) override {
    dataset_ = &dataset;
    folder_ = options.folder;
    files_.resize(dataset.tables.size());  // never again: the rows refer to them
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const auto& table = dataset.tables[i];
      if (auto opened = files_[i].open(folder_ / (table.name + ".csv")); !opened) return opened;
      auto& rows = rows_.emplace_back(files_[i]);
      if (options.csv_bom) files_[i].write(kByteOrderMark);
      for (const auto& column : table.columns) rows.text(column.name);
      rows.end_row();
      if (table.write_fixed_rows) table.write_fixed_rows(rows);
    }
    return {};
  }

  Result<void> add(const Record& record) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) dataset_->tables[i].write_rows(record, rows_[i]);
    return {};
  }

  Result<void> finish() override {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      rows_[i].flush();
      if (auto finished = files_[i].finish(); !finished) return finished;
    }
    return write_file(folder_ / kDataPackage, data_package(*dataset_));
  }

  std::vector<std::string> files() const override {
    std::vector<std::string> names;
    names.reserve(dataset_->tables.size() + 1);
    for (const auto& table : dataset_->tables) names.push_back(table.name + ".csv");
    names.emplace_back(kDataPackage);
    return names;
  }

 private:
  const Dataset* dataset_ = nullptr;
  std::filesystem::path folder_;
  std::vector<OutputFile> files_;
  std::vector<CsvRows> rows_;
};

}  // namespace

std::unique_ptr<Writer> make_csv_writer() { return std::make_unique<CsvWriter>(); }

}  // namespace nianbao::exporting
