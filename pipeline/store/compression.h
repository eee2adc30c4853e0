// Bytes made small, with a checksum. The only code that knows zstd.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/base/error.h"

namespace nianbao::pipeline {

// The most that is ever decompressed: more than a process that reads documents can hold (limit worker_bytes).
inline constexpr std::size_t kMostDecompressed = std::size_t{1} << 30;

std::string compress(std::string_view bytes);

// Exactly what was compressed. bad_store on anything else. The view is valid until the next call in this thread.
Result<std::string_view> decompress(std::string_view frame);

}  // namespace nianbao::pipeline
