// The outputs of a run, written from its store, a few records in memory at a time.
#pragma once

#include <string>
#include <vector>

#include "normalize/template/template_set.h"
#include "pipeline/run/run.h"
#include "pipeline/store/store.h"
#include "pipeline/worker/interrupt.h"

namespace nianbao::pipeline {

struct Exported {
  std::vector<std::string> files;  // relative to the output folder
  bool were_current = false;       // nothing had changed since they were written
  bool interrupted = false;        // then no file was written
};

// What an export works with. All outlive it.
struct ExportParts {
  Store& store;
  const normalize::TemplateSet& templates;
  const Interrupts& interrupts;
  Observer& observer;
  Standing standing;  // as the reading ended
};

// output_failed where a file cannot be written, bad_store where a record cannot be read, no_process where no process
// can be kept alive.
Result<Exported> export_records(const ExportParts& parts, const RunOptions& options);

}  // namespace nianbao::pipeline
