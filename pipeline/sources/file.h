// Single files, and how their names are shown.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao::pipeline {

struct SourceFile {
  std::filesystem::path file;
  std::string shown;  // valid UTF-8
};

// Valid UTF-8, another one for any other bytes: a byte that is none is written as \xFF, and a backslash that would
// begin such a thing as \x5C.
std::string shown_bytes(std::string_view raw);

// The same of a path without what does not matter in it: "./a//b/" is "a/b".
std::string shown_name(const std::filesystem::path& path);

// The whole file. Errors: unreadable_file, limit_exceeded.
Result<std::string> read_file(const SourceFile& source, std::int64_t most_bytes);

// The error for a document that is too large, here and in containers.
std::unexpected<Error> too_large(std::int64_t most_bytes);

}  // namespace nianbao::pipeline
