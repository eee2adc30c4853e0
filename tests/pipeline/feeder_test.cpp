// The feeder: everything it finds arrives, and what kills it or makes it hang costs one file.
#include "pipeline/worker/feeder.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "extract/base/sha256.h"
#include "pipeline/worker/memory_file.h"
#include "tests/support/temporary_folder.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using namespace std::chrono_literals;
using Answer = InputSink::Answer;

namespace {

// A file of a make-believe selection. One that ends with ".zip" is entered and has two members.
using Deed = std::function<void(const std::string& path)>;

Answer give_zip(InputSink& sink, const std::string& path, const Deed& deed) {
  const Origin origin{.path = path};
  const Container container{"zip", "sum", 10};
  const auto answer = sink.enter(origin, container);
  if (answer != Answer::read) return answer;
  for (const auto* member : {"!/1", "!/2"}) {
    deed(path + member);
    if (!sink.document({.path = path + member}, path + member)) return Answer::stop;
  }
  return sink.leave(origin, container, {}) ? Answer::read : Answer::stop;
}

// Does the deed before each file and member is read.
Feed feed_of(std::vector<std::string> paths, Deed deed = [](const std::string&) {}) {
  return [paths = std::move(paths), deed = std::move(deed)](InputSink& sink) -> Result<void> {
    for (const auto& path : paths) {
      auto answer = sink.opening(path);
      if (answer == Answer::skip) continue;
      if (answer == Answer::read) {
        deed(path);
        if (path.ends_with(".zip"))
          answer = give_zip(sink, path, deed);
        else
          answer = sink.document({.path = path}, path) ? Answer::read : Answer::stop;
      }
      if (answer == Answer::stop) return {};
    }
    return {};
  };
}

Feeder feeder_of(Feed feed, FeederOptions options = {}) {
  auto feeder = Feeder::start(std::move(options), std::move(feed));
  REQUIRE(feeder);
  return std::move(*feeder);
}

FedInput next_of(Feeder& feeder) {
  for (;;) {
    auto input = feeder.next();
    REQUIRE(input);
    if (*input) return std::move(**input);
    pollfd descriptor{feeder.descriptor(), POLLIN, 0};
    ::poll(&descriptor, 1, static_cast<int>(std::min(feeder.patience(), std::chrono::milliseconds(5000)).count()));
  }
}

std::string error_text(const std::optional<Error>& error) {
  return error ? ":" + std::string(to_string(error->code)) : "";
}

struct Teller {
  std::string operator()(const FedDocument& document) const { return document.origin.path; }
  std::string operator()(const told::Refused& refused) const {
    return "refused " + refused.origin.path + error_text(refused.error);
  }
  std::string operator()(const told::Enter& enter) const { return "enter " + enter.origin.path; }
  std::string operator()(const told::Leave& leave) const {
    return "leave " + leave.origin.path + error_text(leave.error);
  }
  std::string operator()(const told::End& end) const { return "end" + error_text(end.error); }
};

using Lines = std::vector<std::string>;

// All that comes, to the end.
Lines told_by(Feeder feeder, Answer answer = Answer::read) {
  Lines lines;
  for (;;) {
    const auto input = next_of(feeder);
    lines.push_back(std::visit(Teller{}, input));
    if (std::holds_alternative<told::Enter>(input)) {
      CHECK_FALSE(feeder.next().value());
      feeder.answer(answer);
    }
    if (std::holds_alternative<told::End>(input)) break;
  }
  CHECK_FALSE(feeder.next().value());
  return lines;
}

Deed at(std::string place, std::function<void()> deed) {
  return [place = std::move(place), deed = std::move(deed)](const std::string& path) {
    if (path == place) deed();
  };
}

// Leaves a mark, so that only the first process that comes here does the deed.
Deed once_at(std::string place, std::filesystem::path mark, std::function<void()> deed) {
  return at(std::move(place), [mark = std::move(mark), deed = std::move(deed)] {
    if (std::filesystem::create_directory(mark)) deed();
  });
}

FeederOptions impatient() {
  FeederOptions options;
  options.silence = 200ms;
  return options;
}

void hang() {
  for (;;) ::pause();
}

}  // namespace

TEST_CASE("what a feeder finds arrives in order") {
  CHECK(told_by(feeder_of(feed_of({"a", "b.zip", "c"}))) ==
        Lines{"a", "enter b.zip", "b.zip!/1", "b.zip!/2", "leave b.zip", "c", "end"});
  CHECK(told_by(feeder_of(feed_of({"a", "b.zip", "c"})), Answer::skip) == Lines{"a", "enter b.zip", "c", "end"});
  CHECK(told_by(feeder_of(feed_of({"a", "b.zip", "c"})), Answer::stop) == Lines{"a", "enter b.zip", "end"});
  CHECK(told_by(feeder_of(feed_of({}))) == Lines{"end"});
}

