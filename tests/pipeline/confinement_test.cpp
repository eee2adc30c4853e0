// What a confined process cannot do, and that documents are read in it as anywhere.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "export/dataset.h"
#include "export/writers/record_json.h"
#include "pipeline/reading.h"
#include "pipeline/worker/child_process.h"
#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/reader.h"
#include "tests/support/docx_builder.h"
#include "tests/support/files.h"
#include "tests/support/reading.h"
#include "tests/support/refusal.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::pipeline;
namespace fs = std::filesystem;

namespace {

using Reach = Confinement::Reach;
constexpr std::int64_t kGibibyte = 1 << 30;

// What `body` says in a confined process, or how that ended.
struct Told {
  std::string said;
  Ending ending;
};

Told told_by(const std::function<std::string()>& body, Reach reach = Reach::open_files,
             std::int64_t bytes = kGibibyte) {
  auto child = ChildProcess::start({Confinement{reach, bytes}}, [&](Channel& parent, const std::string& notice) {
    parent.send(notice.empty() ? body() : notice, Waiting::yes);
    parent.receive(Waiting::yes);
  });
  REQUIRE(child);
  auto message = child->channel().receive(Waiting::yes);
  return {message ? message->bytes : "", child->end()};
}

std::string outcome_of(long result) { return result >= 0 ? "done" : ::strerrorname_np(errno); }

}  // namespace

TEST_CASE("a confined process reaches nothing") {
  const auto parent = ::getpid();
  const test::TemporaryFolder folder;
  const auto path = (folder / "file").string();
  test::write_file(path, "there");
  const std::vector<std::function<long()>> deeds{
      [] { return ::socket(AF_INET, SOCK_STREAM, 0); },
      [] { return ::socket(AF_UNIX, SOCK_STREAM, 0); },
      [] { return ::execl("/bin/true", "true", nullptr); },
      [] { return ::fork(); },
      [&] { return ::kill(parent, SIGTERM); },
      [&] { return ::ptrace(PTRACE_ATTACH, parent, nullptr, nullptr); },
      [&] { return ::open(path.c_str(), O_RDONLY); },
      [&] { return ::open(path.c_str(), O_WRONLY); },
      [&] { return ::open((path + "2").c_str(), O_WRONLY | O_CREAT, 0600); },
      [&] { return ::unlink(path.c_str()); },
      [&] { return ::access(path.c_str(), R_OK); },
      [] { return ::memfd_create("x", 0); },
      [] { return ::prctl(PR_SET_PDEATHSIG, 0); },
      [] {
        const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
        return ::setrlimit(RLIMIT_AS, &unlimited);
      },
      [] {
        return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
                       MAP_FAILED
                   ? -1
                   : 0;
      },
  };
  for (std::size_t index = 0; index < deeds.size(); ++index) {
    INFO("deed " << index);
    CHECK(told_by([&] { return outcome_of(deeds[index]()); }).said == "EPERM");
  }
  CHECK(test::read_file(path) == "there");
}

TEST_CASE("a process that finds files reads them and changes none") {
  const test::TemporaryFolder folder;
  const auto path = (folder / "file").string();
  test::write_file(path, "there");
  const auto said = [](const std::function<std::string()>& body) { return told_by(body, Reach::all_files).said; };

  CHECK(said([&] { return outcome_of(::open(path.c_str(), O_RDONLY)); }) == "done");
  CHECK(said([&] { return test::read_file(path); }) == "there");
  CHECK(said([&] {
          std::string names;
          for (const auto& entry : fs::directory_iterator(folder.path())) names += entry.path().filename().string();
          return names + std::to_string(fs::file_size(path));
        }) == "file5");
  CHECK(said([] { return memory_file("bytes") ? "handed over" : "failed"; }) == "handed over");
  for (const int flags : {O_WRONLY, O_RDWR, O_WRONLY | O_CREAT, O_RDONLY | O_CREAT, O_RDONLY | O_TRUNC,
                          O_WRONLY | O_APPEND, O_RDWR | O_TMPFILE}) {
    INFO(flags);
    CHECK(said([&] { return outcome_of(::open(path.c_str(), flags, 0600)); }) == "EPERM");
  }
  CHECK(said([&] { return outcome_of(::unlink(path.c_str())); }) == "EPERM");
  CHECK(said([&] { return outcome_of(::rename(path.c_str(), "/tmp/x")); }) == "EPERM");
  CHECK(said([&] { return outcome_of(::mkdir((path + "2").c_str(), 0700)); }) == "EPERM");
  CHECK(said([] { return outcome_of(::socket(AF_INET, SOCK_STREAM, 0)); }) == "EPERM");
  CHECK(said([] { return outcome_of(::execl("/bin/true", "true", nullptr)); }) == "EPERM");
  CHECK(said([] { return outcome_of(::fork()); }) == "EPERM");
  CHECK(test::read_file(path) == "there");
}

