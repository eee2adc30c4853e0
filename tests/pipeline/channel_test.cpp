// Messages between processes: whole ones of any size, files with them, and what a hostile other end sends.
#include "pipeline/worker/channel.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "pipeline/worker/child_process.h"
#include "pipeline/worker/memory_file.h"
#include "pipeline/worker/messages.h"
#include "pipeline/worker/packing.h"

using namespace nianbao;
using namespace nianbao::pipeline;
using namespace std::string_literals;

namespace {

std::pair<Channel, Channel> ends() {
  auto pair = Channel::pair();
  REQUIRE(pair);
  return std::move(*pair);
}

// Bytes as they are, with files, as no Channel would send them.
void send_raw(const Channel& channel, std::string bytes, const std::vector<int>& files = {}) {
  iovec part{bytes.data(), bytes.size()};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  std::vector<char> control(CMSG_SPACE(files.size() * sizeof(int)));
  if (!files.empty()) {
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    auto* item = CMSG_FIRSTHDR(&header);
    item->cmsg_level = SOL_SOCKET;
    item->cmsg_type = SCM_RIGHTS;
    item->cmsg_len = CMSG_LEN(files.size() * sizeof(int));
    std::memcpy(CMSG_DATA(item), files.data(), files.size() * sizeof(int));
  }
  REQUIRE(::sendmsg(channel.socket().number(), &header, MSG_NOSIGNAL) >= 0);
}

Silence silence_after(const std::string& bytes, const std::vector<int>& files = {}) {
  auto [here, there] = ends();
  send_raw(there, bytes, files);
  const auto received = here.receive(Waiting::no);
  REQUIRE_FALSE(received);
  return received.error();
}

}  // namespace

TEST_CASE("messages arrive as they were sent, one by one") {
  auto [here, there] = ends();
  CHECK(there.receive(Waiting::no).error() == Silence::nothing_yet);
  for (const auto& text : {""s, "a"s, std::string(65536, 'x'), std::string(65537, 'y')}) {
    REQUIRE(here.send(text, Waiting::yes));
    CHECK(there.receive(Waiting::yes).value().bytes == text);
  }
  REQUIRE(here.send("one", Waiting::no));
  REQUIRE(here.send("two", Waiting::no));
  CHECK(there.receive(Waiting::no).value().bytes == "one");
  CHECK(there.receive(Waiting::no).value().bytes == "two");
}

TEST_CASE("a message larger than any buffer arrives whole, without waiting too") {
  std::string large(9'000'001, '\0');
  for (std::size_t at = 0; at < large.size(); ++at) large[at] = static_cast<char>(at * 7 + at / 4096);
  auto sender = ChildProcess::start(
      {}, [&](Channel& test, const std::string&) { ::_exit(test.send(large, Waiting::yes) ? 17 : 18); });
  REQUIRE(sender);
  auto received = sender->channel().receive(Waiting::no);
  while (!received && received.error() == Silence::nothing_yet) received = sender->channel().receive(Waiting::no);
  CHECK(received.value().bytes == large);
  CHECK(sender->channel().receive(Waiting::yes).error() == Silence::gone);
  CHECK(sender->end().code == 17);
}

TEST_CASE("without waiting a message that finds no room is not sent") {
  auto [here, there] = ends();
  CHECK_FALSE(here.send(std::string(8 << 20, 'x'), Waiting::no));
  CHECK_FALSE(here.send(std::string(Channel::kMostBytes + 1, 'x'), Waiting::yes));
}

TEST_CASE("a file goes with a message and stays open on this side") {
  auto [here, there] = ends();
  const auto file = memory_file("content").value();
  REQUIRE(here.send("look", Waiting::yes, &file));
  auto received = there.receive(Waiting::yes).value();
  std::string bytes;
  CHECK(read_whole(received.file, bytes));
  CHECK(bytes == "content");
  CHECK((::fcntl(received.file.number(), F_GETFD) & FD_CLOEXEC) != 0);
  CHECK(read_whole(file, bytes));
  REQUIRE(here.send("nothing with it", Waiting::yes));
  CHECK_FALSE(there.receive(Waiting::yes).value().file.is_open());
}

TEST_CASE("the other end may be gone") {
  auto [here, there] = ends();
  REQUIRE(there.send("last words", Waiting::yes));
  there.close();
  CHECK_FALSE(here.send("hello", Waiting::yes));  // and no SIGPIPE
  CHECK(here.receive(Waiting::yes).value().bytes == "last words");
  CHECK(here.receive(Waiting::yes).error() == Silence::gone);
}

TEST_CASE("what the other end said is heard, though it went without listening") {
  auto [here, there] = ends();
  REQUIRE(here.send("never heard", Waiting::yes));
  REQUIRE(there.send("last words", Waiting::yes));
  there.close();
  CHECK(here.receive(Waiting::no).value().bytes == "last words");
  CHECK(here.receive(Waiting::no).error() == Silence::gone);
}

