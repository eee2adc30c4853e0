#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "pipeline/cli/commands.h"

namespace {

// The parser's message is for a person and may have several lines; the first says what is wrong.
std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

int run(int argc, char** argv) {
  using namespace nianbao::cli;
  CLI::App app("Reads Chinese annual reports on open government information into clean tables.", "nianbao");
  app.set_version_flag("--version", "nianbao " NIANBAO_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  nianbao extract corpus/reports --out out\n"
      "  nianbao export out --format json --out again\n"
      "  nianbao inspect report.docx\n"
      "  nianbao templates show 2021\n"
      "`nianbao COMMAND --help` tells more of each command.");
  int status = kAllWell;
  add_extract_command(app, status);
  add_export_command(app, status);
  add_evaluate_command(app, status);
  add_inspect_command(app, status);
  add_limits_command(app, status);
  add_templates_command(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help and --version
    return complain({nianbao::ErrorCode::bad_usage, "", first_line(error.what()) + " (see nianbao --help)"});
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {  // out of memory, or a fault of ours
    std::fputs("nianbao: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputc('\n', stderr);
    return nianbao::cli::kUsage;
  }
}