#ifndef __SANITIZE_ADDRESS__

TEST_CASE("a confined process that asks for too much memory ends, whoever asks") {
  const std::vector<std::function<void*()>> requests{
      [] { return std::malloc(2 * kGibibyte); },
      [] { return std::calloc(2, kGibibyte); },
      [] { return std::realloc(std::malloc(10), 2 * kGibibyte); },
      [] { return std::aligned_alloc(64, 2 * kGibibyte); },
      [] { return ::operator new(2 * kGibibyte); },
      [] { return ::operator new(2 * kGibibyte, std::align_val_t{64}); },
      [] { return ::operator new(2 * kGibibyte, std::nothrow); },
  };
  for (std::size_t index = 0; index < requests.size(); ++index) {
    INFO("request " << index);
    const auto told = told_by([&] { return requests[index]() == nullptr ? "carried on" : "had it"; });
    CHECK(told.said.empty());
    CHECK(told.ending.kind == Ending::Kind::exited);
    CHECK(told.ending.code == kOutOfMemoryExit);
    CHECK(told.ending.error().code == ErrorCode::out_of_memory);
  }
  CHECK(told_by([] { return std::malloc(kGibibyte / 2) == nullptr ? "carried on" : "had it"; }).said == "had it");
}

// Takes what earlier tests gave back to the allocator, so that all else counts against the limit.
void use_up_free_memory() {
  constexpr std::size_t kSmall = 1024;
  [[maybe_unused]] static void* volatile taken = nullptr;
  for (const auto* end = ::sbrk(0); ::sbrk(0) == end;) taken = std::malloc(kSmall);
}

