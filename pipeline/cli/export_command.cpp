#include <fmt/format.h>

#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/output_options.h"
#include "pipeline/cli/progress.h"
#include "pipeline/cli/summary_text.h"
#include "pipeline/run/fingerprint.h"
#include "pipeline/run/run.h"

namespace nianbao::cli {
namespace {

struct ExportOptions {
  pipeline::RunOptions run;
  std::string folder;
  std::string out;  // empty: the same
  OutputOptions outputs;
  std::string templates;
};

Result<int> export_again(ExportOptions& options) {
  if (auto set = set_outputs(options.run, options.outputs); !set) return std::unexpected(set.error());
  const auto files = read_template_folder(options.templates);
  if (!files) return std::unexpected(files.error());
  const auto templates = templates_of(*files);
  if (!templates) return std::unexpected(templates.error());
  auto begin = pipeline::fingerprint_begin(*files);
  if (!begin) return std::unexpected(begin.error());
  options.run.out = options.out.empty() ? options.folder : options.out;
  if (auto prepared = pipeline::prepare_folder(options.run.out); !prepared) return std::unexpected(prepared.error());
  Result<pipeline::RunSummary> summary;
  {
    Progress progress(progress_style(options.outputs));
    summary = pipeline::export_again({options.folder, std::move(*begin)}, options.run, *templates, progress);
  }
  if (!summary) return std::unexpected(summary.error());
  if (!options.outputs.quiet) fmt::print("{}", summary_text(*summary, options.run.out));
  return exit_code(*summary);
}

}  // namespace

void add_export_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ExportOptions>();
  auto* command = app.add_subcommand("export", "Write what an earlier extract read, in other formats or elsewhere");
  command->add_option("DIR", options->folder, "The output folder of that command, with its nianbao.sqlite")->required();
  command->add_option("--out", options->out, "Folder for the output files, made when missing; by default DIR")
      ->type_name("DIR");
  add_output_options(*command, options->outputs, options->run.jobs);
  command->add_option("--templates", options->templates, "The templates of that command, where it had its own")
      ->type_name("DIR");
  command->footer(
      "Examples:\n"
      "  nianbao export out --format csv --csv-bom --out for-excel\n"
      "The documents themselves are not needed. Exit code: as of nianbao extract.");
  command->callback([options, &status] {
    const auto result = export_again(*options);
    status = result ? *result : complain(result.error());
  });
}

}  // namespace nianbao::cli
