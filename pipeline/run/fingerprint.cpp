#include "pipeline/run/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "extract/base/sha256.h"
#include "pipeline/sources/file.h"

namespace nianbao::pipeline {
namespace {

// Decided before a reading, or by the machine it runs on.
constexpr std::array<std::int64_t Limits::*, 7> kNotOfReadings{
    &Limits::document_bytes,  &Limits::nesting,          &Limits::container_entries, &Limits::container_bytes,
    &Limits::container_ratio, &Limits::document_seconds, &Limits::worker_bytes,
};

// The program itself: a version number would not tell two builds apart.
Result<std::string> program_digest() {
  constexpr auto kProgram = "/proc/self/exe";
  const auto bytes = read_file({kProgram, kProgram}, std::numeric_limits<std::int64_t>::max());
  if (!bytes) return std::unexpected(bytes.error());
  return sha256_hex(*bytes);
}

}  // namespace

Result<std::string> run_fingerprint(std::span<const normalize::TemplateFile> templates, const Limits& limits) {
  const auto program = program_digest();
  if (!program) return program;
  auto text = fmt::format("program {}\n", *program);
  for (const auto& file : templates) text += fmt::format("template {}\n", sha256_hex(file.bytes));
  for (const auto& spec : limit_specs()) {
    if (std::ranges::find(kNotOfReadings, spec.member) != kNotOfReadings.end()) continue;
    text += fmt::format("{}={}\n", spec.name, limits.*spec.member);
  }
  return text;
}

}  // namespace nianbao::pipeline
