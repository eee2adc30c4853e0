// Records on their way into several formats at the same time, by processes.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "export/writer.h"
#include "normalize/template/template_set.h"
#include "pipeline/run/record_batch.h"
#include "pipeline/run/rendering.h"
#include "pipeline/run/writing_process.h"

namespace nianbao::pipeline {

// Formats in pieces are rendered by several processes and written by this one; each of the others has a process of its
// own.
class Writing {
 public:
  // All but the number and the limit outlive it.
  struct Task {
    const exporting::Dataset& dataset;
    const exporting::WriteOptions& options;
    const normalize::TemplateSet& templates;
    int processes = 1;               // that render
    std::int64_t process_bytes = 0;  // of memory one of them may take
  };
  using Formats = std::vector<const exporting::WriterRow*>;

  // The writers in pieces have begun. Fails with no_process.
  static Result<Writing> start(const Task& task, std::span<exporting::PieceWriter* const> in_pieces,
                               const Formats& whole);

  // In their final order. The errors are those of the writers, or bad_store where a record is damaged.
  Result<void> add(const StoredRecord& stored);
  // Waits until all is written but what the writers in pieces do in finish(). Returns the formats whose process died,
  // by no fault of a record: they are to be written again. Errors as above.
  Result<Formats> finish();

 private:
  struct Whole {
    const exporting::WriterRow* format = nullptr;
    std::optional<WritingProcess> process;  // none: it died
  };

  Result<void> give();
  // What became of a process, if it is not that it died.
  static Result<void> outlive(Whole& whole, Result<void> done);

  RecordBatch batch_;
  std::optional<Rendering> rendering_;  // none where nothing is in pieces
  std::vector<Whole> whole_;
};

}  // namespace nianbao::pipeline
