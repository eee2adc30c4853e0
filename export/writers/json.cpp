#include "export/writers/json.h"

#include "export/output_file.h"
#include "export/writers/record_json.h"
#include "export/writers/report_schema.h"

namespace nianbao::exporting {
namespace {

constexpr std::string_view kReports = "reports.jsonl";
constexpr std::string_view kSchema = "schema/report.schema.json";

class JsonLinesWriter : public PieceWriter {
 public:
  Result<void> begin(const Dataset& dataset, const WriteOptions& options) override {
    dataset_ = &dataset;
    folder_ = options.folder;
    return file_.open(folder_ / kReports);
  }

  void render(const Record& record, std::span<std::string> pieces) const override {
    if (record.report) pieces.front().append(record_json(record)).append("\n");
  }

  std::size_t growing() const override { return 1; }

  void append(std::size_t, std::string_view piece) override { file_.write(piece); }

  Result<void> finish() override {
    if (auto finished = file_.finish(); !finished) return finished;
    return write_file(folder_ / kSchema, report_schema(*dataset_->schema));
  }

  std::vector<std::string> files(const Dataset&) const override {
    return {std::string(kReports), std::string(kSchema)};
  }

 private:
  const Dataset* dataset_ = nullptr;
  std::filesystem::path folder_;
  OutputFile file_;
};

}  // namespace

std::unique_ptr<Writer> make_json_writer() { return std::make_unique<JsonLinesWriter>(); }

}  // namespace nianbao::exporting
