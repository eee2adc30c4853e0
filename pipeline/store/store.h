// The store of a run: one SQLite file in the output folder that holds which inputs there are and what was read
// from each content. Whatever ends the program, all that commit() was called for is there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"
#include "normalize/template/template_set.h"
#include "pipeline/sources/input.h"
#include "pipeline/store/cell_counts.h"
#include "pipeline/store/record_codec.h"
#include "pipeline/worker/job.h"

namespace nianbao::pipeline {

inline constexpr std::string_view kStoreName = "nianbao.sqlite";

struct StoreState;

// One input as the store lists it.
struct ListedInput {
  Origin origin;
  std::string key;     // content_key of its bytes; empty where there are none (see `record`)
  std::string sha256;  // of its bytes; empty where there are none
  std::int64_t bytes = 0;
  // Encoded, of an input without a reading: refused, or a container; else empty. Never a report.
  std::string record;
};

// On what terms a run reads, besides those of its fingerprint: what was read on others stays, but for what they
// decided.
struct RunTerms {
  // What it converts documents with; empty: nothing. A reading made with another converter, or with none where there is
  // one now, is no longer one.
  std::string converter;
  // The limits of refusal_limits(). What was refused or failed as limit_exceeded under others is to be read again.
  std::string limits;
};

// Counted over the inputs of the current run.
struct StoreSummary {
  std::map<std::string, std::int64_t> outcomes;     // by outcome
  std::map<std::string, std::int64_t> error_codes;  // by error code, of outcomes other than report
  std::map<std::string, std::int64_t> formats;
  std::map<std::string, std::int64_t> templates;
  std::int64_t duplicates = 0;
  CellCounts cells;         // of reports
  std::int64_t unseen = 0;  // inputs of earlier runs that this one did not find
  struct Costly {
    std::string path;
    std::int64_t amount = 0;
  };
  std::vector<Costly> slowest;  // contents, under the first of their paths: microseconds, at most five, most first
  std::vector<Costly> largest;  // inputs but containers: bytes, ditto
};

// A call that fails ends the run: every later one fails with the same error. Errors: output_failed where the disk is
// full or the file cannot be written; bad_store where it is damaged. Not to be used, nor destroyed, in a child of the
// process that opened it.
class Store {
 public:
  // Opens or makes FOLDER/nianbao.sqlite and begins a run in it. output_failed when it cannot be written or another
  // process has a run in it; bad_store when it is no store, damaged, or was filled under another fingerprint, unless
  // `refresh`: then all readings are dropped, and containers are to be read again.
  static Result<Store> open(const std::filesystem::path& folder, std::string_view fingerprint, bool refresh);
  // Opens the store of a run that ended, to export again what it found. bad_store when there is none, when the run was
  // stopped, or when its fingerprint does not begin so; otherwise as above.
  static Result<Store> reopen(const std::filesystem::path& folder, std::string_view fingerprint_begin);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Lists an input as found by this run. False when this run has listed the path before (then nothing changes).
  Result<bool> list(const ListedInput& input);

  // Until then, on none: no converter, limits without a name.
  Result<void> read_on(RunTerms terms);

  // Whether there is a reading of this content. With `failed_too` false one of the outcome failed does not count:
  // it is to be read again.
  Result<bool> has_reading(std::string_view key, bool failed_too);
  Result<void> put_reading(std::string_view key, const StoredReading& reading);

  // Whether this container, with these bytes, was read whole by an earlier run and none of its members is to be read
  // again, refused ones included, `failed_too` as above. If so, all its members (and theirs) count as found by this
  // run, which are so many; the container itself is to be listed.
  Result<std::optional<std::int64_t>> relist_members(std::string_view container_path, std::string_view sha256,
                                                     bool failed_too);
  // Says that the container, which this run has listed, was read whole: what this run did not find in it is gone.
  Result<void> complete(std::string_view container_path, std::string_view sha256);

  // Makes durable what was done since the last commit. What is not committed at the end is lost.
  Result<void> commit();

  // Ends the listing: inputs this run did not find are no longer exported (their readings stay). All is read by then.
  Result<void> end_listing();

  // Inputs listed by this run.
  Result<std::int64_t> inputs();

  // Inputs listed by this run whose content has no reading. Zero when the run is whole.
  Result<std::int64_t> missing_readings();

  // The records of the inputs of this run by the order of their paths' bytes, one at a time in memory; with path,
  // url, captured and duplicates set. An error of `take` ends it. bad_store at an input without a reading.
  // Inputs of the same bytes are duplicates of the first path, containers too; empty files are not: they share nothing
  // that could be counted twice. Reports of the same figures_digest are near duplicates of the first of them, those
  // with its bytes excepted.
  Result<void> for_each_record(const normalize::TemplateSet& templates,
                               const std::function<Result<void>(const exporting::Record&)>& take);
  // The same, before they are decoded: valid during the call.
  Result<void> for_each_stored(const std::function<Result<void>(const StoredRecord&)>& take);

  Result<StoreSummary> summary();

  // Whether the outputs named, made with `options` (any text), are those of what the store holds now, and their
  // files have not been touched since (size and time). Asked after end_listing.
  Result<bool> exported(const std::filesystem::path& folder, const std::vector<std::string>& files,
                        std::string_view options);
  // Commits, when the files are on the disk. output_failed where one is missing.
  Result<void> note_exported(const std::filesystem::path& folder, const std::vector<std::string>& files,
                             std::string_view options);

 private:
  explicit Store(std::unique_ptr<StoreState> state);
  std::unique_ptr<StoreState> state_;
};

}  // namespace nianbao::pipeline
