// Finds the inputs of a run and gives them one by one, holding one document at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extract/base/limits.h"
#include "pipeline/sources/input.h"

namespace nianbao::pipeline {

struct Selection {
  std::vector<std::string> inputs;  // files and folders; a folder with all below it
  // Files that name further inputs, one a line; "-" is the standard input. Empty lines are left out, and a line
  // ends at "\n", "\r\n" or, where the list has any, at NUL (as find -print0 writes).
  std::vector<std::string> lists;
  std::filesystem::path without;  // a folder that is never read: where the outputs go
};

// What can be told before a run begins: bad_usage where an input or a list is missing.
Result<void> check_selection(const Selection& selection);

// The files of the selection, containers counted as one, without opening them. Tells `found` now and then; false
// ends the counting. Lists from the standard input are not counted: nullopt.
Result<std::optional<std::int64_t>> count_files(const Selection& selection,
                                                const std::function<bool(std::int64_t)>& found);

// Hidden files and folders below a folder are left out, and so is `without`. Links to files are read, links to
// folders are not followed. A folder that cannot be listed, or an input of a list that does not exist, is refused.
// Folders are read in the order of their names' bytes. Every container is read, to the depth limits.nesting.
// A container on disk streams; one inside another is held in memory, so one larger than limits.document_bytes is
// refused. Fails only when the selection itself cannot be read (a list, the standard input).
Result<void> read_inputs(const Selection& selection, const Limits& limits, InputSink& sink);

}  // namespace nianbao::pipeline
