// The options of every command that writes outputs.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "extract/base/error.h"
#include "pipeline/cli/progress.h"
#include "pipeline/run/run.h"

namespace nianbao::cli {

// As a shell tells the end of a program by SIGINT.
inline constexpr int kInterrupted = 130;

struct OutputOptions {
  std::string formats;  // separated by commas; empty: those written by default
  bool csv_bom = false;
  bool wide_states = false;
  std::string issuers;  // a file; empty: only what the program knows
  bool quiet = false;
};

void add_output_options(CLI::App& command, OutputOptions& options, int& jobs);

// Into the options of a run. bad_usage where a format is unknown, and the errors of read_issuer_file.
Result<void> set_outputs(pipeline::RunOptions& run, const OutputOptions& options);

Progress::Style progress_style(const OutputOptions& options);

// 0 all well, 1 some documents failed, kInterrupted.
int exit_code(const pipeline::RunSummary& summary);

}  // namespace nianbao::cli
