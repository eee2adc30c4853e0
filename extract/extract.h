// Stage one: bytes in, Document out. Pure: no file system, no clock.
#pragma once

#include <string>
#include <string_view>

#include "extract/base/error.h"
#include "extract/base/limits.h"
#include "extract/model/document.h"

namespace nianbao::extract {

struct Source {
  std::string name;              // path or URL; its extension only breaks ties between formats
  std::string_view bytes;        // not owned
  std::string declared_charset;  // from an HTTP header, where the container knew one
};

// Reads one document. The format is found from the content, by the rows of format_table.h.
Result<Document> read_document(const Source& source, const Limits& limits);

}  // namespace nianbao::extract
