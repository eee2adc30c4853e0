#include "tests/fuzz/document_target.h"

#include <cstdlib>

#include "extract/extract.h"
#include "normalize/normalize.h"

namespace nianbao::test {
namespace {

// Small, so that a fuzzer finds the ways around a limit rather than the limit.
Limits small_limits() {
  Limits limits;
  limits.document_bytes = 1 << 20;
  limits.inflated_bytes = 4 << 20;
  limits.table_cells = 20'000;
  limits.grid_cells = 50'000;
  limits.text_bytes = 1 << 20;
  return limits;
}

const normalize::TemplateSet& templates() {
  static const auto loaded = normalize::builtin_templates();
  return loaded.value();
}

}  // namespace

void read_anything(std::string_view bytes) {
  static const auto limits = small_limits();
  const auto document = extract::read_document({.name = "fuzz", .bytes = bytes}, limits);
  if (!document) return;
  const auto report = normalize::build_report(*document, templates());
  for (const auto& field : report.fields) {
    const bool is_number = field.state == normalize::State::number;
    if (field.spec == nullptr || is_number != field.value.has_value()) std::abort();
  }
}

}  // namespace nianbao::test
