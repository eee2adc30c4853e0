// A file without a name: the system takes its room back with its last descriptor, however the process ends.
#pragma once

#include <filesystem>

namespace nianbao {

// Its descriptor, for reading and writing, on the disk of this folder; closed when a program is executed. -1, and errno
// says why, where there can be none.
int open_nameless(const std::filesystem::path& folder);

}  // namespace nianbao
