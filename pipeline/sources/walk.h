// Which files a selection names, one by one in their order, none of them opened.
#pragma once

#include <string>

#include "extract/base/error.h"
#include "pipeline/sources/inputs.h"

namespace nianbao::pipeline {

class FileVisitor {
 public:
  virtual ~FileVisitor() = default;
  // A file or a link to one. `shown` as in Origin::path. A false answer ends the walk, here and below.
  virtual bool file(const std::string& path, const std::string& shown) = 0;
  // What cannot be had: a folder that cannot be listed, a link to nothing, a name of a list that is none.
  virtual bool refused(const std::string& shown, const Error& error) = 0;
};

enum class ListsFrom : bool { files_only, anywhere };  // files_only: the standard input is left alone

// Fails with bad_usage where a list cannot be read. At most the names of the folders on the way are held.
Result<void> walk(const Selection& selection, ListsFrom lists, FileVisitor& visitor);

}  // namespace nianbao::pipeline
