#include "pipeline/run/exports.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "export/output_file.h"
#include "export/writer.h"
#include "pipeline/run/writing.h"

namespace nianbao::pipeline {
namespace {

struct Output {
  const exporting::WriterRow* format = nullptr;
  std::unique_ptr<exporting::Writer> writer;
};

std::vector<Output> outputs_of(const std::vector<std::string>& formats) {
  std::vector<Output> outputs;
  for (const auto& row : exporting::writer_table()) {
    if (std::ranges::find(formats, row.id) != formats.end()) outputs.push_back({&row, row.make()});
  }
  return outputs;
}

// The records of the store into all outputs.
class Export {
 public:
  Export(const ExportParts& parts, const RunOptions& options, const exporting::Dataset& dataset)
      : parts_(parts),
        options_(options),
        dataset_(dataset),
        write_options_{.folder = options.out, .csv_bom = options.csv_bom},
        standing_(parts.standing) {}

  // The files appear only when all is written: where a person wishes to stop before, the writers leave none.
  Result<void> write(std::span<const Output> outputs) {
    const auto inputs = parts_.store.inputs();
    if (!inputs) return std::unexpected(inputs.error());
    standing_.inputs = *inputs;
    return options_.jobs == 1 ? write_here(outputs) : write_in_processes(outputs);
  }

 private:
  // One process costs less than two where one is all there may be.
  Result<void> write_here(std::span<const Output> outputs) {
    for (const auto& output : outputs) {
      if (auto begun = output.writer->begin(dataset_, write_options_); !begun) return begun;
    }
    auto written = parts_.store.for_each_record(parts_.templates, [&](const exporting::Record& record) -> Result<void> {
      if (auto stopped = note_next(); !stopped) return stopped;
      for (const auto& output : outputs) {
        if (auto added = output.writer->add(record); !added) return added;
      }
      return {};
    });
    for (auto output = outputs.begin(); written && output != outputs.end(); ++output) {
      written = output->writer->finish();
    }
    return written;
  }

  Result<void> write_in_processes(std::span<const Output> outputs) {
    // What is loaded with the first name is then there for all processes.
    dataset_.issuers->resolve({.name = "?"});
    std::vector<exporting::PieceWriter*> in_pieces;
    Writing::Formats whole;
    for (const auto& output : outputs) {
      if (auto* pieces = output.writer->in_pieces())
        in_pieces.push_back(pieces);
      else
        whole.push_back(output.format);
    }
    auto died = pass(in_pieces, whole);
    constexpr int kMostPasses = 5;
    for (int passes = 1; died && !died->empty(); ++passes) {
      if (passes == kMostPasses) return fail(ErrorCode::crashed, {}, "a process that writes an output dies every time");
      died = pass({}, *died);
    }
    return died ? Result<void>() : std::unexpected(died.error());
  }

  Result<Writing::Formats> pass(std::span<exporting::PieceWriter* const> in_pieces, const Writing::Formats& whole) {
    standing_.written = 0;
    for (auto* writer : in_pieces) {
      if (auto begun = writer->begin(dataset_, write_options_); !begun) return std::unexpected(begun.error());
    }
    auto writing = Writing::start(
        {dataset_, write_options_, parts_.templates, options_.jobs, options_.limits.worker_bytes}, in_pieces, whole);
    if (!writing) return std::unexpected(writing.error());
    auto sent = parts_.store.for_each_stored([&](const StoredRecord& stored) -> Result<void> {
      if (auto stopped = note_next(); !stopped) return stopped;
      return writing->add(stored);
    });
    if (!sent) return std::unexpected(sent.error());
    auto died = writing->finish();
    for (auto writer = in_pieces.begin(); died && writer != in_pieces.end(); ++writer) {
      if (auto finished = (*writer)->finish(); !finished) return std::unexpected(finished.error());
    }
    return died;
  }

  Result<void> note_next() {
    if (parts_.interrupts.wanted()) return fail(ErrorCode::output_failed, {}, "stopped");
    ++standing_.written;
    parts_.observer.stands(standing_);
    return {};
  }

  const ExportParts& parts_;
  const RunOptions& options_;
  const exporting::Dataset& dataset_;
  exporting::WriteOptions write_options_;
  Standing standing_;
};

// What processes that were ended left behind. What is not there need not go.
void remove_unfinished(const std::filesystem::path& folder, const std::vector<std::string>& files) {
  for (const auto& file : files) {
    std::error_code ignored;
    std::filesystem::remove(exporting::unfinished(folder / file), ignored);
  }
}

}  // namespace

Result<Exported> export_records(const ExportParts& parts, const RunOptions& options) {
  auto& store = parts.store;
  const auto& issuers = options.issuers ? *options.issuers : normalize::builtin_issuers();
  const auto dataset = exporting::make_dataset(parts.templates.schema(), issuers, {.wide_states = options.wide_states});
  const auto outputs = outputs_of(options.formats);
  Exported exported;
  for (const auto& output : outputs)
    std::ranges::copy(output.writer->files(dataset), std::back_inserter(exported.files));
  const auto how =
      fmt::format("csv_bom={} wide_states={} issuers={}", options.csv_bom, options.wide_states, options.issuers_digest);
  const auto current = store.exported(options.out, exported.files, how);
  if (!current) return std::unexpected(current.error());
  exported.were_current = *current;
  if (exported.were_current) return exported;
  if (auto written = Export(parts, options, dataset).write(outputs); !written) {
    remove_unfinished(options.out, exported.files);
    if (!parts.interrupts.wanted()) return std::unexpected(written.error());
    return Exported{.files = {}, .interrupted = true};
  }
  if (auto noted = store.note_exported(options.out, exported.files, how); !noted) return std::unexpected(noted.error());
  if (auto committed = store.commit(); !committed) return std::unexpected(committed.error());
  return exported;
}

}  // namespace nianbao::pipeline
