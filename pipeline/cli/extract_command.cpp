#include <fmt/format.h>

#include <memory>
#include <string_view>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/output_options.h"
#include "pipeline/cli/progress.h"
#include "pipeline/cli/run_log.h"
#include "pipeline/cli/summary_text.h"
#include "pipeline/run/fingerprint.h"
#include "pipeline/run/run.h"

namespace nianbao::cli {
namespace {

struct ExtractOptions {
  pipeline::RunOptions run;
  std::string out;
  OutputOptions outputs;
  std::string log;
  ReadingOptions reading;
};

// Tells the progress and, where there is one, the log.
class Watchers : public pipeline::Observer {
 public:
  Watchers(Progress::Style style, RunLog* log) : progress_(style), log_(log) {}

  void notice(std::string_view sentence) override {
    tell([&](Observer& each) { each.notice(sentence); });
  }
  void stands(const pipeline::Standing& standing) override {
    tell([&](Observer& each) { each.stands(standing); });
  }
  void was_read(std::string_view path, const pipeline::StoredReading& reading) override {
    tell([&](Observer& each) { each.was_read(path, reading); });
  }
  void was_listed(std::string_view path, std::string_view outcome, std::string_view error_code) override {
    tell([&](Observer& each) { each.was_listed(path, outcome, error_code); });
  }

 private:
  template <class Telling>
  void tell(Telling telling) {
    telling(progress_);
    if (log_ != nullptr) telling(*log_);
  }

  Progress progress_;
  RunLog* log_;
};

// Everything that can be wrong with the command line, before anything is written.
Result<normalize::TemplateSet> complete(ExtractOptions& options) {
  auto& run = options.run;
  if (run.selection.inputs.empty() && run.selection.lists.empty()) {
    return fail(ErrorCode::bad_usage, "INPUT", "is required, or --from (see nianbao extract --help)");
  }
  auto limits = limits_of(options.reading);
  if (!limits) return std::unexpected(limits.error());
  run.limits = *limits;
  if (auto set = set_outputs(run, options.outputs); !set) return std::unexpected(set.error());
  auto files = read_template_folder(options.reading.template_folder);
  if (!files) return std::unexpected(files.error());
  auto templates = templates_of(*files);
  if (!templates) return templates;
  auto fingerprint = pipeline::run_fingerprint(*files, run.limits);
  if (!fingerprint) return std::unexpected(fingerprint.error());
  run.fingerprint = std::move(*fingerprint);
  run.out = options.out;
  run.selection.without = options.out;
  if (auto checked = pipeline::check_selection(run.selection); !checked) return std::unexpected(checked.error());
  return templates;
}

Result<int> extract(ExtractOptions& options) {
  const auto templates = complete(options);
  if (!templates) return std::unexpected(templates.error());
  if (auto prepared = pipeline::prepare_folder(options.out); !prepared) return std::unexpected(prepared.error());
  std::unique_ptr<RunLog> log;
  if (!options.log.empty()) {
    auto opened = RunLog::open(options.log);
    if (!opened) return std::unexpected(opened.error());
    log = std::move(*opened);
    log->begin(options.run.selection.inputs, options.run.jobs);
  }
  Result<pipeline::RunSummary> summary;
  {
    Watchers watchers(progress_style(options.outputs), log.get());
    summary = pipeline::run(options.run, *templates, watchers);
  }
  const auto code = summary ? exit_code(*summary) : kUsage;
  if (log) log->end(code);
  if (!summary) return std::unexpected(summary.error());
  if (!options.outputs.quiet) fmt::print("{}", summary_text(*summary, options.out));
  return code;
}

void add_run_options(CLI::App& command, pipeline::RunOptions& run) {
  command.add_option(
      "INPUT", run.selection.inputs,
      "Files, folders (with all below them) and containers: zip, tar, 7z, rar, WARC, also inside others");
  command
      .add_option("--from", run.selection.lists,
                  "A file that lists inputs, one a line or ended by NUL; - is the standard input")
      ->type_name("LIST")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);
  command.add_flag("--convert", run.convert, "Read Word 97-2003, WPS and RTF documents by way of LibreOffice");
  command.add_flag("--retry-failed", run.retry_failed, "Read documents anew that failed in an earlier run");
  command.add_flag("--refresh", run.refresh, "Read all documents anew, also where an earlier run in DIR read them");
}

}  // namespace

void add_extract_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ExtractOptions>();
  auto* command = app.add_subcommand("extract", "Read reports and write what they say as clean tables");
  add_run_options(*command, options->run);
  command->add_option("--out", options->out, "Folder for the output files and the store, made when missing")
      ->required()
      ->type_name("DIR");
  add_output_options(*command, options->outputs, options->run.jobs);
  command->add_option("--log", options->log, "Add to this file what happens, a JSON object a line")->type_name("FILE");
  add_reading_options(*command, options->reading);
  command->footer(
      "Examples:\n"
      "  nianbao extract corpus/reports --out out\n"
      "  nianbao extract 2021.docx 2022.html --out out --format csv --csv-bom\n"
      "  nianbao extract crawl.warc.gz archive.7z --out out --log run.jsonl\n"
      "  find /data -name '*.htm*' -print0 | nianbao extract --from - --out out\n"
      "What was read is kept in DIR/nianbao.sqlite: the same command again goes on where it was stopped.\n"
      "Exit code: 0 all well, 1 some documents failed (see documents.csv), 2 usage or environment, 130 stopped.");
  command->callback([options, &status] {
    const auto result = extract(*options);
    status = result ? *result : complain(result.error());
  });
}

}  // namespace nianbao::cli
