#include "pipeline/run/exports.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "export/writer.h"

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

// The files appear only when all is written: where a person wishes to stop before, the writers leave none.
Result<void> write_records(Store& store, Writers& writers, const normalize::TemplateSet& templates,
                           const Interrupts& interrupts) {
  auto written = store.for_each_record(templates, [&](const exporting::Record& record) -> Result<void> {
    if (interrupts.wanted()) return fail(ErrorCode::output_failed, {}, "stopped");
    for (auto& writer : writers) {
      if (auto added = writer->add(record); !added) return added;
    }
    return {};
  });
  if (!written) return written;
  for (auto& writer : writers) {
    if (auto finished = writer->finish(); !finished) return finished;
  }
  return {};
}

}  // namespace

Result<Exported> export_records(Store& store, const RunOptions& options, const normalize::TemplateSet& templates,
                                const Interrupts& interrupts) {
  const auto dataset = exporting::make_dataset(templates.schema());
  auto writers = begin_writers(dataset, options);
  if (!writers) return std::unexpected(writers.error());
  Exported exported;
  for (const auto& writer : *writers) std::ranges::copy(writer->files(), std::back_inserter(exported.files));
  const auto how = fmt::format("csv_bom={}", options.csv_bom);
  const auto current = store.exported(options.out, exported.files, how);
  if (!current) return std::unexpected(current.error());
  exported.were_current = *current;
  if (exported.were_current) return exported;
  if (auto written = write_records(store, *writers, templates, interrupts); !written) {
    if (!interrupts.wanted()) return std::unexpected(written.error());
    return Exported{.files = {}, .interrupted = true};
  }
  if (auto noted = store.note_exported(options.out, exported.files, how); !noted) return std::unexpected(noted.error());
  if (auto committed = store.commit(); !committed) return std::unexpected(committed.error());
  return exported;
}

}  // namespace nianbao::pipeline