TEST_CASE("a feeder that has ended is heard to its end, and none takes over") {
  for (int i = 0; i < 50; ++i) {
    auto feeder = feeder_of(feed_of({"a", "b", "c"}));
    const auto process = feeder.process();
    for (const auto* line : {"a", "b", "c"}) CHECK(std::visit(Teller{}, next_of(feeder)) == line);
    CHECK(feeder.process() == process);
    CHECK(std::visit(Teller{}, next_of(feeder)) == "end");
  }
}

TEST_CASE("all that is known of an input arrives") {
  auto feeder = feeder_of([](InputSink& sink) -> Result<void> {
    sink.document({"p", "http://u", "2021-03-04T05:06:07Z", "gbk"}, "bytes");
    sink.refused({.path = "q"}, 12, {ErrorCode::encrypted, "place", "detail"});
    return fail(ErrorCode::bad_usage, "list", "is gone");
  });
  auto document = std::get<FedDocument>(next_of(feeder));
  CHECK(document.origin.url == "http://u");
  CHECK(document.origin.captured == "2021-03-04T05:06:07Z");
  CHECK(document.origin.declared_charset == "gbk");
  CHECK(document.sha256 == sha256_hex("bytes"));
  CHECK(document.bytes == 5);
  std::string bytes;
  CHECK(read_whole(document.content, bytes));
  CHECK(bytes == "bytes");
  const auto refused = std::get<told::Refused>(next_of(feeder));
  CHECK(refused.bytes == 12);
  CHECK(refused.error.code == ErrorCode::encrypted);
  CHECK(refused.error.place == "place");
  CHECK(refused.error.detail == "detail");
  const auto end = std::get<told::End>(next_of(feeder));
  CHECK(end.error.value().code == ErrorCode::bad_usage);
}

TEST_CASE("a file that kills the feeder twice is refused, and those after it are read") {
  CHECK(told_by(feeder_of(feed_of({"a", "b", "c"}, at("b", [] { std::abort(); })))) ==
        Lines{"a", "refused b:crashed", "c", "end"});
  CHECK(told_by(feeder_of(feed_of({"b"}, at("b", [] { ::_exit(0); })))) == Lines{"refused b:crashed", "end"});
  CHECK(told_by(feeder_of(feed_of({"a", "b.zip", "c"}, at("b.zip", [] { std::abort(); })))) ==
        Lines{"a", "refused b.zip:crashed", "c", "end"});
}

TEST_CASE("a container that kills the feeder twice is left with an error") {
  auto feeder = feeder_of(feed_of({"a", "b.zip", "c"}, at("b.zip!/2", [] { std::abort(); })));
  CHECK(told_by(std::move(feeder)) ==
        Lines{"a", "enter b.zip", "b.zip!/1", "enter b.zip", "b.zip!/1", "leave b.zip:crashed", "c", "end"});
}

TEST_CASE("a file that kills the feeder once is read when it is tried again") {
  const test::TemporaryFolder folder;
  const auto die = [] { std::abort(); };
  CHECK(told_by(feeder_of(feed_of({"a", "b", "c"}, once_at("b", folder / "1", die)))) == Lines{"a", "b", "c", "end"});
  CHECK(told_by(feeder_of(feed_of({"b.zip", "c"}, once_at("b.zip!/2", folder / "2", die)))) ==
        Lines{"enter b.zip", "b.zip!/1", "enter b.zip", "b.zip!/1", "b.zip!/2", "leave b.zip", "c", "end"});
}

TEST_CASE("a feeder that hangs is ended and the file refused") {
  CHECK(told_by(feeder_of(feed_of({"a", "b", "c"}, at("b", hang)), impatient())) ==
        Lines{"a", "refused b:timed_out", "c", "end"});
  CHECK(told_by(feeder_of(feed_of({"b.zip", "c"}, at("b.zip!/1", hang)), impatient())) ==
        Lines{"enter b.zip", "enter b.zip", "leave b.zip:timed_out", "c", "end"});
}

TEST_CASE("a feeder that reads a large file for long does not hang") {
  const auto read_long = [] {
    const auto end = std::chrono::steady_clock::now() + 1s;
    char byte = 0;
    const FileDescriptor zeros(::open("/dev/zero", O_RDONLY));
    while (std::chrono::steady_clock::now() < end && ::read(zeros.number(), &byte, 1) == 1) ::usleep(1000);
  };
  CHECK(told_by(feeder_of(feed_of({"a", "b"}, at("b", read_long)), impatient())) == Lines{"a", "b", "end"});
}

