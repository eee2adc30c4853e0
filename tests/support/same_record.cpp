#include "tests/support/same_record.h"

#include <bit>
#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

#include "export/writers/record_json.h"

namespace nianbao::test {
namespace {

using namespace normalize;

auto members(const Evidence& e) { return std::tie(e.value, e.source, e.quote); }
auto members(const Diagnostic& d) { return std::tie(d.code, d.detail, d.locus); }
auto members(const Subheading& s) { return std::tie(s.number, s.text, s.offset); }
auto members(const TextRange& r) { return std::tie(r.begin, r.end); }

auto members(const Field& f) {
  return std::tuple(f.spec, f.template_id.data(), f.template_id, f.state, f.value, f.raw, f.raw_unit, f.note, f.method,
                    f.evidence.binding, f.evidence.likened, f.evidence.lines, f.evidence.sums,
                    std::bit_cast<std::uint64_t>(f.confidence), f.repair, f.locus);
}

auto members(const Section& s) {
  return std::tuple(s.key, s.number, s.printed, s.heading, s.text, std::bit_cast<std::uint64_t>(s.confidence), s.locus);
}

auto members(const Finding& f) {
  return std::tie(f.identity, f.instance, f.template_id, f.verdict, f.soft, f.left, f.right, f.difference, f.fields,
                  f.blame, f.fact);
}

auto members(const Fact& f) {
  return std::tie(f.spec, f.value, f.sentence, f.rule, f.section, f.offset, f.number_offset, f.method);
}

auto members(const UnmappedCell& c) {
  return std::tie(c.label, c.state, c.value, c.unit, c.raw, c.repair, c.template_id, c.locus);
}

auto members(const exporting::Record& r) {
  return std::tuple(r.document_id, r.path, r.url, r.captured, r.sha256, r.bytes, r.format, r.converter, r.charset,
                    r.charset_method, r.outcome, r.error_code, r.error_detail, r.duplicate_of, r.near_duplicate_of,
                    r.paragraphs, r.tables, r.properties, r.attachments, r.report.has_value());
}

template <class Item>
void check_all(const std::vector<Item>& left, const std::vector<Item>& right) {
  REQUIRE(left.size() == right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (members(left[i]) != members(right[i])) FAIL_CHECK("item " << i << " differs");
  }
}

void check_reports(const Report& left, const Report& right) {
  CHECK(left.is_report == right.is_report);
  CHECK(left.reason == right.reason);
  CHECK(left.reason_quote == right.reason_quote);
  CHECK(left.templates == right.templates);
  const std::vector<Evidence Identity::*> facts{&Identity::title,        &Identity::issuer,     &Identity::report_year,
                                                &Identity::period_start, &Identity::period_end, &Identity::published,
                                                &Identity::cited_notice, &Identity::scope};
  for (const auto fact : facts) CHECK(members(left.identity.*fact) == members(right.identity.*fact));
  check_all(left.sections, right.sections);
  for (std::size_t i = 0; i < left.sections.size(); ++i) {
    check_all(left.sections[i].prose, right.sections[i].prose);
    check_all(left.sections[i].subheadings, right.sections[i].subheadings);
  }
  check_all(left.fields, right.fields);
  check_all(left.unmapped, right.unmapped);
  check_all(left.facts, right.facts);
  check_all(left.findings, right.findings);
  check_all(left.diagnostics, right.diagnostics);
}

}  // namespace

void check_same(const exporting::Record& left, const exporting::Record& right) {
  CHECK(members(left) == members(right));
  check_all(left.diagnostics, right.diagnostics);
  if (left.report && right.report) check_reports(*left.report, *right.report);
  CHECK(exporting::record_json(left) == exporting::record_json(right));
}

}  // namespace nianbao::test
