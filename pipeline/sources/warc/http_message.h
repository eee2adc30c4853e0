// Answers of web servers as crawls keep them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "extract/base/error.h"
#include "pipeline/sources/budget.h"

namespace nianbao::pipeline {

struct HttpHead {
  int status = 0;
  std::string reason;  // "Not Found"; may be empty
  std::string content_type;
  std::string transfer_encoding;
  std::string content_encoding;
  std::size_t size = 0;  // of the head, in bytes; all there is where no empty line ends it
};

// Nothing where the bytes do not begin with an HTTP status line.
std::optional<HttpHead> parse_http_head(std::string_view bytes);

// Undoes chunking and compression in place. A body that is not what its head says is kept as it is: crawlers undo
// these and keep the head. Errors: damaged_archive, unsupported_format (a compression we do not know),
// limit_exceeded.
Result<void> decode_body(const HttpHead& head, std::string& body, ContainerBudget& budget);

}  // namespace nianbao::pipeline
