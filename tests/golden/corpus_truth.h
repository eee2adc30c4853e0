// The truth of the corpus in the form that `nianbao evaluate` reads.
#pragma once

#include <filesystem>

#include "extract/base/error.h"

namespace nianbao::test {

// documents.csv, cells.csv and sections.csv. A cell that nobody can read is in none of them.
Result<void> write_corpus_truth(const std::filesystem::path& folder);

}  // namespace nianbao::test
