#include "export/writers/csv.h"

#include <string>
#include <vector>

#include "export/writers/csv_rows.h"
#include "export/writers/datapackage.h"

namespace nianbao::exporting {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

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
