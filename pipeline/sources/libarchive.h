// The only code that opens archives with libarchive.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "pipeline/sources/byte_source.h"
#include "pipeline/sources/container_kind.h"
#include "pipeline/sources/packed_stream.h"

namespace nianbao::pipeline {

// While it lives, this thread has the character set UTF-8, without which libarchive gives no name that is flagged as
// UTF-8 or stored as UTF-16; bytes in no known encoding it gives as they are. The rest of the process keeps its own.
class Utf8Names {
 public:
  Utf8Names();
  Utf8Names(Utf8Names&&) = delete;
  ~Utf8Names();

 private:
  void* before_;
};

class Archive {
 public:
  // A packed document opens as one entry without a name. The source must outlive the archive.
  // Errors: damaged_archive, encrypted, unreadable_file.
  static Result<std::unique_ptr<Archive>> open(ByteSource& source, const ContainerKind& kind);

  // A tar that comes unpacked. The stream must outlive the archive; its errors are the archive's.
  static Result<std::unique_ptr<Archive>> open_tar(ByteStream& stream);

  archive* get() const { return handle_.get(); }

  // The error of the last call, as one of the codes above or unsupported_format.
  Error error() const;

  // Where the header read last begins and where reading stands, in bytes of the archive without what packs it.
  std::int64_t header_at() const { return archive_read_header_position(get()); }
  std::int64_t position() const { return archive_filter_bytes(get(), 0); }

 private:
  struct Free {
    void operator()(archive* handle) const { archive_read_free(handle); }
  };
  struct Input;
  struct FreeInput {
    void operator()(Input* input) const;
  };

  Archive() : handle_(archive_read_new()) {}

  Result<void> begin();

  std::unique_ptr<Input, FreeInput> input_;  // outlives the handle
  std::unique_ptr<archive, Free> handle_;
};

}  // namespace nianbao::pipeline
