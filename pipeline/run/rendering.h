// Records made pieces of the output files by several processes at a time.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/writer.h"
#include "extract/base/limits.h"
#include "normalize/template/template_set.h"
#include "pipeline/worker/pool.h"

namespace nianbao::pipeline {

// Takes records in their final order and appends what they add to the files in that order, whatever the number of
// processes. Holds a few batches of records and of pieces for each process, never a run.
class Rendering {
 public:
  // The writers have begun. They and the templates must outlive it.
  struct Into {
    std::span<exporting::PieceWriter* const> writers;
    const normalize::TemplateSet& templates;
  };

  // Fails with no_process.
  static Result<Rendering> start(int processes, std::int64_t process_bytes, Into into);

  // `records` is what RecordBatch::take() gave, and `content` the same as a file in memory. bad_store where a record is
  // damaged, no_process where no process can be kept alive.
  Result<void> give(std::string records, FileDescriptor content);
  // Waits until all is appended. Errors as above.
  Result<void> finish();

  // For a test to kill.
  std::vector<pid_t> processes() const { return pool_.processes(); }

 private:
  Rendering(WorkerPool pool, std::size_t most_ahead, Into into)
      : pool_(std::move(pool)), most_ahead_(most_ahead), into_(into) {}

  Result<void> collect();
  Result<void> append_next();

  // A batch that is given out, or was and waits for those before it.
  struct Batch {
    std::string records;
    std::optional<Result<std::string>> pieces;
  };

  WorkerPool pool_;
  std::size_t most_ahead_;
  Into into_;
  std::map<JobId, Batch> ahead_;
  JobId next_ = 0;
};

}  // namespace nianbao::pipeline
