#include "pipeline/cli/output_options.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "export/writer.h"
#include "pipeline/cli/commands.h"
#include "pipeline/issuers/issuer_file.h"

namespace nianbao::cli {
namespace {

std::vector<std::string> format_names(bool by_default_only) {
  std::vector<std::string> names;
  for (const auto& row : exporting::writer_table()) {
    if (row.by_default || !by_default_only) names.emplace_back(row.id);
  }
  return names;
}

std::string format_help() {
  auto text = fmt::format("Output formats separated by commas, by default {}:", fmt::join(format_names(true), ","));
  for (const auto& row : exporting::writer_table()) text += fmt::format("\n  {}: {}", row.id, row.description);
  return text;
}

Result<void> read_issuers(pipeline::RunOptions& run, const std::string& path) {
  if (path.empty()) return {};
  auto file = pipeline::read_issuer_file(path);
  if (!file) return std::unexpected(file.error());
  run.issuers_digest = std::move(file->digest);
  run.issuers = std::make_shared<const normalize::IssuerRegistry>(std::move(file->issuers));
  return {};
}

}  // namespace

void add_output_options(CLI::App& command, OutputOptions& options, int& jobs) {
  jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  command.add_option("--jobs", jobs, "How many processes work at a time, by default one for each core")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
  command.add_option("--format", options.formats, format_help())->type_name("FORMAT,...");
  command.add_flag("--csv-bom", options.csv_bom, "Begin CSV files with a byte order mark, for Excel");
  command.add_flag("--wide-states", options.wide_states,
                   "Put a column FIELD_state beside each field column of reports: number, blank, dash ...");
  command
      .add_option("--issuers", options.issuers,
                  "A CSV file of issuers you know: name, host, level, body_type, code, township_code, id, valid_from, "
                  "valid_to")
      ->type_name("FILE");
  command.add_flag("--quiet", options.quiet, "Print no progress and no summary");
}

Result<void> set_outputs(pipeline::RunOptions& run, const OutputOptions& options) {
  if (auto read = read_issuers(run, options.issuers); !read) return read;
  run.csv_bom = options.csv_bom;
  run.wide_states = options.wide_states;
  run.formats = format_names(true);
  if (options.formats.empty()) return {};
  run.formats.clear();
  const auto known = format_names(false);
  for (std::string_view list = options.formats; !list.empty();) {
    const auto end = std::min(list.find(','), list.size());
    run.formats.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    if (std::ranges::find(known, run.formats.back()) == known.end()) {
      return fail(ErrorCode::bad_usage, "--format",
                  fmt::format("no such format: {} (there are {})", run.formats.back(), fmt::join(known, ", ")));
    }
  }
  return {};
}

Progress::Style progress_style(const OutputOptions& options) {
  if (options.quiet) return Progress::Style::silent;
  return ::isatty(STDERR_FILENO) == 1 ? Progress::Style::bar : Progress::Style::lines;
}

int exit_code(const pipeline::RunSummary& summary) {
  if (summary.interrupted) return kInterrupted;
  return summary.inputs.outcomes.contains(std::string(to_string(exporting::Outcome::failed))) ? kSomeFailed : kAllWell;
}

}  // namespace nianbao::cli
