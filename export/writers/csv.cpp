#include "export/writers/csv.h"

#include <string>
#include <vector>

#include "export/output_file.h"
#include "export/writers/csv_rows.h"
#include "export/writers/datapackage.h"

namespace nianbao::exporting {
namespace {

class CsvWriter : public PieceWriter {
 public:
  Result<void> begin(const Dataset& dataset, const WriteOptions& options) override {
    dataset_ = &dataset;
    folder_ = options.folder;
    files_.resize(dataset.tables.size());
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const auto& table = dataset.tables[i];
      if (auto opened = files_[i].open(folder_ / (table.name + ".csv")); !opened) return opened;
      files_[i].write(csv_head(table, options.csv_bom));
    }
    return {};
  }

  void render(const Record& record, std::span<std::string> pieces) const override {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      CsvRows rows(pieces[i]);
      dataset_->tables[i].write_rows(record, rows);
    }
  }

  std::size_t growing() const override { return dataset_->tables.size(); }

  void append(std::size_t file, std::string_view piece) override { files_[file].write(piece); }

  Result<void> finish() override {
    for (auto& file : files_) {
      if (auto finished = file.finish(); !finished) return finished;
    }
    return write_file(folder_ / kDataPackage, data_package(dataset_->tables));
  }

  std::vector<std::string> files(const Dataset& dataset) const override {
    std::vector<std::string> names;
    names.reserve(dataset.tables.size() + 1);
    for (const auto& table : dataset.tables) names.push_back(table.name + ".csv");
    names.emplace_back(kDataPackage);
    return names;
  }

 private:
  const Dataset* dataset_ = nullptr;
  std::filesystem::path folder_;
  std::vector<OutputFile> files_;
};

}  // namespace

std::unique_ptr<Writer> make_csv_writer() { return std::make_unique<CsvWriter>(); }

}  // namespace nianbao::exporting
