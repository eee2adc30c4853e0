// Processes that do one job at a time each. A job that kills its process, hangs or eats its memory costs nothing but
// itself.
#pragma once

#include <poll.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"
#include "pipeline/worker/child_process.h"

namespace nianbao::pipeline {

using JobId = std::int64_t;

// How a job ended.
struct JobEnd {
  JobId id = 0;
  Result<std::string> reply;      // or crashed, timed_out, out_of_memory, ready for failed_record()
  std::int64_t microseconds = 0;  // from when its last try began, by the clock on the wall
  std::int64_t peak_bytes = 0;    // most memory its process ever held, shared memory included
};

struct PoolOptions {
  int workers = 1;
  std::optional<Confinement> confinement;
  std::chrono::milliseconds job_time{60'000};
  // A process is replaced after so many jobs, or once it has held so much memory: what one document took, and what
  // the allocator cannot give back, is not kept for the next ten thousand.
  std::int64_t jobs_of_a_process = 20'000;
  std::int64_t bytes_of_a_process = 120 << 20;
  // Whether a reply is one. A process that gives another is as good as crashed.
  std::function<bool(std::string_view reply)> accepts;
};

// Not for more than one thread, nor beside others (see ChildProcess).
class WorkerPool {
 public:
  // Runs in the workers. `content` is what was given with the job.
  using Work = std::function<std::string(std::string_view request, const FileDescriptor& content)>;

  // Fails with no_process where not one worker can be started.
  static Result<WorkerPool> start(PoolOptions options, Work work);

  // Whether a job given now would begin at once. False while a job is tried again: that happens alone.
  bool idle() const;

  // A job given while not idle waits its turn. A request of more than 64 KiB belongs into the content.
  void give(JobId id, std::string request, FileDescriptor content);

  // Jobs given whose end collect() has not told.
  std::size_t unfinished() const;

  // What to wait for besides `patience()`: append to the descriptors of a poll, for POLLIN.
  void watch(std::vector<pollfd>& descriptors) const;
  // The time until the first job in work is late; at most an hour. collect() is due then.
  std::chrono::milliseconds patience() const;

  // Waits up to `most` (0: not at all) until something happened, and tells which jobs ended. A job whose process died
  // or that was late is tried once more, alone, and has ended only when that ended too. A SIGKILL from elsewhere is
  // not counted as its doing the first few times. Fails with no_process when no worker can be kept alive.
  Result<std::vector<JobEnd>> collect(std::chrono::milliseconds most);

  // What confinement the processes lack, for a person; empty where they lack none, or before one has said so.
  const std::string& notice() const { return notice_; }

  // The processes, for a test to kill.
  std::vector<pid_t> processes() const;

 private:
  using Clock = std::chrono::steady_clock;

  struct Task {
    JobId id = 0;
    std::string request;
    FileDescriptor content;
    int deaths = 0;  // of processes by its doing
    int kills = 0;   // of processes by others'
  };
  struct Worker {
    std::optional<ChildProcess> process;  // none: it could not be replaced yet
    std::optional<Task> task;
    Clock::time_point begun;
    std::int64_t jobs = 0;
    bool ready = false;
    bool done_with = false;  // to be replaced before the next job
  };

  WorkerPool(PoolOptions options, Work work) : options_(std::move(options)), work_(std::move(work)) {}

  Result<void> employ(Worker& worker);
  Result<void> replace_missing();
  void hand_out();
  bool hand_over(Worker& worker, Task& task);
  void listen_to(Worker& worker);
  bool take(Worker& worker, std::string_view message);
  // Why a process is done with.
  enum class Fault : std::uint8_t { gone, late, garbage };
  void bury(Worker& worker, Fault fault);
  void try_again(Task task, const JobEnd& end, bool killed);
  bool trying_alone() const;
  bool any_working() const;

  PoolOptions options_;
  Work work_;
  std::vector<Worker> workers_;
  std::deque<Task> waiting_;  // for their first try
  std::deque<Task> again_;    // for one alone
  bool alone_ = false;        // such a one is in work
  std::vector<JobEnd> ended_;
  int idle_deaths_ = 0;  // of processes that did nothing, one after the other
  std::string notice_;
};

}  // namespace nianbao::pipeline
