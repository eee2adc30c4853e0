#include "pipeline/run/run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "pipeline/convert/conversion.h"
#include "pipeline/run/exports.h"
#include "pipeline/run/fingerprint.h"
#include "pipeline/run/intake.h"
#include "pipeline/run/spool.h"
#include "pipeline/sources/list_reader.h"
#include "pipeline/worker/reader.h"

namespace nianbao::pipeline {
namespace {

std::chrono::milliseconds document_time(const Limits& limits) { return std::chrono::seconds(limits.document_seconds); }

// A feeder that died begins it again. None where it is not asked for.
Result<FileDescriptor> standard_input_of(const RunOptions& options) {
  if (std::ranges::count(options.selection.lists, kStandardInput) == 0) return FileDescriptor();
  return spool_standard_input(options.out);
}

Result<WorkerPool> start_readers(const RunOptions& options, const normalize::TemplateSet& templates) {
  PoolOptions pool{
      .workers = options.jobs,
      .confinement = Confinement{.reach = Confinement::Reach::open_files, .address_bytes = options.limits.worker_bytes},
      .job_time = document_time(options.limits),
      .accepts = is_reading};
  warm_up(templates, options.limits);
  return WorkerPool::start(std::move(pool), document_reader(templates, options.limits));
}

Result<Feeder> start_feeder(const RunOptions& options, const FileDescriptor& standard_input) {
  return Feeder::start(
      {.confinement = Confinement{.reach = Confinement::Reach::all_files, .address_bytes = options.limits.worker_bytes},
       .silence = document_time(options.limits),
       .standard_input = standard_input.is_open() ? &standard_input : nullptr},
      [&options](InputSink& sink) { return read_inputs(options.selection, options.limits, sink); });
}

// None where nothing is to be converted.
Result<std::optional<WorkerPool>> start_converters(const RunOptions& options,
                                                   const std::optional<LibreOffice>& office) {
  if (!office) return std::nullopt;
  // Converting ends by itself in time; LibreOffice may have to be started for it, twice, which is not counted there.
  constexpr std::chrono::seconds kStarting{150};
  auto pool = WorkerPool::start({.workers = options.jobs, .job_time = 2 * document_time(options.limits) + kStarting},
                                document_converter(*office, options.limits));
  if (!pool) return std::unexpected(pool.error());
  return std::move(*pool);
}

// Who watches a reading, what it may convert with, and where it says how it stood at its end.
struct Watch {
  Observer& observer;
  Interrupts& interrupts;
  const std::optional<LibreOffice>& office;
  Standing& standing;
};

// The converter to use, if any. Without LibreOffice the run goes on, and what needs it has its error.
std::optional<LibreOffice> find_converter(const RunOptions& options, Observer& observer) {
  if (!options.convert) return std::nullopt;
  auto office = find_libreoffice();
  if (office) return std::move(*office);
  observer.notice(fmt::format("--convert has no effect: {}", office.error().detail));
  return std::nullopt;
}

// Lists and reads everything. The processes end with it.
Result<Intake::Ended> read_all(Store& store, const RunOptions& options, const normalize::TemplateSet& templates,
                               Watch watch) {
  const auto standard_input = standard_input_of(options);
  if (!standard_input) return std::unexpected(standard_input.error());
  auto count = FileCount::start(options.selection);
  if (!count) return std::unexpected(count.error());
  auto readers = start_readers(options, templates);
  if (!readers) return std::unexpected(readers.error());
  auto converters = start_converters(options, watch.office);
  if (!converters) return std::unexpected(converters.error());
  auto feeder = start_feeder(options, *standard_input);
  if (!feeder) return std::unexpected(feeder.error());
  Intake intake({.store = store,
                 .feeder = *feeder,
                 .readers = *readers,
                 .converters = *converters ? &**converters : nullptr,
                 .interrupts = watch.interrupts,
                 .count = *count,
                 .observer = watch.observer},
                {.jobs = options.jobs,
                 .retry_failed = options.retry_failed,
                 .converter = watch.office ? watch.office->version : std::string()});
  auto ended = intake.run();
  watch.standing = intake.standing();
  return ended;
}

Result<void> export_into(RunSummary& summary, const ExportParts& parts, const RunOptions& options) {
  auto exported = export_records(parts, options);
  if (!exported) return std::unexpected(exported.error());
  summary.interrupted = exported->interrupted;
  summary.files = std::move(exported->files);
  summary.files_were_current = exported->were_current;
  return {};
}

Result<RunSummary> summed_up(RunSummary summary, Store& store) {
  auto inputs = store.summary();
  if (!inputs) return std::unexpected(inputs.error());
  summary.inputs = std::move(*inputs);
  return summary;
}

}  // namespace

Result<void> prepare_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorCode::output_failed, folder.string(), "cannot make this folder: " + error.message());
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    return fail(ErrorCode::output_failed, folder.string(), "cannot write to this folder");
  }
  return {};
}

Result<RunSummary> run(const RunOptions& options, const normalize::TemplateSet& templates, Observer& observer) {
  RunSummary summary;
  const auto office = find_converter(options, observer);
  auto store = Store::open(options.out, options.fingerprint, options.refresh);
  if (!store) return std::unexpected(store.error());
  auto terms =
      store->read_on({.converter = office ? office->version : std::string(), .limits = refusal_limits(options.limits)});
  if (!terms) return std::unexpected(terms.error());
  auto interrupts = Interrupts::watch();
  if (!interrupts) return std::unexpected(interrupts.error());
  Standing standing;
  const auto ended = read_all(*store, options, templates, {observer, *interrupts, office, standing});
  if (!ended) return std::unexpected(ended.error());
  summary.known = standing.kept;
  summary.interrupted = *ended == Intake::Ended::interrupted;
  if (!summary.interrupted) {
    if (auto listed = store->end_listing(); !listed) return std::unexpected(listed.error());
    const ExportParts parts{*store, templates, *interrupts, observer, standing};
    if (auto exported = export_into(summary, parts, options); !exported) return std::unexpected(exported.error());
  }
  return summed_up(std::move(summary), *store);
}

Result<RunSummary> export_again(const StoredRun& stored, const RunOptions& options,
                                const normalize::TemplateSet& templates, Observer& observer) {
  auto store = Store::reopen(stored.folder, stored.fingerprint_begin);
  if (!store) return std::unexpected(store.error());
  auto interrupts = Interrupts::watch();
  if (!interrupts) return std::unexpected(interrupts.error());
  RunSummary summary;
  const ExportParts parts{*store, templates, *interrupts, observer, Standing{}};
  if (auto exported = export_into(summary, parts, options); !exported) return std::unexpected(exported.error());
  return summed_up(std::move(summary), *store);
}

}  // namespace nianbao::pipeline
