// The part of a run that reads: inputs from the feeder into the store, contents to the processes that read them, and
// their readings into the store.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/run/file_count.h"
#include "pipeline/run/observer.h"
#include "pipeline/store/store.h"
#include "pipeline/worker/feeder.h"
#include "pipeline/worker/interrupt.h"
#include "pipeline/worker/pool.h"

namespace nianbao::pipeline {

// What an intake works with. All outlive it.
struct IntakeParts {
  Store& store;
  Feeder& feeder;
  WorkerPool& readers;
  WorkerPool* converters = nullptr;  // none: what needs a converter fails
  Interrupts& interrupts;
  FileCount& count;
  Observer& observer;
};

struct IntakeOptions {
  int jobs = 1;
  bool retry_failed = false;  // read anew what failed in an earlier run
  std::string converter;      // LibreOffice with its version
};

class Intake {
 public:
  Intake(IntakeParts parts, IntakeOptions options) : parts_(parts), options_(std::move(options)) {}

  enum class Ended : std::uint8_t { whole, interrupted };

  // Until every input is listed and read, or a person wishes to stop. What was done is committed either way, and
  // several times a second before: whatever ends this process costs no more than that.
  Result<Ended> run();

  const Standing& standing() const { return standing_; }

 private:
  // A content that is being read.
  struct Reading {
    Job job;
    std::string path;         // of the first input with it
    FileDescriptor content;   // kept where a converter may have to have it
    std::int64_t inputs = 1;  // that wait for it
  };

  Result<void> take_inputs();
  Result<void> take(FedDocument& document);
  Result<void> take(told::Refused& refused);
  Result<void> take(told::Enter& enter);
  Result<void> take(told::Leave& leave);
  Result<void> take(told::End& end);
  Result<void> list_without_reading(const Origin& origin, exporting::Record record);

  Result<void> take_readings();
  Result<void> take_conversions();
  Result<void> keep(JobId id, const StoredReading& stored);
  void give_out(JobId id, Reading& reading, FileDescriptor content);
  void note_listed(const Origin& origin);
  Result<bool> is_to_be_read(const std::string& key);
  bool may_take_inputs() const;
  Result<void> commit_now_and_then();
  void wait();
  void tell();

  IntakeParts parts_;
  IntakeOptions options_;
  Standing standing_;
  std::map<JobId, Reading> in_work_;
  std::unordered_map<std::string, JobId> by_key_;
  std::unordered_set<std::string> failed_now_;  // contents tried again by this run, in vain
  std::set<std::string> told_;                  // notices
  JobId next_id_ = 1;
  bool fed_ = false;  // the feeder has ended
  std::chrono::steady_clock::time_point committed_;
};

}  // namespace nianbao::pipeline
