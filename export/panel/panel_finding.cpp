#include "export/panel/panel_finding.h"

#include <fmt/format.h>

#include <algorithm>

namespace nianbao::exporting {
namespace {

using normalize::Balance;
using normalize::Verdict;

constexpr std::int64_t kLeastZeros = 20;
constexpr std::int64_t kLeastFigures = 5;
constexpr double kLeastLikeness = 0.5;

bool is_number(const PanelField& field) { return field.value.has_value(); }
bool is_figure(const PanelField& field) { return field.value && !field.value->is_zero(); }

// A check that found what should not be.
PanelFinding found(const PanelReport& report, const PanelReport* other, std::string_view identity) {
  return {.report = &report, .other = other, .identity = identity, .soft = true, .balance = {.verdict = Verdict::fail}};
}

bool same_numbers(const PanelReport& a, const PanelReport& b) {
  auto left = a.fields.begin();
  auto right = b.fields.begin();
  while (true) {
    left = std::find_if(left, a.fields.end(), is_number);
    right = std::find_if(right, b.fields.end(), is_number);
    if (left == a.fields.end() || right == b.fields.end()) return left == a.fields.end() && right == b.fields.end();
    if (left->field != right->field || *left->value != *right->value) return false;
    ++left;
    ++right;
  }
}

}  // namespace

std::optional<PanelFinding> check_joint(const normalize::IdentitySpec& identity, const normalize::Schema& schema,
                                        const PanelReport& report, const PanelReport& other) {
  PanelFinding finding{.report = &report,
                       .other = &other,
                       .identity = identity.id,
                       .instance = identity.instance,
                       .soft = identity.soft};
  bool complete = true;
  const auto quantities_of = [&](const std::vector<normalize::IdentityOperand>& operands) {
    std::vector<normalize::Quantity> quantities;
    for (const auto& operand : operands) {
      const auto& holder = operand.whose == normalize::Whose::own ? report : other;
      const auto* field = holder.find(static_cast<std::uint32_t>(operand.field));
      complete = complete && field != nullptr;
      if (field == nullptr) continue;
      finding.fields.push_back(schema.fields[static_cast<std::size_t>(operand.field)].name);
      quantities.push_back({field->state, field->value, field->certain, operand.total});
    }
    return quantities;
  };
  const auto left = quantities_of(identity.left);
  const auto right = quantities_of(identity.right);
  if (!complete) return std::nullopt;
  finding.balance = normalize::balance(identity.relation, left, right);
  return finding;
}

std::optional<PanelFinding> check_all_zero(const PanelReport& report) {
  const auto numbers = std::ranges::count_if(report.fields, is_number);
  if (numbers < kLeastZeros || std::ranges::any_of(report.fields, is_figure)) return std::nullopt;
  auto finding = found(report, nullptr, "all_zero");
  finding.value = fmt::format("{}", numbers);
  return finding;
}

std::optional<PanelFinding> check_same_figures(const PanelReport& report, const PanelReport& before) {
  if (std::ranges::count_if(report.fields, is_figure) < kLeastFigures) return std::nullopt;
  if (!same_numbers(report, before)) return std::nullopt;
  auto finding = found(report, &before, "same_figures");
  finding.value = fmt::format("{}", std::ranges::count_if(report.fields, is_number));
  return finding;
}

std::optional<PanelFinding> check_same_text(const PanelReport& report, const PanelReport& other) {
  const auto alike = likeness(report.text, other.text);
  if (alike < kLeastLikeness) return std::nullopt;
  auto finding = found(report, &other, "same_text");
  finding.instance = report.issuer_id == other.issuer_id ? "year_before" : "other_issuer";
  finding.value = fmt::format("{:.4f}", alike);
  return finding;
}

std::string flags_of(const PanelFinding& finding) {
  if (finding.other == nullptr) return {};
  const auto& report = *finding.report;
  const auto& other = *finding.other;
  const bool same_issuer = report.issuer_id == other.issuer_id;
  std::string flags;
  const auto add = [&flags](bool changed, std::string_view flag) {
    if (changed) flags.append(flags.empty() ? "" : " ").append(flag);
  };
  add(same_issuer && report.scope != other.scope, "scope_changed");
  add(same_issuer && report.issuer != other.issuer, "issuer_renamed");
  add(report.templates != other.templates, "template_changed");
  add(!same_issuer && report.issuer == other.issuer, "same_name");
  return flags;
}

}  // namespace nianbao::exporting
