// The pool: jobs that crash, hang, eat memory or answer nonsense cost nothing but themselves.
#include "pipeline/worker/pool.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "extract/base/sha256.h"
#include "pipeline/store/record_codec.h"
#include "pipeline/worker/interrupt.h"
#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/messages.h"
#include "pipeline/worker/packing.h"
#include "pipeline/worker/reader.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

// What hostile documents do, by the first word of the request; all others are echoed with their content.
std::string misbehave(std::string_view request, const FileDescriptor& content) {
  const std::string deed(request.substr(0, request.find(' ')));
  if (deed == "abort") std::abort();
  if (deed == "segv") std::raise(SIGSEGV);
  if (deed == "exit") ::_exit(0);
  if (deed == "hang") {
    for (;;) ::pause();
  }
  if (deed == "spin") {
    for (;;) std::atomic_signal_fence(std::memory_order_seq_cst);
  }
  if (deed == "eat") {
    for (;;) std::fill_n(static_cast<char*>(std::malloc(1 << 20)), 1 << 20, 'x');
  }
  if (deed == "huge") return std::string(Channel::kMostBytes + 1, 'x');
  if (deed == "large") return std::string(5 << 20, 'y');
  if (deed == "nonsense") return "nonsense";
  if (deed == "raw" && ::write(3, "?", 1) != 1) return "failed";
  if (deed == "close") {
    ::close(3);
    for (;;) ::pause();
  }
  std::string bytes;
  read_whole(content, bytes);
  return std::string(request) + "=" + bytes;
}

PoolOptions options(int workers) {
  PoolOptions options;
  options.workers = workers;
  options.job_time = 60s;
  options.accepts = [](std::string_view reply) { return reply != "nonsense"; };
  return options;
}

WorkerPool pool_of(PoolOptions options, WorkerPool::Work work = misbehave) {
  auto pool = WorkerPool::start(std::move(options), std::move(work));
  REQUIRE(pool);
  return std::move(*pool);
}

std::map<JobId, JobEnd> all_ends(WorkerPool& pool) {
  std::map<JobId, JobEnd> ends;
  while (pool.unfinished() > 0) {
    auto some = pool.collect(10s);
    REQUIRE(some);
    for (auto& end : *some) CHECK(ends.emplace(end.id, std::move(end)).second);
  }
  return ends;
}

JobEnd end_of(WorkerPool& pool, const std::string& request) {
  pool.give(7, request, memory_file("content").value());
  auto ends = all_ends(pool);
  REQUIRE(ends.size() == 1);
  return std::move(ends.at(7));
}

std::string code_of(const JobEnd& end) {
  return end.reply ? *end.reply : std::string(to_string(end.reply.error().code));
}

std::ptrdiff_t open_files() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

bool has_children() { return ::waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD; }

}  // namespace

