#include "export/writers/panel.h"

#include <array>
#include <optional>

#include "export/output_file.h"
#include "export/panel/panel.h"
#include "export/writers/csv_rows.h"
#include "export/writers/datapackage.h"

namespace nianbao::exporting {
namespace {

constexpr std::string_view kPackage = "panel.datapackage.json";

class PanelWriter : public Writer {
 public:
  Result<void> begin(const Dataset& dataset, const WriteOptions& options) override {
    dataset_ = &dataset;
    folder_ = options.folder;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const auto& table = dataset.joint_tables[i];
      if (auto opened = files_[i].open(folder_ / (table.name + ".csv")); !opened) return opened;
      files_[i].write(csv_head(table, options.csv_bom));
    }
    panel_.emplace(dataset, SpoolSpace{.folder = folder_});
    return {};
  }

  Result<void> add(const Record& record) override { return panel_->add(record); }

  Result<void> finish() override {
    if (auto written = panel_->write(files_[0], files_[1]); !written) return written;
    panel_.reset();
    for (auto& file : files_) {
      if (auto finished = file.finish(); !finished) return finished;
    }
    return write_file(folder_ / kPackage, data_package(dataset_->joint_tables));
  }

  std::vector<std::string> files(const Dataset& dataset) const override {
    std::vector<std::string> names;
    for (const auto& table : dataset.joint_tables) names.push_back(table.name + ".csv");
    names.emplace_back(kPackage);
    return names;
  }

 private:
  const Dataset* dataset_ = nullptr;
  std::filesystem::path folder_;
  std::array<OutputFile, 2> files_;  // of the panel and of its findings
  std::optional<Panel> panel_;
};

}  // namespace

std::unique_ptr<Writer> make_panel_writer() { return std::make_unique<PanelWriter>(); }

}  // namespace nianbao::exporting