TEST_CASE("a feeder is not taken for hung while the parent does not listen") {
  auto feeder = feeder_of(feed_of({"a", "b.zip", "c"}), impatient());
  ::usleep(500'000);
  CHECK(std::visit(Teller{}, next_of(feeder)) == "a");
  CHECK(std::visit(Teller{}, next_of(feeder)) == "enter b.zip");
  ::usleep(500'000);
  CHECK_FALSE(feeder.next().value());
  feeder.answer(Answer::read);
  CHECK(std::visit(Teller{}, next_of(feeder)) == "b.zip!/1");
}

TEST_CASE("a feeder killed from outside loses nothing") {
  Lines paths;
  for (int i = 0; i < 300; ++i) paths.push_back("file " + std::to_string(i));
  auto feeder = feeder_of(feed_of(paths));
  Lines seen;
  for (int count = 0;; ++count) {
    if (count % 100 == 50) ::kill(feeder.process().value(), SIGKILL);
    const auto line = std::visit(Teller{}, next_of(feeder));
    if (line == "end") break;
    seen.push_back(line);
  }
  const auto repeated = std::ranges::unique(seen);
  seen.erase(repeated.begin(), repeated.end());
  CHECK(seen == paths);
}

TEST_CASE("when the file to go on at is gone everything is given again") {
  const test::TemporaryFolder folder;
  const auto feed = [mark = folder / "mark"](InputSink& sink) -> Result<void> {
    const bool first = std::filesystem::create_directory(mark);
    const Lines paths = first ? Lines{"a", "b", "c"} : Lines{"a", "c"};
    return feed_of(paths, at("b", [] { std::abort(); }))(sink);
  };
  CHECK(told_by(feeder_of(feed)) == Lines{"a", "a", "c", "end"});
}

TEST_CASE("a feeder that dies outside any file ends the run") {
  auto feeder = feeder_of([](InputSink&) -> Result<void> { std::abort(); });
  auto input = feeder.next();
  while (input && !*input) input = feeder.next();
  REQUIRE_FALSE(input);
  CHECK(input.error().code == ErrorCode::no_process);
}

TEST_CASE("nonsense from a feeder is a crash") {
  const auto speak = [](const std::string& bytes) {
    return [bytes] {
      Channel parent((FileDescriptor(3)));
      parent.send(bytes, Waiting::yes);
      hang();
    };
  };
  const std::vector<std::string> nonsense{
      "?",
      pack(FeederMessage(told::Ready{})),
      pack(FeederMessage(told::Leave{})),
      pack(FeederMessage(told::Document{{.path = "x"}, "sum", 5})),
  };
  for (const auto& bytes : nonsense) {
    CHECK(told_by(feeder_of(feed_of({"a", "b"}, at("a", speak(bytes))))) == Lines{"refused a:crashed", "b", "end"});
  }
}

TEST_CASE("a feeder does not run far ahead of a parent that is busy") {
  // A document tells how many were made before it was, by way of a file both can see.
  const test::TemporaryFolder folder;
  const auto count_made = [mark = folder / "made"](const std::string&) {
    const FileDescriptor file(::open(mark.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600));
    CHECK(::write(file.number(), "x", 1) == 1);
  };
  Lines paths;
  for (int i = 0; i < 200; ++i) paths.push_back("file " + std::to_string(i));
  auto feeder = feeder_of(feed_of(paths, count_made));
  next_of(feeder);
  ::usleep(300'000);
  CHECK(std::filesystem::file_size(folder / "made") <= FeedingSink::kMostDocuments + 2);
  CHECK(told_by(std::move(feeder)).size() == 200);
}

TEST_CASE("the bytes under way are bounded, and one document may be larger") {
  const test::TemporaryFolder folder;
  auto feeder = feeder_of([mark = folder / "made"](InputSink& sink) -> Result<void> {
    const std::string bytes(static_cast<std::size_t>(FeedingSink::kMostBytes / 2), 'x');
    for (int i = 0; i < 4; ++i) {
      sink.document({.path = std::to_string(i)}, i == 3 ? bytes + bytes + "x" : bytes);
      std::filesystem::create_directories(mark.string() + std::to_string(i));
    }
    return {};
  });
  ::usleep(400'000);
  CHECK_FALSE(std::filesystem::exists(folder / "made2"));
  CHECK(told_by(std::move(feeder)) == Lines{"0", "1", "2", "3", "end"});
}

TEST_CASE("a feeder's standard input begins anew in each process") {
  const test::TemporaryFolder folder;
  const auto input = memory_file("x\ny\nz\n").value();
  const auto feed = [mark = folder / "mark"](InputSink& sink) -> Result<void> {
    Lines paths;
    std::string line;
    for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) == 1;) {
      if (byte != '\n') line += byte;
      if (byte == '\n') paths.push_back(std::exchange(line, {}));
    }
    return feed_of(paths, once_at("y", mark, [] { std::abort(); }))(sink);
  };
  FeederOptions options;
  options.standard_input = &input;
  CHECK(told_by(feeder_of(feed, std::move(options))) == Lines{"x", "y", "z", "end"});
}

#ifndef __SANITIZE_ADDRESS__
TEST_CASE("a container that takes too much memory is told so") {
  FeederOptions options;
  options.confinement = Confinement{Confinement::Reach::all_files, 64 << 20};
  const auto eat = [] {
    for (;;) std::fill_n(static_cast<char*>(std::malloc(1 << 20)), 1 << 20, 'x');
  };
  CHECK(told_by(feeder_of(feed_of({"a", "b.zip", "c"}, at("b.zip!/1", eat)), std::move(options))) ==
        Lines{"a", "enter b.zip", "enter b.zip", "leave b.zip:out_of_memory", "c", "end"});
}
#endif
