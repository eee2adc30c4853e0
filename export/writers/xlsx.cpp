#include "export/writers/xlsx.h"

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "export/output_file.h"
#include "export/writers/xlsx_check.h"
#include "export/writers/xlsx_workbook.h"

namespace nianbao::exporting {
namespace {

constexpr std::string_view kFile = "nianbao.xlsx";

// Where TMPDIR names no other place, beside the workbook: they are larger than it, and /tmp may be memory.
std::filesystem::path temporary_folder(const std::filesystem::path& folder) {
  const char* const named = std::getenv("TMPDIR");
  return named == nullptr || *named == '\0' ? folder : std::filesystem::path(named);
}

class XlsxWriter : public Writer {
 public:
  explicit XlsxWriter(const xlsx::SheetLimits& limits) : limits_(limits) {}

  Result<void> begin(const Dataset& dataset, const WriteOptions& options) override {
    dataset_ = &dataset;
    path_ = options.folder / kFile;
    // Empty until the end, but a folder that takes no file says so now.
    if (auto opened = file_.open(path_); !opened) return opened;
    auto book = xlsx::Workbook::create(path_, temporary_folder(options.folder));
    if (!book) return std::unexpected(book.error());
    book_.emplace(std::move(*book));
    tables_.reserve(dataset.tables.size());
    for (const auto& table : dataset.tables) {
      auto& rows = tables_.emplace_back(*book_, table, limits_);
      if (table.write_fixed_rows) table.write_fixed_rows(rows);
    }
    return book_->state();
  }

  Result<void> add(const Record& record) override {
    for (std::size_t i = 0; i < tables_.size(); ++i) dataset_->tables[i].write_rows(record, tables_[i]);
    return book_->state();
  }

  Result<void> finish() override {
    for (auto& rows : tables_) rows.close_sheet();
    const auto sizes = book_->finish();
    if (!sizes) return std::unexpected(sizes.error());
    if (auto whole = xlsx::check_package(path_, *sizes); !whole) return whole;
    return file_.finish();
  }

  std::vector<std::string> files(const Dataset&) const override { return {std::string(kFile)}; }

 private:
  xlsx::SheetLimits limits_;
  const Dataset* dataset_ = nullptr;
  std::filesystem::path path_;
  OutputFile file_;
  std::optional<xlsx::Workbook> book_;
  std::vector<xlsx::SheetRows> tables_;
};

}  // namespace

std::unique_ptr<Writer> make_xlsx_writer() { return make_xlsx_writer(xlsx::SheetLimits{}); }

std::unique_ptr<Writer> make_xlsx_writer(const xlsx::SheetLimits& limits) {
  return std::make_unique<XlsxWriter>(limits);
}

}  // namespace nianbao::exporting