TEST_CASE("memory that runs out never shortens a document") {
  test::DocxBuilder builder;
  for (int i = 0; i < 3'000; ++i) builder.paragraph("全年工作情况如下，各项任务均已按要求完成。" + std::to_string(i));
  const auto docx = builder.bytes();
  std::string page = "<html><meta charset=gb18030><body>";
  for (int i = 0; i < 30'000; ++i) page += "<p>\xC8\xAB\xC4\xEA" + std::to_string(i) + "<b>x</b></p>";

  const auto paragraphs = [](const Content& content) {
    const auto record = read_content(content, test::templates(), Limits{}).record;
    return record.error_code + std::to_string(record.paragraphs);
  };
  for (const auto& content : {Content{docx, "docx", {}}, Content{page, "html", {}}}) {
    const auto whole = paragraphs(content);
    int starved = 0;
    int fed = 0;
    for (std::int64_t bytes = 1 << 20; bytes < 100 << 20; bytes += bytes / 2) {
      const auto read = [&] {
        use_up_free_memory();
        return paragraphs(content);
      };
      const auto told = told_by(read, Reach::open_files, bytes);
      INFO(content.extension << " with " << bytes << " bytes: " << told.said);
      const bool out = told.said.empty() && told.ending.error().code == ErrorCode::out_of_memory;
      CHECK((out || told.said == whole));
      ++(out ? starved : fed);
    }
    CHECK(starved > 0);
    CHECK(fed > 0);
  }
}

#endif

// What a process that was confined where these calls fail says of it, and then `body`.
std::vector<std::string> told_where_refused(const std::vector<test::RefusedCall>& calls, int error,
                                            const std::function<std::string()>& body) {
  auto child = ChildProcess::start({}, [&](Channel& parent, const std::string&) {
    test::refuse(calls, error);
    parent.send(confine({.reach = Reach::open_files, .address_bytes = kGibibyte}), Waiting::yes);
    parent.send(body(), Waiting::yes);
    parent.receive(Waiting::yes);
  });
  REQUIRE(child);
  std::vector<std::string> told;
  for (int i = 0; i < 2; ++i) {
    auto message = child->channel().receive(Waiting::yes);
    told.push_back(message ? message->bytes : "nothing");
  }
  return told;
}

const std::string kLacking = "processes that read documents could not be confined by: ";
const std::vector<test::RefusedCall> kNoFilters{{"seccomp"}, {"prctl", PR_SET_SECCOMP}};

TEST_CASE("what a system refuses is said, and all else is in force") {
  const auto net = [] { return outcome_of(::socket(AF_UNIX, SOCK_STREAM, 0)); };
  using Answers = std::vector<std::string>;
  for (const int error : {EINVAL, ENOSYS, EPERM}) {
    INFO(::strerrorname_np(error));
    CHECK(told_where_refused(kNoFilters, error, net) ==
          Answers{kLacking + "no other system calls (the system takes no filter)", "done"});
    CHECK(told_where_refused({{"prctl", PR_SET_NO_NEW_PRIVS}}, error, net) ==
          Answers{kLacking + "no new privileges", "EPERM"});
#ifndef __SANITIZE_ADDRESS__
    CHECK(told_where_refused({{"setrlimit"}, {"prlimit64"}}, error, net) ==
          Answers{kLacking + "no core files, no files written, a limit of memory", "EPERM"});
#endif
  }
  CHECK(told_where_refused({}, EPERM, net) == Answers{"", "EPERM"});
}

TEST_CASE("where no filter can be had the limits are in force, and documents are read") {
  const auto file_bytes = [] {
    rlimit files{};
    ::getrlimit(RLIMIT_FSIZE, &files);
    return std::to_string(files.rlim_max);
  };
  CHECK(told_where_refused(kNoFilters, ENOSYS, file_bytes).back() == "0");
  const auto docx = test::DocxBuilder().paragraph("全年工作情况如下，各项任务均已按要求完成。").bytes();
  const auto json = [&] {
    return exporting::record_json(read_content({docx, "docx", {}}, test::templates(), Limits{}).record);
  };
  CHECK(told_where_refused(kNoFilters, ENOSYS, json).back() == json());
}

TEST_CASE("children hold no files of their parent's, also where these cannot be closed at once") {
  const FileDescriptor open_here(::open("/dev/zero", O_RDONLY));
  const auto numbers_in_child = [] {
    auto child = ChildProcess::start({}, [](Channel& parent, const std::string&) {
      std::string numbers;
      for (int number = 0; number < 1000; ++number) {
        if (::fcntl(number, F_GETFD) >= 0) numbers += std::to_string(number) + " ";
      }
      parent.send(numbers, Waiting::yes);
    });
    return child->channel().receive(Waiting::yes).value().bytes;
  };
  CHECK(numbers_in_child() == "0 1 2 3 ");
  auto parent = ChildProcess::start({}, [&](Channel& test, const std::string&) {
    test::refuse({{"close_range"}}, EPERM);
    ::dup2(STDIN_FILENO, 70);
    test.send(numbers_in_child(), Waiting::yes);
  });
  REQUIRE(parent);
  CHECK(parent->channel().receive(Waiting::yes).value().bytes == "0 1 2 3 ");
}

TEST_CASE("children die with their parent") {
  auto parent = ChildProcess::start({}, [](Channel& test, const std::string&) {
    auto child = ChildProcess::start({}, [](Channel& body, const std::string&) {
      body.send("here", Waiting::yes);
      for (;;) ::pause();
    });
    child->channel().receive(Waiting::yes);
    test.send(std::to_string(child->id()), Waiting::yes);
    ::raise(SIGKILL);
  });
  REQUIRE(parent);
  const auto grandchild = std::stoi(parent->channel().receive(Waiting::yes).value().bytes);
  parent->end();
  for (int i = 0; i < 500 && fs::exists("/proc/" + std::to_string(grandchild) + "/fd/0"); ++i) ::usleep(10'000);
  CHECK_FALSE(fs::exists("/proc/" + std::to_string(grandchild) + "/fd/0"));
}

TEST_CASE("every report of the corpus is read in a confined process as anywhere") {
  warm_up(test::templates(), Limits{});
  int compared = 0;
  for (const auto& folder : fs::directory_iterator(test::project_file("corpus/reports"))) {
    if (!folder.is_directory()) continue;
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().stem() != "source") continue;
      const auto bytes = test::read_file(file.path());
      const auto json = [&] {
        const auto extension = file.path().extension().string().substr(1);
        return exporting::record_json(read_content({bytes, extension, {}}, test::templates(), Limits{}).record);
      };
      // First the confined one, so that nothing it needs was loaded on this file's behalf.
      const auto confined = told_by(json).said;
      INFO(file.path().string());
      CHECK(confined == json());
      ++compared;
    }
  }
  CHECK(compared > 30);
}
