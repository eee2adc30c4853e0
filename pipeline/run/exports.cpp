#include "pipeline/run/exports.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "export/writer.h"
#include "pipeline/run/rendering.h"

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

// One pass over the records of the store, in their order. The files appear only when all is written: where a person
// wishes to stop before, the writers leave none.
class Pass {
 public:
  Pass(const ExportParts& parts, const RunOptions& options, const Writers& writers)
      : parts_(parts), options_(options), writers_(writers), standing_(parts.standing) {}

  Result<void> write() {
    const auto inputs = parts_.store.inputs();
    if (!inputs) return std::unexpected(inputs.error());
    standing_.inputs = *inputs;
    std::vector<exporting::PieceWriter*> in_pieces;
    for (const auto& writer : writers_) {
      if (auto* pieces = writer->in_pieces()) in_pieces.push_back(pieces);
    }
    const bool alone = options_.jobs == 1 || in_pieces.size() < writers_.size();
    auto written = alone ? write_here() : write_in_processes({in_pieces, parts_.templates});
    for (auto writer = writers_.begin(); written && writer != writers_.end(); ++writer) written = (*writer)->finish();
    return written;
  }

 private:
  // One process costs less than two where one is all there may be.
  Result<void> write_here() {
    return parts_.store.for_each_record(parts_.templates, [&](const exporting::Record& record) -> Result<void> {
      if (auto stopped = note_next(); !stopped) return stopped;
      for (const auto& writer : writers_) {
        if (auto added = writer->add(record); !added) return added;
      }
      return {};
    });
  }

  Result<void> write_in_processes(const Rendering::Into& into) {
    auto rendering = Rendering::start(options_.jobs, options_.limits.worker_bytes, into);
    if (!rendering) return std::unexpected(rendering.error());
    auto written = parts_.store.for_each_stored([&](const StoredRecord& stored) -> Result<void> {
      if (auto stopped = note_next(); !stopped) return stopped;
      return rendering->add(stored);
    });
    return written ? rendering->finish() : written;
  }

  Result<void> note_next() {
    if (parts_.interrupts.wanted()) return fail(ErrorCode::output_failed, {}, "stopped");
    ++standing_.written;
    parts_.observer.stands(standing_);
    return {};
  }

  const ExportParts& parts_;
  const RunOptions& options_;
  const Writers& writers_;
  Standing standing_;
};

}  // namespace

Result<Exported> export_records(const ExportParts& parts, const RunOptions& options) {
  auto& store = parts.store;
  const auto dataset = exporting::make_dataset(parts.templates.schema());
  const auto writers = begin_writers(dataset, options);
  if (!writers) return std::unexpected(writers.error());
  Exported exported;
  for (const auto& writer : *writers) std::ranges::copy(writer->files(), std::back_inserter(exported.files));
  const auto how = fmt::format("csv_bom={}", options.csv_bom);
  const auto current = store.exported(options.out, exported.files, how);
  if (!current) return std::unexpected(current.error());
  exported.were_current = *current;
  if (exported.were_current) return exported;
  if (auto written = Pass(parts, options, *writers).write(); !written) {
    if (!parts.interrupts.wanted()) return std::unexpected(written.error());
    return Exported{.files = {}, .interrupted = true};
  }
  if (auto noted = store.note_exported(options.out, exported.files, how); !noted) return std::unexpected(noted.error());
  if (auto committed = store.commit(); !committed) return std::unexpected(committed.error());
  return exported;
}

}  // namespace nianbao::pipeline
