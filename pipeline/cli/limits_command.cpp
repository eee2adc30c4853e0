#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "pipeline/cli/commands.h"

namespace nianbao::cli {
namespace {

std::string grouped(std::int64_t number) {
  auto digits = fmt::format("{}", number);
  for (auto at = std::ssize(digits) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

void print_limits() {
  const Limits defaults;
  std::size_t widest = 0;
  std::size_t longest = 0;
  for (const auto& spec : limit_specs()) {
    widest = std::max(widest, spec.name.size());
    longest = std::max(longest, grouped(defaults.*spec.member).size());
  }
  for (const auto& spec : limit_specs()) {
    fmt::print("{:<{}}  {:>{}}  {}\n", spec.name, widest, grouped(defaults.*spec.member), longest, spec.meaning);
  }
}

}  // namespace

void add_limits_command(CLI::App& app, int& status) {
  auto* command = app.add_subcommand("limits", "Show what a document and a run may take at most");
  command->footer(
      "Examples:\n"
      "  nianbao limits\n"
      "  nianbao extract archive --out out --limit document_seconds=300 --limit nesting=8");
  command->callback([&status] {
    print_limits();
    status = kAllWell;
  });
}

}  // namespace nianbao::cli
