// OLE2 compound files ([MS-CFB]): what stands at their root, and how its streams begin. Nothing more is read of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao {

inline constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

struct CompoundEntry {
  std::string name;        // what is beyond ASCII is written as "?"
  std::string_view begin;  // the first sector of a stream; empty for short streams and where it lies beyond the end
};

// The entries of the root storage, in no order. Empty where the file is damaged so that they cannot be found.
std::vector<CompoundEntry> root_entries(std::string_view bytes);

}  // namespace nianbao
