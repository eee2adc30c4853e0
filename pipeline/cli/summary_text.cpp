#include "pipeline/cli/summary_text.h"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

namespace nianbao::cli {
namespace {

using pipeline::RunSummary;
using Counts = std::map<std::string, std::int64_t>;

// "3 fail, 2 pass", every value of the enumeration.
template <class Enum, std::size_t N>
std::string by_value(const std::array<std::int64_t, N>& numbers) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < N; ++i)
    parts.push_back(fmt::format("{} {}", numbers[i], to_string(static_cast<Enum>(i))));
  return fmt::format("{}", fmt::join(parts, ", "));
}

// "3 docx, 2 html", those there are.
std::string by_name(const Counts& counts) {
  std::vector<std::string> parts;
  for (const auto& [name, number] : counts) parts.push_back(fmt::format("{} {}", number, name));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string by_outcome(const Counts& counts) {
  constexpr std::array kAlwaysTold{exporting::Outcome::report, exporting::Outcome::not_a_report,
                                   exporting::Outcome::failed};
  std::vector<std::string> parts;
  for (const auto outcome : kAlwaysTold) {
    const auto found = counts.find(std::string(to_string(outcome)));
    parts.push_back(fmt::format("{} {}", found == counts.end() ? 0 : found->second, to_string(outcome)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string inputs(const RunSummary& summary) {
  std::int64_t all = 0;
  for (const auto& [outcome, number] : summary.inputs.outcomes) all += number;
  auto text = fmt::format("{}", all);
  const auto containers = summary.inputs.outcomes.find(std::string(to_string(exporting::Outcome::container)));
  const std::array<std::pair<std::int64_t, std::string_view>, 4> parts{{
      {containers == summary.inputs.outcomes.end() ? 0 : containers->second, "containers"},
      {summary.inputs.duplicates, "duplicates"},
      {summary.known, "read before"},
      {summary.inputs.unseen, "of earlier runs not found now"},
  }};
  for (const auto& [number, words] : parts) {
    if (number > 0) text += fmt::format(", {} {}", number, words);
  }
  return text;
}

void add_line(std::string& text, std::string_view name, const std::string& words) {
  if (!words.empty()) text += fmt::format("{:<11}{}\n", name, words);
}

template <class Show>
std::string costly(const std::vector<pipeline::StoreSummary::Costly>& most, Show show) {
  std::string words;
  for (const auto& each : most) {
    words += fmt::format("{}{:>9}  {}", words.empty() ? "" : "\n           ", show(each.amount), each.path);
  }
  return words;
}

std::string milliseconds(std::int64_t microseconds) { return fmt::format("{} ms", (microseconds + 500) / 1000); }
std::string kibibytes(std::int64_t bytes) { return fmt::format("{} KiB", (bytes + 1023) / 1024); }

}  // namespace

std::string summary_text(const RunSummary& summary, const std::filesystem::path& out) {
  std::string text;
  add_line(text, "inputs", inputs(summary));
  add_line(text, "documents", by_outcome(summary.inputs.outcomes));
  add_line(text, "reasons", by_name(summary.inputs.error_codes));
  add_line(text, "formats", by_name(summary.inputs.formats));
  add_line(text, "templates", by_name(summary.inputs.templates));
  add_line(text, "cells",
           by_value<normalize::State>(summary.inputs.cells.states) +
               fmt::format(", {} unmapped", summary.inputs.cells.unmapped));
  add_line(text, "facts", by_value<normalize::FactMethod>(summary.inputs.cells.facts));
  add_line(text, "findings", by_value<normalize::Verdict>(summary.inputs.cells.verdicts));
  add_line(text, "slowest", costly(summary.inputs.slowest, milliseconds));
  add_line(text, "largest", costly(summary.inputs.largest, kibibytes));
  if (summary.interrupted) {
    add_line(text, "stopped", "what was read is kept; the same command goes on from here");
    return text;
  }
  add_line(text, "files in", out.string() + (summary.files_were_current ? " (unchanged)" : ""));
  for (const auto& file : summary.files) add_line(text, "", file);
  return text;
}

}  // namespace nianbao::cli
