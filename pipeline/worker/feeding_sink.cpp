#include "pipeline/worker/feeding_sink.h"

#include <unistd.h>

#include <utility>

#include "extract/base/sha256.h"
#include "pipeline/worker/confinement.h"
#include "pipeline/worker/memory_file.h"

namespace nianbao::pipeline {
namespace {

std::optional<Error> error_of(const Result<void>& ended) { return ended ? std::nullopt : std::optional(ended.error()); }

}  // namespace

bool FeedingSink::tell(const FeederMessage& message, const FileDescriptor* file) {
  if (!stopped_ && !parent_.send(pack(message), Waiting::yes, file)) stopped_ = true;
  return !stopped_;
}

bool FeedingSink::has_room(std::int64_t more) const {
  return under_way_.empty() || (under_way_.size() < kMostDocuments && under_way_bytes_ + more <= kMostBytes);
}

// Waits for the parent, and returns what it answered, if it was asked.
std::optional<InputSink::Answer> FeedingSink::hear() {
  const auto message = parent_.receive(Waiting::yes);
  const auto heard = message ? unpack_feeder_answer(message->bytes) : std::nullopt;
  if (!heard || heard->answer == Answer::stop) {
    stopped_ = true;
    return Answer::stop;
  }
  for (; taken_ < heard->taken && !under_way_.empty(); ++taken_) {
    under_way_bytes_ -= under_way_.front();
    under_way_.pop_front();
  }
  return heard->answer;
}

InputSink::Answer FeedingSink::opening(const std::string& path) {
  if (resumption_) {
    if (path != resumption_->path) return Answer::skip;
    const bool itself = resumption_->itself;
    resumption_.reset();
    if (!itself) return Answer::skip;
  }
  return tell(told::Opening{path}) ? Answer::read : Answer::stop;
}

bool FeedingSink::document(const Origin& origin, std::string_view bytes) {
  const auto size = std::ssize(bytes);
  while (!stopped_ && !has_room(size)) hear();
  if (stopped_) return false;
  const auto file = memory_file(bytes);
  if (!file) ::_exit(kOutOfMemoryExit);
  under_way_.push_back(size);
  under_way_bytes_ += size;
  return tell(told::Document{origin, sha256_hex(bytes), size}, &*file);
}

bool FeedingSink::refused(const Origin& origin, std::int64_t bytes, const Error& error) {
  return tell(told::Refused{origin, bytes, error});
}

InputSink::Answer FeedingSink::enter(const Origin& origin, const Container& container) {
  if (!tell(told::Enter{origin, container})) return Answer::stop;
  for (;;) {
    if (const auto answer = hear()) return *answer;
  }
}

bool FeedingSink::leave(const Origin& origin, const Container& container, const Result<void>& ended) {
  return tell(told::Leave{origin, container, error_of(ended)});
}

bool FeedingSink::end(const Result<void>& ended) {
  if (resumption_ && !stopped_ && ended) {
    resumption_.reset();
    return false;
  }
  parent_.send(pack(FeederMessage(told::End{error_of(ended)})), Waiting::yes);
  return true;
}

}  // namespace nianbao::pipeline
