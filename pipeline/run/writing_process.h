// A writer at work in a process of its own, so that formats that are written whole are written side by side.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "export/writer.h"
#include "normalize/template/template_set.h"
#include "pipeline/worker/child_process.h"

namespace nianbao::pipeline {

class WritingProcess {
 public:
  // All of it is looked at until the process ends, but in the process's own copy.
  struct Task {
    const exporting::WriterRow& format;
    const exporting::Dataset& dataset;
    const exporting::WriteOptions& options;
    const normalize::TemplateSet& templates;
  };

  // Fails with no_process.
  static Result<WritingProcess> start(const Task& task);

  // A file in memory with what RecordBatch::take() gave. The errors are those of the writer, or bad_store where a
  // record is damaged; or crashed where the process is gone, by no fault of a record.
  Result<void> give(const FileDescriptor& batch);
  // Waits until the files are complete.
  Result<void> finish();

  // For a test to kill.
  pid_t process() const { return process_.id(); }

 private:
  explicit WritingProcess(ChildProcess process) : process_(std::move(process)) {}

  std::unexpected<Error> gone();
  Result<void> hear(Waiting waiting);

  ChildProcess process_;
};

}  // namespace nianbao::pipeline
