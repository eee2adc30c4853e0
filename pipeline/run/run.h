// The main job: every input of a selection through all the stages into the store, and from there into the outputs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "extract/base/limits.h"
#include "normalize/issuer/registry.h"
#include "normalize/template/template_set.h"
#include "pipeline/run/observer.h"
#include "pipeline/sources/inputs.h"
#include "pipeline/store/cell_counts.h"
#include "pipeline/store/store.h"

namespace nianbao::pipeline {

struct RunOptions {
  Selection selection;
  std::filesystem::path out;
  std::vector<std::string> formats;  // ids of writer_table
  bool csv_bom = false;
  bool wide_states = false;                                  // a state column beside each field column of `reports`
  std::shared_ptr<const normalize::IssuerRegistry> issuers;  // null: the built-in one
  std::string issuers_digest;                                // of the file it was made from; empty for the built-in one
  Limits limits;
  std::string fingerprint;  // of run_fingerprint
  int jobs = 1;             // processes that read documents
  bool convert = false;     // by LibreOffice, what only it can read
  bool retry_failed = false;
  bool refresh = false;
};

struct RunSummary {
  bool interrupted = false;  // then the outputs were not written
  StoreSummary inputs;
  std::int64_t known = 0;           // inputs that needed no reading: read before, or the same bytes
  std::vector<std::string> files;   // relative to the output folder
  bool files_were_current = false;  // nothing had changed since they were written
};

// Fails only for the environment: output that cannot be written, a store of another version, no processes.
Result<RunSummary> run(const RunOptions& options, const normalize::TemplateSet& templates, Observer& observer);

// What the run in the folder `store` found and read, once more into outputs, perhaps of other formats or in another
// folder; of the options what concerns reading is not looked at. Fails as run() does, and with bad_store where that run
// was stopped or another version of the program made it.
struct StoredRun {
  std::filesystem::path folder;
  std::string fingerprint_begin;  // of fingerprint_begin()
};
Result<RunSummary> export_again(const StoredRun& stored, const RunOptions& options,
                                const normalize::TemplateSet& templates, Observer& observer);

// Makes the output folder where it is missing. output_failed when it cannot be written to.
Result<void> prepare_folder(const std::filesystem::path& folder);

}  // namespace nianbao::pipeline
