// Whether a workbook's file holds all that was to be in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "extract/base/error.h"

namespace nianbao::exporting::xlsx {

// Reads the whole package, under its unfinished name, once: libxlsxwriter builds its parts in temporary files and does
// not look whether they took everything, so that a full disk would give a damaged workbook and no error. `row_bytes`
// says how long the rows of each sheet are. Errors: output_failed.
Result<void> check_package(const std::filesystem::path& file, std::span<const std::int64_t> row_bytes);

}  // namespace nianbao::exporting::xlsx
