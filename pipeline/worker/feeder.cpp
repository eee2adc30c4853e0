#include "pipeline/worker/feeder.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>
#include <utility>

#include "pipeline/worker/memory_file.h"

namespace nianbao::pipeline {
namespace {

using std::chrono::milliseconds;

constexpr int kMostDeaths = 2;      // in one file
constexpr int kMostKills = 3;       // by others, on top of these
constexpr int kMostIdleDeaths = 3;  // in none, one after the other

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

void feed_parent(Channel& parent, const std::string& notice, const Feed& feed,
                 const std::optional<Resumption>& resumption) {
  if (!parent.send(pack(FeederMessage(told::Ready{notice})), Waiting::yes)) return;
  FeedingSink sink(parent, resumption);
  while (!sink.end(feed(sink))) continue;
  while (parent.receive(Waiting::yes)) continue;  // until the parent has heard all and closes
}

}  // namespace

Result<Feeder> Feeder::start(FeederOptions options, Feed feed) {
  Feeder feeder(std::move(options), std::move(feed));
  if (auto employed = feeder.employ(std::nullopt); !employed) return std::unexpected(employed.error());
  return feeder;
}

Result<void> Feeder::employ(std::optional<Resumption> resumption) {
  auto process = ChildProcess::start(
      {options_.confinement, options_.standard_input},
      [&](Channel& parent, const std::string& notice) { feed_parent(parent, notice, feed_, resumption); });
  if (!process) return std::unexpected(process.error());
  process_ = std::move(*process);
  ready_ = false;
  asked_ = false;
  taken_ = 0;
  listen_anew();
  return {};
}

std::optional<pid_t> Feeder::process() const { return process_ ? std::optional(process_->id()) : std::nullopt; }

// So far. To hash a large container or to look for a member in it takes long, and is no hanging.
std::int64_t Feeder::bytes_read() const {
  const auto path = fmt::format("/proc/{}/io", process_->id());
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "re"));
  long long bytes = 0;
  if (file == nullptr || std::fscanf(file.get(), "rchar: %lld", &bytes) != 1) return 0;
  return bytes;
}

milliseconds Feeder::patience() const {
  constexpr milliseconds kLongest = std::chrono::hours(1);
  if (!found_.empty()) return milliseconds(0);
  if (!process_ || asked_) return kLongest;
  const auto due = read_then_ ? options_.silence : options_.silence / 2;
  return std::max(std::chrono::ceil<milliseconds>(heard_ + due - Clock::now()), milliseconds(0));
}

// Nothing was read in the second half of the time, and nothing said in all of it.
bool Feeder::is_late() {
  const auto silent = Clock::now() - heard_;
  if (silent >= options_.silence / 2 && !read_then_) read_then_ = bytes_read();
  if (silent < options_.silence) return false;
  if (bytes_read() == *read_then_) return true;
  listen_anew();
  return false;
}

void Feeder::listen_anew() {
  heard_ = Clock::now();
  read_then_.reset();
}

Result<std::optional<FedInput>> Feeder::next() {
  while (found_.empty()) {
    if (ended_ || asked_) return std::nullopt;
    auto message = process_->channel().receive(Waiting::no);
    const bool quiet = !message && message.error() == Silence::nothing_yet;
    if (quiet && !is_late()) return std::nullopt;
    if (message && take(std::move(*message))) {
      listen_anew();
      continue;
    }
    const auto fault = quiet                                          ? Fault::late
                       : !message && message.error() == Silence::gone ? Fault::gone
                                                                      : Fault::garbage;
    if (auto replaced = replace(fault); !replaced) return std::unexpected(replaced.error());
  }
  std::optional<FedInput> input(std::move(found_.front()));
  found_.pop_front();
  if (std::holds_alternative<FedDocument>(*input) && process_) {
    // Where it cannot be told, the process is gone, or as good as.
    process_->channel().send(pack(FeederAnswer{.taken = ++taken_}), Waiting::no);
  }
  return input;
}

