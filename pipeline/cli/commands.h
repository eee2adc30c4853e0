// The commands of the program. Each adds itself to the command line and leaves its exit code in `status`
// when it is the one that runs: 0 all well, 1 finished but some documents failed, 2 usage or environment.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "extract/base/error.h"
#include "extract/base/limits.h"
#include "normalize/template/template_set.h"

namespace nianbao::cli {

constexpr int kAllWell = 0;
constexpr int kSomeFailed = 1;
constexpr int kUsage = 2;

void add_extract_command(CLI::App& app, int& status);
void add_export_command(CLI::App& app, int& status);
void add_evaluate_command(CLI::App& app, int& status);
void add_inspect_command(CLI::App& app, int& status);
void add_limits_command(CLI::App& app, int& status);
void add_templates_command(CLI::App& app, int& status);

// Options every command that reads documents has.
struct ReadingOptions {
  std::string template_folder;              // empty: the built-in templates
  std::vector<std::string> limit_settings;  // name=value
};

void add_reading_options(CLI::App& command, ReadingOptions& options);
Result<Limits> limits_of(const ReadingOptions& options);

// The templates of a folder, newest name first; none for an empty name, which stands for the built-in ones.
Result<std::vector<normalize::TemplateFile>> read_template_folder(const std::string& folder);
Result<normalize::TemplateSet> templates_of(const std::vector<normalize::TemplateFile>& files);
Result<normalize::TemplateSet> load_template_folder(const std::string& folder);

// One line on the standard error stream; returns kUsage.
int complain(const Error& error);

}  // namespace nianbao::cli
