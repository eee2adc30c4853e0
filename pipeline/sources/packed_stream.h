// Bytes that come one after another, unpacked on the way.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "pipeline/sources/byte_source.h"
#include "pipeline/sources/container_kind.h"

namespace nianbao::pipeline {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // Fills the buffer, less only at the end or before a place that cannot be read; that error comes with the next
  // call. Errors: damaged_archive, unreadable_file.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;

  // After an error: how many of the bytes given so far can be trusted. They stand before a cut, or a checksum behind
  // them is right. The others may be changed, though they unpacked.
  virtual std::int64_t sound() const = 0;

  // After an error: looks for a place further on from which reading can go on. False where there is none.
  virtual bool recover() = 0;
};

// The source must outlive the stream. gzip may have any number of members and goes on with a later one after damage.
Result<std::unique_ptr<ByteStream>> open_packed(ByteSource& source, Packing packing);

}  // namespace nianbao::pipeline
