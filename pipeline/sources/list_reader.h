// Files that name further inputs, one a line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao::pipeline {

inline constexpr std::string_view kStandardInput = "-";

// Holds one name at a time. A list has lines, or entries that end at NUL if it has any within its first 8 KiB:
// the longest path is half of that.
class ListReader {
 public:
  // Error: bad_usage, where it cannot be opened.
  static Result<ListReader> open(const std::string& list);

  ListReader(ListReader&& other) noexcept;
  ListReader& operator=(ListReader&&) = delete;
  ~ListReader();

  // The next name, never empty; nothing at the end. Names longer than a path can be are cut there, and so exist
  // nowhere. Error: bad_usage, where the list cannot be read to its end.
  Result<std::optional<std::string>> next();

 private:
  ListReader(std::string list, int descriptor) : list_(std::move(list)), descriptor_(descriptor) {}
  Result<bool> fill();  // false at the end
  Result<void> find_separator();
  std::string take(std::size_t end);

  std::string list_;
  int descriptor_;
  std::string buffer_;
  std::size_t at_ = 0;  // what is before it was given
  bool ended_ = false;
  std::optional<char> separator_;
};

}  // namespace nianbao::pipeline
