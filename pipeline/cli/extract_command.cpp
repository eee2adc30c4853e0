#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <string_view>
#include <utility>

#include "pipeline/cli/commands.h"
#include "pipeline/run.h"

namespace nianbao::cli {
namespace {

struct ExtractOptions {
  std::vector<std::string> inputs;
  std::string out;
  std::string formats;  // separated by commas; empty: all
  bool csv_bom = false;
  bool quiet = false;
  ReadingOptions reading;
};

std::vector<std::string> format_ids() {
  std::vector<std::string> ids;
  for (const auto& row : exporting::writer_table()) ids.emplace_back(row.id);
  return ids;
}

Result<std::vector<std::string>> chosen_formats(std::string_view list) {
  auto known = format_ids();
  if (list.empty()) return known;
  std::vector<std::string> chosen;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    chosen.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    if (std::ranges::find(known, chosen.back()) == known.end()) {
      return fail(ErrorCode::bad_usage, "--format",
                  fmt::format("no such format: {} (there are {})", chosen.back(), fmt::join(known, ", ")));
    }
  }
  return chosen;
}

// One line that is written over, on a terminal only.
class ProgressLine {
 public:
  ProgressLine(std::size_t total, bool quiet) : total_(total), shown_(!quiet && ::isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }
  ProgressLine(ProgressLine&&) = delete;

  void show(std::size_t done, const pipeline::SourceFile& next) const {
    if (!shown_) return;
    fmt::print(stderr, "\r\x1b[K[{}/{}] {}", done + 1, total_, next.shown);
    std::fflush(stderr);
  }

 private:
  std::size_t total_;
  bool shown_;
};

template <class Enum, std::size_t N>
std::string counts(const std::array<std::int64_t, N>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < N; ++i) {
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", numbers[i], to_string(static_cast<Enum>(i)));
  }
  return text;
}

void print_summary(const pipeline::Summary& summary, const std::string& out) {
  fmt::print("documents  {}\n", counts<exporting::Outcome>(summary.outcomes));
  fmt::print("cells      {}, {} unmapped\n", counts<normalize::State>(summary.states), summary.unmapped);
  fmt::print("facts      {}\n", counts<normalize::FactMethod>(summary.facts));
  fmt::print("findings   {}\n", counts<normalize::Verdict>(summary.verdicts));
  fmt::print("files in   {}\n", out);
  for (const auto& file : summary.files) fmt::print("           {}\n", file);
}

Result<int> extract(const ExtractOptions& options) {
  auto limits = limits_of(options.reading);
  if (!limits) return std::unexpected(limits.error());
  auto formats = chosen_formats(options.formats);
  if (!formats) return std::unexpected(formats.error());
  const auto templates = load_template_folder(options.reading.template_folder);
  if (!templates) return std::unexpected(templates.error());
  const auto sources = pipeline::list_sources(options.inputs, options.out);
  if (!sources) return std::unexpected(sources.error());
  if (auto prepared = pipeline::prepare_folder(options.out); !prepared) return std::unexpected(prepared.error());

  Result<pipeline::Summary> summary;
  {
    const ProgressLine line(sources->size(), options.quiet);
    summary = pipeline::run(
        *sources, *templates,
        {.out = options.out, .formats = std::move(*formats), .csv_bom = options.csv_bom, .limits = *limits},
        [&](std::size_t done, const pipeline::SourceFile& next) { line.show(done, next); });
  }
  if (!summary) return std::unexpected(summary.error());
  if (!options.quiet) print_summary(*summary, options.out);
  return summary->outcomes[static_cast<std::size_t>(exporting::Outcome::failed)] == 0 ? kAllWell : kSomeFailed;
}

}  // namespace

void add_extract_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ExtractOptions>();
  auto* command = app.add_subcommand("extract", "Read reports and write what they say as clean tables");
  command->add_option("INPUT", options->inputs, "Files and folders; folders are read with all below them")->required();
  command->add_option("--out", options->out, "Folder for the output files, made when missing")
      ->required()
      ->type_name("DIR");
  command->add_option("--format", options->formats, "Output formats separated by commas, by default all")
      ->type_name("csv,json");
  command->add_flag("--csv-bom", options->csv_bom, "Begin CSV files with a byte order mark, for Excel");
  command->add_flag("--quiet", options->quiet, "Print no progress and no summary");
  add_reading_options(*command, options->reading);
  command->footer(
      "Examples:\n"
      "  nianbao extract corpus/reports --out out\n"
      "  nianbao extract 2021.docx 2022.html --out out --format csv --csv-bom\n"
      "  nianbao extract archive --out out --limit document_bytes=134217728\n"
      "Exit code: 0 all well, 1 some documents failed (see documents.csv), 2 usage or environment.");
  command->callback([options, &status] {
    const auto result = extract(*options);
    status = result ? *result : complain(result.error());
  });
}

}  // namespace nianbao::cli
