// Bytes handed from process to process as a file in memory: the receiver reads them without a copy being sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extract/base/error.h"
#include "pipeline/worker/file_descriptor.h"

namespace nianbao::pipeline {

// Sealed: nobody can change it any more, nor cut it. output_failed where the system has no memory for it.
Result<FileDescriptor> memory_file(std::string_view bytes);

// Its size where it is a sealed file in memory, nothing where it is anything else: what another process sent may be a
// pipe to wait for, or change while it is read.
std::optional<std::int64_t> sealed_size(const FileDescriptor& file);

// The whole of a file into `bytes`, whose memory is used again. The position of the file is neither used nor moved.
// False where it cannot be read.
bool read_whole(const FileDescriptor& file, std::string& bytes);

}  // namespace nianbao::pipeline
