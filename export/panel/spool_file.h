// Bytes put aside on the disk: a file without a name, gone when its owner is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao::exporting {

// Where to put things aside, and how much memory what puts them aside may take.
struct SpoolSpace {
  std::filesystem::path folder;
  std::size_t memory = std::size_t{8} << 20;  // bytes, of each sort
};

class SpoolFile {
 public:
  SpoolFile() = default;
  ~SpoolFile();
  SpoolFile(SpoolFile&& other) noexcept;
  SpoolFile& operator=(SpoolFile&& other) noexcept;

  // In this folder, so that it is the folder's disk that must have room. output_failed where that cannot be.
  Result<void> open(const std::filesystem::path& folder);

  // The place of the bytes in the file.
  Result<std::int64_t> append(std::string_view bytes);
  // All of them; output_failed where the file ends before.
  Result<void> read(std::int64_t place, std::span<char> bytes) const;

  std::int64_t size() const { return size_; }

 private:
  std::unexpected<Error> failure(int code) const;

  std::filesystem::path folder_;
  int descriptor_ = -1;
  std::int64_t size_ = 0;
};

}  // namespace nianbao::exporting
