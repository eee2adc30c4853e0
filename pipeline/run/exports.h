// The outputs of a run, written from its store, one record in memory at a time.
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

// output_failed where a file cannot be written, bad_store where a record cannot be read.
Result<Exported> export_records(Store& store, const RunOptions& options, const normalize::TemplateSet& templates,
                                const Interrupts& interrupts);

}  // namespace nianbao::pipeline