TEST_CASE("what is no message is garbage") {
  CHECK(silence_after("?") == Silence::garbage);
  CHECK(silence_after("L" + std::string(100'000, 'x')) == Silence::garbage);
  CHECK(silence_after("") == Silence::gone);
  const auto file = memory_file("x").value();
  CHECK(silence_after("L", {file.number(), file.number()}) == Silence::garbage);
  CHECK(silence_after("L", {file.number(), file.number(), file.number()}) == Silence::garbage);
  CHECK(silence_after("M", {file.number()}) == Silence::nothing_yet);
  auto [here, there] = ends();
  send_raw(there, "M", {file.number()});
  send_raw(there, "L", {file.number()});
  CHECK(here.receive(Waiting::no).error() == Silence::garbage);
}

TEST_CASE("a message beyond all bounds is garbage and not kept") {
  auto sender = ChildProcess::start({}, [](Channel& test, const std::string&) {
    const auto packet = "M" + std::string(65536, 'x');
    while (::send(test.socket().number(), packet.data(), packet.size(), MSG_NOSIGNAL) > 0) continue;
  });
  REQUIRE(sender);
  CHECK(sender->channel().receive(Waiting::yes).error() == Silence::garbage);
}

TEST_CASE("a memory file cannot be changed, and others are not taken for one") {
  const auto file = memory_file("sealed").value();
  CHECK(sealed_size(file) == 6);
  CHECK(::write(file.number(), "x", 1) < 0);
  CHECK(::ftruncate(file.number(), 0) != 0);
  CHECK(sealed_size(memory_file("").value()) == 0);

  const FileDescriptor open_file(::memfd_create("open", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  CHECK_FALSE(sealed_size(open_file));
  const FileDescriptor on_disk(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
  CHECK_FALSE(sealed_size(on_disk));
  std::array<int, 2> pipe{};
  REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
  const FileDescriptor reading(pipe[0]);
  const FileDescriptor writing(pipe[1]);
  CHECK_FALSE(sealed_size(reading));
  std::string bytes;
  CHECK_FALSE(read_whole(reading, bytes));
  CHECK_FALSE(read_whole(FileDescriptor(), bytes));
}

TEST_CASE("jobs and readings come back from their bytes, and from no others") {
  const Job job{"key.docx", "0123", 22'000, "docx", "gb18030", "LibreOffice 7.4", "doc"};
  const auto packed = pack(job);
  const auto same = unpack_job(packed).value();
  CHECK(same.key == job.key);
  CHECK(same.sha256 == job.sha256);
  CHECK(same.bytes == job.bytes);
  CHECK(same.extension == job.extension);
  CHECK(same.declared_charset == job.declared_charset);
  CHECK(same.converter == job.converter);
  CHECK(same.format == job.format);
  for (std::size_t size = 0; size < packed.size(); ++size) CHECK_FALSE(unpack_job(packed.substr(0, size)));
  CHECK_FALSE(unpack_job(packed + "x"));

  const StoredReading reading{"\xFF\x00raw"s, "report",          "",      "docx", "2021",
                              "digest",       "LibreOffice 7.4", "200 3", 1500,   9 << 20};
  const auto bytes = pack(reading);
  const auto read = unpack_reading(bytes).value();
  CHECK(read.record == reading.record);
  CHECK(read.templates == "2021");
  CHECK(read.figures == "digest");
  CHECK(read.converter == reading.converter);
  CHECK(read.counts == reading.counts);
  CHECK(read.microseconds == 1500);
  CHECK(read.peak_bytes == 9 << 20);
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(unpack_reading(bytes.substr(0, size)));
}

TEST_CASE("hostile bytes are refused before anything is made of them") {
  CHECK_FALSE(unpack_job(Packer().number(std::int64_t{1} << 60).take()));
  CHECK_FALSE(unpack_job(Packer().number(-1).take()));
  CHECK_FALSE(unpack_reading(std::string(1000, '\xFF')));
  CHECK_FALSE(unpack_reading(pack(StoredReading{.microseconds = -1})));
  CHECK_FALSE(unpack_feeder_message(""));
  CHECK_FALSE(unpack_feeder_message(Packer().number(7).take()));
  CHECK_FALSE(unpack_feeder_message(Packer().number(-1).take()));
  const told::Refused refused{{.path = "a"}, 1, {static_cast<ErrorCode>(200), "", ""}};
  CHECK_FALSE(unpack_feeder_message(pack(FeederMessage(refused))));
  const auto dirty = pack(StoredReading{.outcome = "re\xFFport"});
  CHECK(unpack_reading(dirty).value().outcome == "re\xEF\xBF\xBDport");
}
