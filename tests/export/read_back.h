// The files of several writers, read by programs not ours and compared value by value.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/export/example.h"

namespace nianbao::test {

// Records whose texts no format likes: not UTF-8, control characters, quotes, line ends, formulas, 100,000 characters;
// with numbers and cells of every kind.
std::vector<exporting::Record> hostile_records();

// Holds what round_trip.py says of the outputs in a folder, which has those of "csv".
void check_round_trip(const std::filesystem::path& folder);

// All of a writer's work in a process that may make no file larger than `bytes`. Returns what went wrong, empty for
// nothing: "output_failed /the/file".
std::string error_on_full_disk(std::string_view writer, const std::filesystem::path& folder, std::size_t bytes);

}  // namespace nianbao::test
