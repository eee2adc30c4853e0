// What comes once and may be needed again.
#pragma once

#include <filesystem>

#include "extract/base/error.h"
#include "pipeline/worker/file_descriptor.h"

namespace nianbao::pipeline {

// All that comes on the standard input until its end, piece by piece into a file without a name in this folder, whose
// room the system takes back with the last descriptor of it, however the process ends. Errors: bad_usage where it
// cannot be read, output_failed where the folder cannot take it.
Result<FileDescriptor> spool_standard_input(const std::filesystem::path& folder);

}  // namespace nianbao::pipeline
