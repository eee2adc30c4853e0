#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <system_error>

#include "pipeline/cli/commands.h"
#include "pipeline/sources/file.h"

namespace nianbao::cli {
namespace {

std::string limit_names() {
  const Limits defaults;
  std::string text = "Change a limit, as in --limit span=2000. Limits:";
  for (const auto& spec : limit_specs()) {
    text += fmt::format("\n  {}={}: {}", spec.name, defaults.*spec.member, spec.meaning);
  }
  return text;
}

}  // namespace

void add_reading_options(CLI::App& command, ReadingOptions& options) {
  command
      .add_option("--templates", options.template_folder,
                  "Use the templates of this folder instead of the built-in ones")
      ->type_name("DIR");
  command.add_option("--limit", options.limit_settings, limit_names())
      ->type_name("NAME=VALUE")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);
}

Result<Limits> limits_of(const ReadingOptions& options) {
  Limits limits;
  for (const auto& setting : options.limit_settings) {
    if (auto set = set_limit(limits, setting); !set) return std::unexpected(set.error());
  }
  return limits;
}

Result<std::vector<normalize::TemplateFile>> read_template_folder(const std::string& folder) {
  if (folder.empty()) return std::vector<normalize::TemplateFile>{};
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (auto entry = std::filesystem::directory_iterator(folder, error);
       !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".xml") paths.push_back(entry->path());
  }
  if (error) return fail(ErrorCode::bad_usage, folder, "cannot list this folder: " + error.message());
  std::ranges::sort(paths, std::greater{});
  std::vector<normalize::TemplateFile> files;
  for (const auto& path : paths) {
    constexpr std::int64_t kLargestTemplate = 16 << 20;
    auto bytes = pipeline::read_file({path, path.string()}, kLargestTemplate);
    if (!bytes) return std::unexpected(bytes.error());
    files.push_back({path.string(), std::move(*bytes)});
  }
  if (files.empty()) return fail(ErrorCode::bad_usage, folder, "no template (*.xml) in this folder");
  return files;
}

Result<normalize::TemplateSet> templates_of(const std::vector<normalize::TemplateFile>& files) {
  return files.empty() ? normalize::builtin_templates() : normalize::load_templates(files);
}

Result<normalize::TemplateSet> load_template_folder(const std::string& folder) {
  const auto files = read_template_folder(folder);
  return files ? templates_of(*files) : std::unexpected(files.error());
}

int complain(const Error& error) {
  fmt::print(stderr, "nianbao: {}{}{}\n", error.place, error.place.empty() ? "" : ": ", error.detail);
  return kUsage;
}

}  // namespace nianbao::cli
