#include "pipeline/run/spool.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

#include "pipeline/worker/memory_file.h"
#include "tests/support/files.h"
#include "tests/support/standard_input.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using namespace nianbao::test;

TEST_CASE("the standard input is kept in a file that has no name") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "out");
  std::string list;
  for (int i = 0; i < 60'000; ++i) list += "/a/b/" + std::to_string(i) + "\n";
  write_file(folder / "list", list);
  const StandardInput input(folder / "list");
  const auto file = spool_standard_input(folder / "out");
  REQUIRE(file);
  std::string kept;
  REQUIRE(read_whole(*file, kept));
  CHECK(kept == list);
  CHECK(std::filesystem::is_empty(folder / "out"));
  struct stat status{};
  REQUIRE(::fstat(file->number(), &status) == 0);
  CHECK(status.st_nlink == 0);
}

TEST_CASE("a standard input that comes slowly is kept to its end, and an empty one too") {
  const TemporaryFolder folder;
  const auto pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] {
    const FileDescriptor end(::open(pipe.c_str(), O_WRONLY));
    for (const auto* piece : {"a\n", "b\n", "c"}) {
      if (::write(end.number(), piece, std::char_traits<char>::length(piece)) < 0) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
  std::string kept;
  {
    const StandardInput input(pipe);
    CHECK(read_whole(spool_standard_input(folder.path()).value(), kept));
  }
  writer.join();
  CHECK(kept == "a\nb\nc");
  const StandardInput nothing("/dev/null");
  CHECK(read_whole(spool_standard_input(folder.path()).value(), kept));
  CHECK(kept.empty());
}

TEST_CASE("a standard input that cannot be read or kept is an error") {
  const TemporaryFolder folder;
  {
    const StandardInput input(folder.path());  // a folder
    CHECK(spool_standard_input(folder.path()).error().code == ErrorCode::bad_usage);
  }
  write_file(folder / "list", std::string(100'000, 'x'));
  const StandardInput input(folder / "list");
  const auto missing = spool_standard_input(folder / "none");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::output_failed);
  CHECK(missing.error().detail == "cannot make a file there: No such file or directory");
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{.rlim_cur = 1000, .rlim_max = before.rlim_max};
  auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto full = spool_standard_input(folder.path());
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  REQUIRE_FALSE(full);
  CHECK(full.error().code == ErrorCode::output_failed);
  CHECK(full.error().detail == "cannot keep the standard input there: File too large");
}
