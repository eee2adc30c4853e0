// A crawl file as a sequence of lines and counted bytes, with a window to look ahead and to step back in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/sources/budget.h"
#include "pipeline/sources/packed_stream.h"

namespace nianbao::pipeline {

class CrawlInput {
 public:
  // What the stream gives is charged to the budget where it was packed.
  CrawlInput(std::unique_ptr<ByteStream> stream, ContainerBudget* budget)
      : stream_(std::move(stream)), budget_(budget) {}

  // The next bytes, at least `count` of them unless the input ends before or cannot be read further: then error()
  // is set. Valid until the next call of anything.
  std::string_view peek(std::size_t count);
  void drop(std::size_t count) { at_ += count; }

  // Drops `count` bytes, appending the first `most` to `into`. What it could take.
  std::int64_t take(std::int64_t count, std::string& into, std::size_t most);

  // Puts bytes before what comes next.
  void put_back(std::string_view bytes);

  // Of the bytes unpacked.
  std::int64_t position() const { return dropped_ + static_cast<std::int64_t>(at_); }

  const std::optional<Error>& error() const { return error_; }

  // After an error that is damage: goes on where that is possible, what was in the window is gone.
  bool recover();

 private:
  bool fill();

  std::unique_ptr<ByteStream> stream_;
  ContainerBudget* budget_;
  std::string window_;
  std::size_t at_ = 0;
  std::int64_t dropped_ = 0;
  bool ended_ = false;
  std::optional<Error> error_;
};

}  // namespace nianbao::pipeline
