#include "pipeline/run/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "extract/base/sha256.h"
#include "pipeline/sources/file.h"

namespace nianbao::pipeline {
namespace {

// What they decide is decided before a reading.
constexpr std::array<std::int64_t Limits::*, 6> kOfRefusals{
    &Limits::document_bytes,  &Limits::nesting,         &Limits::container_entries,
    &Limits::container_bytes, &Limits::container_ratio, &Limits::document_seconds,
};

// Neither that, nor decided by the machine a document is read on.
bool is_of_readings(const LimitSpec& spec) {
  return spec.member != &Limits::worker_bytes && std::ranges::find(kOfRefusals, spec.member) == kOfRefusals.end();
}

std::string assignment(const LimitSpec& spec, const Limits& limits) {
  return fmt::format("{}={}\n", spec.name, limits.*spec.member);
}

// The program itself: a version number would not tell two builds apart.
Result<std::string> program_digest() {
  constexpr auto kProgram = "/proc/self/exe";
  const auto bytes = read_file({kProgram, kProgram}, std::numeric_limits<std::int64_t>::max());
  if (!bytes) return std::unexpected(bytes.error());
  return sha256_hex(*bytes);
}

}  // namespace

Result<std::string> fingerprint_begin(std::span<const normalize::TemplateFile> templates) {
  const auto program = program_digest();
  if (!program) return program;
  auto text = fmt::format("program {}\n", *program);
  for (const auto& file : templates) text += fmt::format("template {}\n", sha256_hex(file.bytes));
  return text + "limits\n";
}

Result<std::string> run_fingerprint(std::span<const normalize::TemplateFile> templates, const Limits& limits) {
  auto text = fingerprint_begin(templates);
  if (!text) return text;
  for (const auto& spec : limit_specs()) {
    if (is_of_readings(spec)) *text += assignment(spec, limits);
  }
  return text;
}

std::string refusal_limits(const Limits& limits) {
  std::string text;
  for (const auto& spec : limit_specs()) {
    if (std::ranges::find(kOfRefusals, spec.member) != kOfRefusals.end()) text += assignment(spec, limits);
  }
  return text;
}

}  // namespace nianbao::pipeline
