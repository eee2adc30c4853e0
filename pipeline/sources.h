// Which files a run reads: those given, and all below the folders given, in one order whatever the order
// of the arguments or of the file system.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "extract/base/error.h"

namespace nianbao::pipeline {

struct SourceFile {
  std::filesystem::path file;
  std::string shown;  // valid UTF-8: bytes that are not are written as %XX
};

// Sorted by `shown`, each file once. Hidden files and folders are left out below a folder, and so is
// `without`, where the outputs go. bad_usage when an input does not exist.
Result<std::vector<SourceFile>> list_sources(const std::vector<std::string>& inputs,
                                             const std::filesystem::path& without);

// The whole file. Errors: unreadable_file, limit_exceeded.
Result<std::string> read_file(const SourceFile& source, std::int64_t most_bytes);

}  // namespace nianbao::pipeline
