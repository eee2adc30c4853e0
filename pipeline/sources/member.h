// What the readers of containers have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "extract/base/error.h"

namespace nianbao::pipeline {

// One input inside a container.
struct Member {
  std::string name;  // a label in valid UTF-8, not yet unique
  std::string url;   // this and the following as in Origin
  std::string captured;
  std::string declared_charset;
  std::int64_t bytes = 0;        // its size, where that is known
  std::optional<Error> refusal;  // why its bytes cannot be had
};

class MemberReader {
 public:
  virtual ~MemberReader() = default;

  // The next member, its bytes in `bytes` unless it is refused; nothing at the end. An error ends the container:
  // damaged_archive, encrypted, limit_exceeded, unreadable_file.
  virtual Result<std::optional<Member>> next(std::string& bytes) = 0;
};

}  // namespace nianbao::pipeline