void Feeder::answer(InputSink::Answer answer) {
  asked_ = false;
  listen_anew();
  if (answer != InputSink::Answer::read && !file_.entered.empty()) {
    file_.entered.pop_back();
    file_.done = file_.entered.empty();
  }
  if (process_) process_->channel().send(pack(FeederAnswer{taken_, answer}), Waiting::no);
}

Result<void> Feeder::replace(Fault fault) {
  const auto ending = process_->end();
  process_.reset();
  auto error = ending.error();
  if (fault == Fault::late)
    error = {ErrorCode::timed_out, {}, "opening it takes longer than the limit document_seconds"};
  if (fault == Fault::garbage) error = {ErrorCode::crashed, {}, "the process reading it gave no valid answer"};
  const bool killed = fault == Fault::gone && ending.kind == Ending::Kind::signalled && ending.code == SIGKILL;
  return go_on(error, killed);
}

Result<void> Feeder::go_on(const Error& error, bool killed) {
  const bool in_file = !file_.path.empty() && !file_.done;
  if (!in_file) {
    if (++idle_deaths_ > kMostIdleDeaths) {
      return fail(ErrorCode::no_process, "feeder", "the process that looks for files dies: " + error.detail);
    }
    if (file_.path.empty()) return employ(std::nullopt);
    return employ(Resumption{file_.path, false});
  }
  ++(killed && file_.kills < kMostKills ? file_.kills : file_.deaths);
  const bool again = file_.deaths < kMostDeaths;
  if (!again) give_up_file(error);
  file_.entered.clear();
  return employ(Resumption{file_.path, again});
}

void Feeder::give_up_file(const Error& error) {
  if (file_.entered.empty()) found_.push_back(told::Refused{{.path = file_.path}, 0, error});
  auto told_error = error;
  if (file_.last != file_.path) told_error.detail += ", after " + file_.last;
  for (; !file_.entered.empty(); file_.entered.pop_back()) {
    auto& [origin, container] = file_.entered.back();
    found_.push_back(told::Leave{std::move(origin), std::move(container), told_error});
  }
  file_.done = true;
}

bool Feeder::take(Message message) {
  auto told = unpack_feeder_message(message.bytes);
  if (!told || ready_ == std::holds_alternative<told::Ready>(*told)) return false;
  return std::visit([&](auto& content) { return take(std::move(content), std::move(message.file)); }, *told);
}

bool Feeder::take(told::Ready ready, FileDescriptor) {
  ready_ = true;
  if (notice_.empty()) notice_ = std::move(ready.notice);
  return true;
}

bool Feeder::take(told::Opening opening, FileDescriptor) {
  if (!file_.entered.empty()) return false;
  if (opening.path != file_.path) file_ = {.path = opening.path};
  file_.last = std::move(opening.path);
  file_.done = false;
  idle_deaths_ = 0;
  return true;
}

void Feeder::note(const std::string& path) {
  file_.last = path;
  file_.done = file_.entered.empty();
}

bool Feeder::take(told::Document document, FileDescriptor file) {
  if (sealed_size(file) != document.bytes) return false;
  note(document.origin.path);
  FedDocument fed;
  static_cast<told::Document&>(fed) = std::move(document);
  fed.content = std::move(file);
  found_.push_back(std::move(fed));
  return true;
}

bool Feeder::take(told::Refused refused, FileDescriptor) {
  note(refused.origin.path);
  found_.push_back(std::move(refused));
  return true;
}

bool Feeder::take(told::Enter enter, FileDescriptor) {
  file_.last = enter.origin.path;
  file_.entered.push_back(enter);
  asked_ = true;
  found_.push_back(std::move(enter));
  return true;
}

bool Feeder::take(told::Leave leave, FileDescriptor) {
  if (file_.entered.empty()) return false;
  file_.entered.pop_back();
  note(leave.origin.path);
  found_.push_back(std::move(leave));
  return true;
}

bool Feeder::take(told::End end, FileDescriptor) {
  ended_ = true;
  process_.reset();
  found_.push_back(std::move(end));
  return true;
}

}  // namespace nianbao::pipeline
