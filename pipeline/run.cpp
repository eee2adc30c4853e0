#include "pipeline/run.h"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

#include "pipeline/reading.h"
#include "pipeline/sources/walk.h"

namespace nianbao::pipeline {
namespace {

using Writers = std::vector<std::unique_ptr<exporting::Writer>>;

Result<Writers> begin_writers(const exporting::Dataset& dataset, const RunOptions& options) {
  Writers writers;
  for (const auto& row : exporting::writer_table()) {
    if (std::ranges::find(options.formats, row.id) == options.formats.end()) continue;
    writers.push_back(row.make());
    auto begun = writers.back()->begin(dataset, {.folder = options.out, .csv_bom = options.csv_bom});
    if (!begun) return std::unexpected(begun.error());
  }
  return writers;
}

exporting::Record read_source(const SourceFile& source, const normalize::TemplateSet& templates, const Limits& limits) {
  const auto bytes = read_file(source, limits.document_bytes);
  auto record = bytes ? read_content({*bytes, extension_of(source.shown), {}}, templates, limits).record
                      : failed_record(bytes.error());
  record.path = source.shown;
  return record;
}

// A link that leads nowhere is an input that cannot be read, and gets its row as one.
class Lister : public FileVisitor {
 public:
  explicit Lister(std::vector<SourceFile>& sources) : sources_(sources) {}
  bool file(const std::string& path, const std::string& shown) override {
    sources_.push_back({path, shown});
    return true;
  }
  bool refused(const std::string& shown, const Error&) override { return file(shown, shown); }

 private:
  std::vector<SourceFile>& sources_;
};

}  // namespace

Result<std::vector<SourceFile>> list_sources(const Selection& selection) {
  if (auto checked = check_selection(selection); !checked) return std::unexpected(checked.error());
  std::vector<SourceFile> sources;
  Lister lister(sources);
  if (auto walked = walk(selection, ListsFrom::anywhere, lister); !walked) return std::unexpected(walked.error());
  std::ranges::sort(sources, {}, &SourceFile::shown);
  const auto repeated = std::ranges::unique(sources, {}, &SourceFile::shown);
  sources.erase(repeated.begin(), repeated.end());
  return sources;
}

void Summary::count(const exporting::Record& record) {
  ++outcomes[std::to_underlying(record.outcome)];
  if (!record.report) return;
  for (const auto& field : record.report->fields) ++states[std::to_underlying(field.state)];
  for (const auto& finding : record.report->findings) ++verdicts[std::to_underlying(finding.verdict)];
  for (const auto& fact : record.report->facts) ++facts[std::to_underlying(fact.method)];
  unmapped += std::ssize(record.report->unmapped);
}

Result<void> prepare_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorCode::output_failed, folder.string(), "cannot make this folder: " + error.message());
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    return fail(ErrorCode::output_failed, folder.string(), "cannot write to this folder");
  }
  return {};
}

Result<Summary> run(std::span<const SourceFile> sources, const normalize::TemplateSet& templates,
                    const RunOptions& options, const Progress& progress) {
  const auto dataset = exporting::make_dataset(templates.schema());
  auto writers = begin_writers(dataset, options);
  if (!writers) return std::unexpected(writers.error());
  Summary summary;
  for (std::size_t done = 0; done < sources.size(); ++done) {
    if (progress) progress(done, sources[done]);
    const auto record = read_source(sources[done], templates, options.limits);
    summary.count(record);
    for (auto& writer : *writers) {
      if (auto added = writer->add(record); !added) return std::unexpected(added.error());
    }
  }
  for (auto& writer : *writers) {
    if (auto finished = writer->finish(); !finished) return std::unexpected(finished.error());
    std::ranges::copy(writer->files(), std::back_inserter(summary.files));
  }
  return summary;
}

}  // namespace nianbao::pipeline
