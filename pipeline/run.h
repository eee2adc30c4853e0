// The main job: every source through all the stages and into the output files.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/dataset.h"
#include "export/writer.h"
#include "extract/base/limits.h"
#include "normalize/template/template_set.h"
#include "pipeline/sources/file.h"
#include "pipeline/sources/inputs.h"

namespace nianbao::pipeline {

struct RunOptions {
  std::filesystem::path out;
  std::vector<std::string> formats;  // ids of writer_table
  bool csv_bom = false;
  Limits limits;
};

// What a run did, counted by outcome, state, verdict and method in the order of their enumerations.
struct Summary {
  std::array<std::int64_t, 4> outcomes{};
  std::array<std::int64_t, 7> states{};
  std::array<std::int64_t, 5> verdicts{};
  std::array<std::int64_t, 4> facts{};
  std::int64_t unmapped = 0;       // cells no field takes
  std::vector<std::string> files;  // relative to the output folder

  void count(const exporting::Record& record);
};

// The files of a selection, each once, sorted by the names they are shown under. bad_usage when one cannot be had.
Result<std::vector<SourceFile>> list_sources(const Selection& selection);

// Told before each source is read: how many are done, and which comes next.
using Progress = std::function<void(std::size_t done, const SourceFile& next)>;

// Fails only for the environment: an unknown format, or output that cannot be written.
Result<Summary> run(std::span<const SourceFile> sources, const normalize::TemplateSet& templates,
                    const RunOptions& options, const Progress& progress);

// Makes the output folder where it is missing. output_failed when it cannot be written to.
Result<void> prepare_folder(const std::filesystem::path& folder);

}  // namespace nianbao::pipeline
