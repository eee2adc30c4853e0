// A message taken apart into the parts that hold something (RFC 2046 5.1).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/base/error.h"
#include "extract/base/limits.h"
#include "extract/formats/mhtml/headers.h"

namespace nianbao::extract::mhtml {

struct Part {
  Headers headers;
  Parametrized type;      // text/plain where none is told
  std::string_view body;  // as sent
  bool cut = false;       // the message ends before the part does
};

struct Message {
  Headers headers;          // of the whole
  Parametrized type;        // ditto
  std::vector<Part> parts;  // in the order they are sent; what only holds other parts is none
};

// Errors: damaged_archive (a multipart without a boundary, or none of whose boundaries is found), limit_exceeded
// (zip_entries parts, nesting multiparts inside one another). Views point into `bytes`.
Result<Message> read_message(std::string_view bytes, const Limits& limits);

}  // namespace nianbao::extract::mhtml
