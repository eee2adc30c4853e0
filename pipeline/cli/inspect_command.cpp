#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/inspection.h"
#include "pipeline/reading.h"
#include "pipeline/sources/file.h"
#include "pipeline/sources/inputs.h"

namespace nianbao::cli {
namespace {

struct InspectOptions {
  std::string input;
  bool json = false;
  ReadingOptions reading;
};

std::size_t terminal_width() {
  constexpr std::size_t kDefault = 120;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefault;
  return size.ws_col;
}

Result<int> inspect(const InspectOptions& options) {
  const auto limits = limits_of(options.reading);
  if (!limits) return std::unexpected(limits.error());
  const auto templates = load_template_folder(options.reading.template_folder);
  if (!templates) return std::unexpected(templates.error());
  if (std::filesystem::is_directory(options.input)) {
    return fail(ErrorCode::bad_usage, options.input, "inspect reads one file, not a folder");
  }
  if (auto there = pipeline::check_selection({.inputs = {options.input}}); !there) {
    return std::unexpected(there.error());
  }
  const pipeline::SourceFile source{options.input, pipeline::shown_name(options.input)};
  const auto bytes = pipeline::read_file(source, limits->document_bytes);
  pipeline::Reading reading;
  if (bytes)
    reading = pipeline::read_content({*bytes, pipeline::extension_of(source.shown), {}}, *templates, *limits);
  else
    reading.record = pipeline::failed_record(bytes.error());
  reading.record.path = source.shown;
  const auto text = options.json ? inspection_json(reading) : inspection_text(reading, terminal_width());
  fmt::print("{}", text);
  return reading.record.outcome == exporting::Outcome::failed ? kSomeFailed : kAllWell;
}

}  // namespace

void add_inspect_command(CLI::App& app, int& status) {
  auto options = std::make_shared<InspectOptions>();
  auto* command = app.add_subcommand("inspect", "Show a person what was read from one file, and why");
  command->add_option("FILE", options->input, "The report to look at")->required();
  command->add_flag("--json", options->json, "Print JSON for machines instead");
  add_reading_options(*command, options->reading);
  command->footer("Examples:\n  nianbao inspect report.docx\n  nianbao inspect page.html --json");
  command->callback([options, &status] {
    const auto result = inspect(*options);
    status = result ? *result : complain(result.error());
  });
}

}  // namespace nianbao::cli
