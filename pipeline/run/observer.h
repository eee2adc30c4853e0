// Who watches a run: the progress on a terminal, the log. What they are told is in no output file.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "pipeline/worker/job.h"

namespace nianbao::pipeline {

// How far a run is.
struct Standing {
  std::optional<std::int64_t> files;  // of the selection, containers counted as one; empty where nobody knows
  std::int64_t containers = 0;        // opened so far
  std::int64_t members = 0;           // found in them so far
  std::int64_t listed = 0;            // documents found so far
  std::int64_t done = 0;              // of these, those that have their outcome
  std::int64_t kept = 0;              // of these, those an earlier run or the same bytes elsewhere had read
  std::int64_t failed = 0;            // of these, those that failed
  std::int64_t inputs = 0;            // to be written into the outputs, containers too; 0 until all is read
  std::int64_t written = 0;           // of these, those that are
};

class Observer {
 public:
  virtual ~Observer() = default;

  // Something a person should know, in one English sentence.
  virtual void notice(std::string_view sentence) = 0;
  // Several times a second, and at the end.
  virtual void stands(const Standing& standing) = 0;
  // A document was read by this run. `path` is one of those with these bytes.
  virtual void was_read(std::string_view path, const StoredReading& reading) = 0;
  // An input without a reading: refused, or a container.
  virtual void was_listed(std::string_view path, std::string_view outcome, std::string_view error_code) = 0;
};

}  // namespace nianbao::pipeline
