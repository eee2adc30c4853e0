// ZIP packages, read entry by entry. The only code that knows libzip.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"
#include "extract/base/limits.h"

struct zip_source;

namespace nianbao {

class ZipPackage {
 public:
  using Sink = std::function<Result<void>(std::string_view piece)>;

  // Errors: damaged_archive, limit_exceeded (zip_entries). `bytes` and `limits` must outlive the package.
  static Result<ZipPackage> open(std::string_view bytes, const Limits& limits);
  // The same of a file, without taking it into memory.
  static Result<ZipPackage> open_file(const std::filesystem::path& file, const Limits& limits);

  ZipPackage(ZipPackage&&) noexcept;
  ~ZipPackage();

  // Names are compared as packages do, without regard to case (ECMA-376-2 9.1.2).
  bool contains(std::string_view name) const;
  std::vector<std::string> names() const;

  // Inflates an entry piece by piece. What comes out is counted while it does, since headers lie: the
  // whole package may give inflated_bytes, one entry inflate_ratio times its size beyond its first MiB.
  // Errors: missing_part, encrypted, damaged_archive, limit_exceeded, and those of the sink.
  Result<void> read(std::string_view name, const Sink& sink);

  // The whole of an entry.
  Result<std::string> read(std::string_view name);

 private:
  struct State;
  explicit ZipPackage(std::unique_ptr<State> state);
  static Result<ZipPackage> open_source(zip_source* source, const Limits& limits);

  std::unique_ptr<State> state_;
};

}  // namespace nianbao
