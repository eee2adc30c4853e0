// The names at the end of a zip, read without its members: enough to tell a document package from an archive.
#pragma once

#include <cstdint>

#include "pipeline/sources/byte_source.h"

namespace nianbao::pipeline {

struct ZipDirectory {
  bool whole = false;        // the directory at the end is there; where it is not, the first members were looked at
  bool is_package = false;   // a document: OOXML, ODF, OFD, EPUB, JAR ...
  bool is_split = false;     // one volume of several
  std::int64_t entries = 0;  // as the directory says
};

// Error: unreadable_file. Memory is constant in the number of members.
Result<ZipDirectory> read_zip_directory(ByteSource& source);

}  // namespace nianbao::pipeline