TEST_CASE("jobs are done by their workers, side by side") {
  auto pool = pool_of(options(3));
  for (JobId id = 0; id < 20; ++id)
    pool.give(id, "echo " + std::to_string(id), memory_file(std::to_string(id)).value());
  CHECK_FALSE(pool.idle());
  const auto ends = all_ends(pool);
  CHECK(ends.size() == 20);
  for (const auto& [id, end] : ends) {
    CHECK(end.reply.value() == "echo " + std::to_string(id) + "=" + std::to_string(id));
    CHECK(end.peak_bytes > 100'000);
    CHECK(end.microseconds > 0);
  }
  CHECK(pool.idle());
  CHECK(pool.processes().size() == 3);
}

TEST_CASE("a job that ends its worker is told as what it did, and the next one is done") {
  auto setup = options(2);
  setup.job_time = 300ms;
  auto pool = pool_of(std::move(setup));
  const std::vector<std::pair<std::string, std::string>> deeds{
      {"abort", "crashed"}, {"segv", "crashed"},     {"exit", "crashed"}, {"hang", "timed_out"}, {"spin", "timed_out"},
      {"huge", "crashed"},  {"nonsense", "crashed"}, {"raw", "crashed"},  {"close", "crashed"},
  };
  for (const auto& [deed, code] : deeds) {
    INFO(deed);
    CHECK(code_of(end_of(pool, deed)) == code);
    CHECK(end_of(pool, "echo").reply.value() == "echo=content");
  }
  CHECK(end_of(pool, "large").reply.value() == std::string(5 << 20, 'y'));
  CHECK(end_of(pool, "abort").reply.error().detail == "the process reading it was ended by SIGABRT");
  CHECK(end_of(pool, "exit").reply.error().detail == "the process reading it ended with exit code 0");
}

#ifndef __SANITIZE_ADDRESS__
TEST_CASE("a job that takes too much memory is told so") {
  auto setup = options(1);
  setup.confinement = Confinement{.address_bytes = 64 << 20};
  auto pool = pool_of(std::move(setup));
  const auto end = end_of(pool, "eat");
  CHECK(code_of(end) == "out_of_memory");
  CHECK(end.peak_bytes > 40 << 20);
  CHECK(end_of(pool, "echo").reply.value() == "echo=content");
  CHECK(pool.notice().empty());
}

TEST_CASE("a worker that grew is replaced before its next job") {
  auto setup = options(1);
  setup.bytes_of_a_process = 200 << 20;
  const std::function work = [](std::string_view request, const FileDescriptor&) {
    static std::string held;
    held.assign(std::stoul(std::string(request)) << 20, 'x');
    return "done"s;
  };
  auto pool = pool_of(std::move(setup), work);
  const auto first = pool.processes();
  CHECK(end_of(pool, "1").reply);
  CHECK(pool.processes() == first);
  CHECK(end_of(pool, "300").peak_bytes > 300 << 20);
  CHECK(pool.processes() != first);
  CHECK(end_of(pool, "1").peak_bytes < 200 << 20);
}
#endif

TEST_CASE("a worker is replaced after so many jobs") {
  auto setup = options(1);
  setup.jobs_of_a_process = 3;
  setup.bytes_of_a_process = 1LL << 40;
  auto pool = pool_of(std::move(setup));
  std::set<pid_t> seen;
  for (int i = 0; i < 9; ++i) {
    seen.insert(pool.processes().at(0));
    CHECK(end_of(pool, "echo").reply);
  }
  CHECK(seen.size() == 3);
}

TEST_CASE("a job is tried again alone") {
  auto pool = pool_of(options(3));
  pool.give(0, "abort", {});
  pool.give(1, "echo", {});
  CHECK(pool.idle());
  bool seen_waiting = false;
  std::map<JobId, JobEnd> ends;
  while (pool.unfinished() > 0) {
    auto some = pool.collect(1s);
    REQUIRE(some);
    for (auto& end : *some) ends.emplace(end.id, std::move(end));
    if (!ends.contains(0) && pool.unfinished() > 0 && !pool.idle()) seen_waiting = true;
  }
  CHECK(seen_waiting);
  CHECK(code_of(ends.at(0)) == "crashed");
  CHECK(code_of(ends.at(1)) == "echo=");
  CHECK(pool.idle());
}

TEST_CASE("a second try has all the machine, however many wait") {
  // Each job says with whom it ran: a file in memory that all share counts those in work.
  auto* at_work =
      static_cast<std::atomic<int>*>(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  auto* tries = at_work + 1;
  auto* company = at_work + 2;
  auto pool = pool_of(options(3), [&](std::string_view request, const FileDescriptor&) {
    at_work->fetch_add(1);
    if (request == "bad") {
      if (tries->fetch_add(1) == 0) {
        at_work->fetch_sub(1);
        std::abort();
      }
      ::usleep(50'000);
      company->store(at_work->load());
    } else {
      ::usleep(5'000);
    }
    at_work->fetch_sub(1);
    return "done"s;
  });
  for (JobId id = 0; id < 30; ++id) pool.give(id, id == 4 ? "bad" : "good", {});
  const auto ends = all_ends(pool);
  CHECK(ends.size() == 30);
  for (const auto& [id, end] : ends) CHECK(end.reply);
  CHECK(tries->load() == 2);
  CHECK(company->load() == 1);
  ::munmap(at_work, 4096);
}

TEST_CASE("workers killed from outside at random cost no job") {
  const auto files_before = open_files();
  {
    auto pool = pool_of(options(3), [](std::string_view request, const FileDescriptor& content) {
      ::usleep(300);
      return misbehave(request, content);
    });
    std::mt19937 random(1);
    std::map<JobId, JobEnd> ends;
    int kills = 0;
    for (JobId next = 0; next < 1000 || pool.unfinished() > 0;) {
      while (next < 1000 && pool.idle()) {
        pool.give(next, "echo " + std::to_string(next), memory_file(std::to_string(next)).value());
        ++next;
      }
      if (random() % 20 == 0) {
        const auto processes = pool.processes();
        ::kill(processes[random() % processes.size()], SIGKILL);
        ++kills;
      }
      auto some = pool.collect(100ms);
      REQUIRE(some);
      for (auto& end : *some) CHECK(ends.emplace(end.id, std::move(end)).second);
    }
    CHECK(kills > 20);
    CHECK(ends.size() == 1000);
    const auto wrong = std::ranges::count_if(ends, [](const auto& end) {
      const auto id = std::to_string(end.first);
      return end.second.reply.value_or("") != "echo " + id + "=" + id;
    });
    CHECK(wrong == 0);
  }
  CHECK(open_files() == files_before);
  CHECK_FALSE(has_children());
}

TEST_CASE("a job whose workers are always killed is given up") {
  auto pool = pool_of(options(2), [](std::string_view, const FileDescriptor&) {
    ::kill(::getpid(), SIGKILL);
    return ""s;
  });
  CHECK(end_of(pool, "x").reply.error().detail == "the process reading it was ended by SIGKILL");
}

TEST_CASE("workers that cannot live are the fault of no job") {
  auto pool = pool_of(options(2));
  Result<std::vector<JobEnd>> collected;
  for (int i = 0; i < 200 && collected; ++i) {
    for (const auto process : pool.processes()) ::kill(process, SIGKILL);
    collected = pool.collect(50ms);
  }
  REQUIRE_FALSE(collected);
  CHECK(collected.error().code == ErrorCode::no_process);
}

TEST_CASE("a pool that goes leaves nothing behind") {
  const auto files_before = open_files();
  {
    auto pool = pool_of(options(3));
    pool.give(0, "hang", memory_file("x").value());
    pool.give(1, "echo", memory_file("x").value());
  }
  CHECK(open_files() == files_before);
  CHECK_FALSE(has_children());
}

TEST_CASE("the grandchildren of a worker die with it") {
  auto setup = options(1);
  setup.job_time = 200ms;
  auto pool = pool_of(std::move(setup), [](std::string_view, const FileDescriptor& content) {
    const auto child = ::fork();
    if (child == 0) {
      for (;;) ::pause();
    }
    if (::write(content.number(), &child, sizeof child) != sizeof child) return "failed"s;
    for (;;) ::pause();
  });
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const FileDescriptor reading(pipe[0]);
  pool.give(0, "x", FileDescriptor(pipe[1]));
  pid_t grandchild = 0;
  REQUIRE(::read(reading.number(), &grandchild, sizeof grandchild) == sizeof grandchild);
  CHECK(code_of(all_ends(pool).at(0)) == "timed_out");
  const auto file = "/proc/" + std::to_string(grandchild) + "/fd/0";
  for (int i = 0; i < 500 && std::filesystem::exists(file); ++i) ::usleep(10'000);
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("documents are read by confined workers") {
  warm_up(test::templates(), Limits{});
  PoolOptions setup;
  setup.workers = 2;
  setup.confinement = Confinement{.address_bytes = Limits{}.worker_bytes};
  setup.accepts = is_reading;
  auto pool = pool_of(std::move(setup), document_reader(test::templates(), Limits{}));
  const auto bytes = test::read_file(test::project_file("corpus/reports/text-pipes/source.txt"));
  pool.give(1, pack(Job{.extension = "txt"}), memory_file(bytes).value());
  pool.give(2, pack(Job{.extension = "docx"}), memory_file("PK\3\4").value());
  pool.give(3, "no job", memory_file("x").value());
  const auto ends = all_ends(pool);
  const auto good = unpack_reading(ends.at(1).reply.value()).value();
  CHECK(good.outcome == "report");
  CHECK(good.error_code.empty());
  CHECK(good.format == "text");
  CHECK(good.templates == "2021");
  CHECK(good.figures.size() == 64);
  CHECK(std::stoi(good.counts) > 50);
  CHECK(decode_record(good.record, test::templates())->sha256 == sha256_hex(bytes));
  const auto bad = unpack_reading(ends.at(2).reply.value()).value();
  CHECK(bad.outcome == "failed");
  CHECK(bad.error_code == "unsupported_format");
  CHECK(code_of(ends.at(3)) == "crashed");
  CHECK(pool.notice().empty());
}

TEST_CASE("the first signal is a wish, the second ends the process") {
  auto child = ChildProcess::start({}, [](Channel& test, const std::string&) {
    auto interrupts = Interrupts::watch();
    test.send(interrupts && !interrupts->wanted() ? "watching" : "failed", Waiting::yes);
    pollfd descriptor{interrupts->descriptor(), POLLIN, 0};
    while (::poll(&descriptor, 1, -1) < 0) continue;
    test.send(interrupts->wanted() ? "wanted" : "not", Waiting::yes);
    for (;;) ::pause();
  });
  REQUIRE(child);
  CHECK(child->channel().receive(Waiting::yes).value().bytes == "watching");
  ::kill(child->id(), SIGINT);
  CHECK(child->channel().receive(Waiting::yes).value().bytes == "wanted");
  ::kill(child->id(), SIGTERM);
  CHECK(child->channel().receive(Waiting::yes).error() == Silence::gone);
  const auto ending = child->end();
  CHECK(ending.kind == Ending::Kind::exited);
  CHECK(ending.code == 128 + SIGTERM);
}
