#include "tests/support/reading.h"

#include <algorithm>

namespace nianbao::test {

const normalize::TemplateSet& templates() {
  static const auto loaded = normalize::builtin_templates();
  if (!loaded) FAIL(loaded.error().place << ": " << loaded.error().detail);
  return *loaded;
}

extract::Document document_of(std::string_view bytes, const std::string& name) {
  auto document = extract::read_document({.name = name, .bytes = bytes}, Limits{});
  if (!document) FAIL(name << ": " << to_string(document.error().code) << " " << document.error().detail);
  return std::move(*document);
}

normalize::Report report_of(std::string_view bytes, const std::string& name) {
  return normalize::build_report(document_of(bytes, name), templates());
}

const normalize::Field& field_of(const normalize::Report& report, std::string_view field) {
  const auto found =
      std::ranges::find_if(report.fields, [&](const normalize::Field& each) { return each.spec->name == field; });
  if (found == report.fields.end()) FAIL("no field " << field);
  return *found;
}

std::string value_of(const normalize::Report& report, std::string_view field) {
  const auto& found = field_of(report, field);
  if (found.value) return found.value->to_string();
  return found.state == normalize::State::blank ? "" : std::string(to_string(found.state));
}

std::string verdict_of(const normalize::Report& report, std::string_view identity, std::string_view instance) {
  const auto found = std::ranges::find_if(report.findings, [&](const normalize::Finding& each) {
    return each.identity == identity && each.instance == instance;
  });
  if (found == report.findings.end()) FAIL("no finding " << identity << " " << instance);
  return std::string(to_string(found->verdict));
}

}  // namespace nianbao::test
