// What ends a run at any moment loses nothing that was committed.
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <thread>

#include "tests/pipeline/store_fixture.h"

using namespace nianbao;
using namespace nianbao::test;
using pipeline::Store;

namespace {

std::string content_of(int number) { return "content " + std::to_string(number); }

// Lists and reads documents until it is killed; tells the number of those committed after each commit.
[[noreturn]] void work(const TemporaryFolder& folder, int pipe) {
  constexpr int kBatch = 7;
  const std::string padding(20000, 'x');
  auto store = Store::open(folder.path(), kFingerprint, false);
  for (int number = 0; store; ++number) {
    const auto content = content_of(number);
    auto stored = reading(content);
    stored.templates = padding;
    const bool done = store->list(document("path " + std::to_string(number), content)) &&
                      store->put_reading(content + ".txt", stored);
    if (!done) break;
    if (number % kBatch != 0) continue;
    if (!store->commit()) break;
    if (::write(pipe, &number, sizeof number) != sizeof number) break;
  }
  ::_exit(1);
}

// The number of the last document that was committed before the kill; -1 where none was.
int work_until_killed(const TemporaryFolder& folder, std::chrono::microseconds time) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const auto child = ::fork();
  if (child == 0) work(folder, ends[1]);
  ::close(ends[1]);
  std::this_thread::sleep_for(time);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  int last = -1;
  for (int number = 0; ::read(ends[0], &number, sizeof number) == sizeof number;) last = number;
  ::close(ends[0]);
  return last;
}

}  // namespace

TEST_CASE("what was committed before a kill is there") {
  const TemporaryFolder folder;
  std::mt19937 random(5);
  int most = -1;
  for (int round = 0; round < 25; ++round) {
    most = std::max(most, work_until_killed(folder, std::chrono::microseconds(random() % 60000)));
    auto store = open_store(folder);
    for (int number = 0; number <= most; ++number) {
      if (!checked(store.has_reading(content_of(number) + ".txt", true))) FAIL(number << " of " << most << " is lost");
      checked(store.list(document("path " + std::to_string(number), content_of(number))));
    }
    CHECK(checked(store.missing_readings()) == 0);
    CHECK(listing_of(store).size() == static_cast<std::size_t>(most + 1));
    CHECK(checked(store.summary()).unseen <= 7);
  }
  CHECK(most > 100);
}

TEST_CASE("a full disk ends the run with an error, and what was committed stays") {
  const TemporaryFolder folder;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const auto child = ::fork();
  if (child == 0) {
    // No file may grow beyond two megabytes.
    const rlimit limit{2 << 20, 2 << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);
    auto store = Store::open(folder.path(), kFingerprint, false);
    Result<void> status;
    int committed = -1;
    for (int number = 0; store && status; ++number) {
      auto stored = reading(content_of(number));
      stored.templates = std::string(20000, 'x');
      status = store->put_reading(content_of(number) + ".txt", stored);
      if (status) status = store->commit();
      if (status) committed = number;
    }
    // From then on nothing seems to succeed.
    const bool ended = !status && status.error().code == ErrorCode::output_failed && !store->commit() &&
                       !store->has_reading("x", true) && !store->end_listing() && !store->summary();
    static_cast<void>(::write(ends[1], &committed, sizeof committed));
    ::_exit(ended ? 0 : 1);
  }
  int committed = -1;
  REQUIRE(::read(ends[0], &committed, sizeof committed) == sizeof committed);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(committed > 10);
  auto store = open_store(folder);
  for (int number = 0; number <= committed; ++number) {
    CHECK(checked(store.has_reading(content_of(number) + ".txt", true)));
  }
  ::close(ends[0]);
  ::close(ends[1]);
}
