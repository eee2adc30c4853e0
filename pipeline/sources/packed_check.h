// What the checksums of packed bytes say, read before any of the bytes are used: a checksum stands behind what it
// speaks of, and what was read by then would be in the tables.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pipeline/sources/budget.h"
#include "pipeline/sources/packed_stream.h"

namespace nianbao::pipeline {

class PackedCheck {
 public:
  // Unpacks everything and keeps nothing. The budget is charged only where it does not suffice: otherwise reading
  // takes from it what the check did. Errors: limit_exceeded, and what open_packed says.
  static Result<PackedCheck> of(ByteSource& source, Packing packing, ContainerBudget& budget);

  // Bytes that unpack, where the stream recovers as often as it can.
  std::int64_t size() const { return size_; }

  // What is wrong with it, the first of all.
  const std::optional<Error>& error() const { return error_; }

  // Why unpacked bytes between these places are not to be trusted, if they are not.
  std::optional<Error> fault_in(std::int64_t from, std::int64_t to) const;

 private:
  struct Range {
    std::int64_t from;
    std::int64_t to;
  };

  void note(const Error& error, std::int64_t sound);

  std::int64_t size_ = 0;
  std::optional<Error> error_;
  std::vector<Range> unsound_;  // in order
};

}  // namespace nianbao::pipeline
