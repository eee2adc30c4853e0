#include "pipeline/worker/pool.h"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <utility>

#include "pipeline/worker/packing.h"

namespace nianbao::pipeline {
namespace {

using std::chrono::milliseconds;

constexpr int kMostDeaths = 2;       // a job's first try and its second
constexpr int kMostKills = 3;        // by others, on top of these
constexpr int kMostIdleDeaths = 25;  // of processes without a job: something is wrong with this machine

constexpr const char* kLate = "reading it takes longer than the limit document_seconds";
constexpr const char* kGarbage = "the process reading it gave no valid answer";

// Runs in the worker until the pool is gone.
void work_on(Channel& pool, const std::string& notice, const WorkerPool::Work& work) {
  if (!pool.send(notice, Waiting::yes)) return;
  while (auto request = pool.receive(Waiting::yes)) {
    const auto reply = work(request->bytes, request->file);
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    if (!pool.send(Packer().number(std::int64_t{usage.ru_maxrss} << 10).text(reply).take(), Waiting::yes)) return;
  }
}

std::int64_t microseconds_since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

Result<WorkerPool> WorkerPool::start(PoolOptions options, Work work) {
  WorkerPool pool(std::move(options), std::move(work));
  pool.workers_.resize(static_cast<std::size_t>(std::max(pool.options_.workers, 1)));
  if (auto started = pool.replace_missing(); !started) return std::unexpected(started.error());
  return pool;
}

Result<void> WorkerPool::employ(Worker& worker) {
  auto process = ChildProcess::start({.confinement = options_.confinement},
                                     [&](Channel& pool, const std::string& notice) { work_on(pool, notice, work_); });
  if (!process) return std::unexpected(process.error());
  worker = Worker{.process = std::move(*process)};
  return {};
}

// Fewer processes than asked for are enough to go on; the others come when the system lets them.
Result<void> WorkerPool::replace_missing() {
  if (idle_deaths_ > kMostIdleDeaths) {
    return fail(ErrorCode::no_process, "workers", "processes that read documents die before they are given one");
  }
  Result<void> last;
  bool any = false;
  for (auto& worker : workers_) {
    if (!worker.process) {
      if (auto employed = employ(worker); !employed) last = std::unexpected(employed.error());
    }
    any = any || worker.process.has_value();
  }
  return any ? Result<void>() : last;
}

bool WorkerPool::trying_alone() const { return alone_ || !again_.empty(); }

bool WorkerPool::any_working() const {
  return std::ranges::any_of(workers_, [](const Worker& worker) { return worker.task.has_value(); });
}

bool WorkerPool::idle() const {
  if (trying_alone()) return false;
  const auto free = std::ranges::count_if(
      workers_, [](const Worker& worker) { return worker.process.has_value() && !worker.task.has_value(); });
  return free > std::ssize(waiting_);
}

std::size_t WorkerPool::unfinished() const {
  const auto working = std::ranges::count_if(workers_, [](const Worker& worker) { return worker.task.has_value(); });
  return static_cast<std::size_t>(working) + waiting_.size() + again_.size() + ended_.size();
}

void WorkerPool::give(JobId id, std::string request, FileDescriptor content) {
  waiting_.push_back({.id = id, .request = std::move(request), .content = std::move(content)});
  hand_out();
}

// Where the process is gone the task stays, and waits for another.
bool WorkerPool::hand_over(Worker& worker, Task& task) {
  if (!worker.process->channel().send(task.request, Waiting::no, &task.content)) {
    bury(worker, Fault::gone);
    return false;
  }
  worker.task = std::move(task);
  worker.begun = Clock::now();
  return true;
}

void WorkerPool::hand_out() {
  for (auto& worker : workers_) {
    auto& queue = again_.empty() ? waiting_ : again_;
    if (queue.empty() || alone_ || (!again_.empty() && any_working())) return;
    if (!worker.process || worker.task) continue;
    const bool alone = !again_.empty();
    if (!hand_over(worker, queue.front())) continue;
    queue.pop_front();
    alone_ = alone;
  }
}

void WorkerPool::watch(std::vector<pollfd>& descriptors) const {
  for (const auto& worker : workers_) {
    if (worker.process) descriptors.push_back({worker.process->channel().socket().number(), POLLIN, 0});
  }
}

milliseconds WorkerPool::patience() const {
  constexpr milliseconds kLongest = std::chrono::hours(1);
  constexpr milliseconds kMissing{100};  // until it is tried again to start a process
  if (!ended_.empty()) return milliseconds(0);
  auto least = kLongest;
  for (const auto& worker : workers_) {
    if (!worker.process) least = std::min(least, kMissing);
    if (!worker.task) continue;
    const auto left = std::chrono::ceil<milliseconds>(worker.begun + options_.job_time - Clock::now());
    least = std::min(least, std::max(left, milliseconds(0)));
  }
  return least;
}

// False where it is no message a worker sends now.
bool WorkerPool::take(Worker& worker, std::string_view message) {
  if (!worker.ready) {
    worker.ready = true;
    if (notice_.empty()) notice_ = message;
    return true;
  }
  if (!worker.task) return false;
  Unpacker unpacker(message);
  const auto peak = unpacker.amount();
  const auto reply = unpacker.bytes();
  if (!unpacker.complete() || (options_.accepts && !options_.accepts(reply))) return false;
  ended_.push_back({worker.task->id, std::string(reply), microseconds_since(worker.begun), peak});
  worker.task.reset();
  alone_ = false;
  idle_deaths_ = 0;
  worker.done_with = ++worker.jobs >= options_.jobs_of_a_process || peak > options_.bytes_of_a_process;
  return true;
}

void WorkerPool::listen_to(Worker& worker) {
  while (worker.process && !worker.done_with) {
    const auto message = worker.process->channel().receive(Waiting::no);
    if (!message && message.error() == Silence::nothing_yet) break;
    if (!message && message.error() == Silence::gone) return bury(worker, Fault::gone);
    if (!message || !take(worker, message->bytes)) return bury(worker, Fault::garbage);
  }
  if (worker.done_with) {
    worker = Worker();
  } else if (worker.task && worker.begun + options_.job_time <= Clock::now()) {
    bury(worker, Fault::late);
  }
}

void WorkerPool::bury(Worker& worker, Fault fault) {
  const auto ending = worker.process->end();
  auto task = std::move(worker.task);
  const bool ready = worker.ready;
  const auto microseconds = task ? microseconds_since(worker.begun) : 0;
  worker = Worker();
  if (task) alone_ = false;
  if (!task || !ready) ++idle_deaths_;
  if (!task) return;
  if (!ready && fault == Fault::gone) {
    waiting_.push_front(std::move(*task));  // it never saw its job
    return;
  }
  auto error = ending.error();
  if (fault == Fault::late) error = {ErrorCode::timed_out, {}, kLate};
  if (fault == Fault::garbage) error = {ErrorCode::crashed, {}, kGarbage};
  const bool killed = fault == Fault::gone && ending.kind == Ending::Kind::signalled && ending.code == SIGKILL;
  const auto id = task->id;
  try_again(std::move(*task), {id, std::unexpected(std::move(error)), microseconds, ending.peak_bytes}, killed);
}

void WorkerPool::try_again(Task task, const JobEnd& end, bool killed) {
  ++(killed && task.kills < kMostKills ? task.kills : task.deaths);
  if (task.deaths < kMostDeaths)
    again_.push_back(std::move(task));
  else
    ended_.push_back(end);
}

Result<std::vector<JobEnd>> WorkerPool::collect(milliseconds most) {
  if (most > milliseconds(0) && ended_.empty()) {
    std::vector<pollfd> descriptors;
    watch(descriptors);
    ::poll(descriptors.data(), descriptors.size(), static_cast<int>(std::min(most, patience()).count()));
  }
  for (auto& worker : workers_) {
    if (worker.process) listen_to(worker);
  }
  if (auto replaced = replace_missing(); !replaced) return std::unexpected(replaced.error());
  hand_out();
  return std::exchange(ended_, {});
}

std::vector<pid_t> WorkerPool::processes() const {
  std::vector<pid_t> ids;
  for (const auto& worker : workers_) {
    if (worker.process) ids.push_back(worker.process->id());
  }
  return ids;
}

}  // namespace nianbao::pipeline
