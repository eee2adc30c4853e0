// Bytes that can be read anywhere: a file on disk, or what a container around it gave.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao::pipeline {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  virtual std::int64_t size() const = 0;

  // The bytes from `at` on, fewer than the buffer holds only where the source ends. They lie in the buffer or in
  // the source itself, and are valid until the next call. Error: unreadable_file.
  virtual Result<std::string_view> read_at(std::int64_t at, std::span<char> buffer) = 0;
};

// Does not own its bytes.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  std::int64_t size() const override { return std::ssize(bytes_); }
  Result<std::string_view> read_at(std::int64_t at, std::span<char> buffer) override;

 private:
  std::string_view bytes_;
};

// A regular file. Owns its descriptor.
class FileSource : public ByteSource {
 public:
  // Errors: unreadable_file, also for what is no regular file. Never waits for a pipe that took the file's place.
  static Result<FileSource> open(const std::string& path);

  FileSource(FileSource&& other) noexcept;
  FileSource& operator=(FileSource&&) = delete;
  ~FileSource() override;

  std::int64_t size() const override { return size_; }
  Result<std::string_view> read_at(std::int64_t at, std::span<char> buffer) override;

 private:
  FileSource(int descriptor, std::int64_t size) : descriptor_(descriptor), size_(size) {}

  int descriptor_;
  std::int64_t size_;
};

// 64 lower-case hexadecimal digits, of all bytes of the source in turn. Error: unreadable_file.
Result<std::string> sha256_of(ByteSource& source);

}  // namespace nianbao::pipeline
