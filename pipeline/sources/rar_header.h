// The headers of RAR archives, as far as their library does not tell what they say.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "pipeline/sources/byte_source.h"

namespace nianbao::pipeline {

bool is_rar(std::string_view head);

// What the first header says of the whole.
struct RarBegin {
  bool encrypted = false;  // even the names are
  bool is_volume = false;  // one of several
};

// `head` begins with the signature.
RarBegin read_rar_begin(std::string_view head);

// The CRC-32 of the member whose header comes first at or after this place, where a header begins; nothing where the
// archive has none. Error: unreadable_file.
Result<std::optional<std::uint32_t>> rar_checksum(ByteSource& source, std::int64_t at);

}  // namespace nianbao::pipeline
