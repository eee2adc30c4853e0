// The feeder's side of the feeder: what is found goes to the parent.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/sources/input.h"
#include "pipeline/worker/channel.h"
#include "pipeline/worker/messages.h"

namespace nianbao::pipeline {

// Where a feeder that takes over from one that died goes on: at a file of the selection, or after it.
struct Resumption {
  std::string path;
  bool itself = true;
};

// Holds back when it is so far ahead of the parent that documents fill the memory. Bytes it cannot hand over for
// want of memory end the process, for to leave a document out is no answer.
class FeedingSink final : public InputSink {
 public:
  static constexpr std::size_t kMostDocuments = 64;      // under way, and
  static constexpr std::int64_t kMostBytes = 128 << 20;  // of all of them; one may be larger

  FeedingSink(Channel& parent, std::optional<Resumption> resumption)
      : parent_(parent), resumption_(std::move(resumption)) {}

  Answer opening(const std::string& path) override;
  bool document(const Origin& origin, std::string_view bytes) override;
  bool refused(const Origin& origin, std::int64_t bytes, const Error& error) override;
  Answer enter(const Origin& origin, const Container& container) override;
  bool leave(const Origin& origin, const Container& container, const Result<void>& ended) override;

  // All was given, or what ended it. False where the file to go on at has not been met: it is gone, and so may others
  // be or have come, so that everything must be given again.
  bool end(const Result<void>& ended);

 private:
  bool tell(const FeederMessage& message, const FileDescriptor* file = nullptr);
  bool has_room(std::int64_t more) const;
  std::optional<Answer> hear();

  Channel& parent_;
  std::optional<Resumption> resumption_;
  std::deque<std::int64_t> under_way_;  // bytes of documents the parent has not taken
  std::int64_t under_way_bytes_ = 0;
  std::int64_t taken_ = 0;
  bool stopped_ = false;
};

}  // namespace nianbao::pipeline
