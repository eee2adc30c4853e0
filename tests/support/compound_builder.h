// Builds small OLE2 compound files in memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace nianbao::test {

// Streams at the root, each of at least 4096 bytes (shorter ones are filled up). At most three.
std::string compound_file(const std::vector<std::pair<std::string, std::string>>& streams);

// The stream WordDocument of a Word 97 document, as far as its flags; protected by a password or not.
std::string word_stream(bool encrypted);

}  // namespace nianbao::test
