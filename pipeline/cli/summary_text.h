// What a run did, for a person.
#pragma once

#include <filesystem>
#include <string>

#include "pipeline/run/run.h"

namespace nianbao::cli {

std::string summary_text(const pipeline::RunSummary& summary, const std::filesystem::path& out);

}  // namespace nianbao::cli
