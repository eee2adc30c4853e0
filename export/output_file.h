// A file that appears under its name only when it is complete.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao::exporting {

// Where the bytes of a file stand until it is complete: NAME.part beside NAME.
std::filesystem::path unfinished(const std::filesystem::path& file);

// Writes to unfinished(NAME). The first error sticks and is told by finish().
class OutputFile {
 public:
  OutputFile() = default;
  ~OutputFile();  // removes what was not finished
  OutputFile(OutputFile&&) = default;
  OutputFile& operator=(OutputFile&&) = default;

  Result<void> open(const std::filesystem::path& path);
  void write(std::string_view bytes);
  Result<void> finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::unexpected<Error> failure(int code) const;

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
  int error_ = 0;  // an errno
};

// A whole file at once.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace nianbao::exporting
