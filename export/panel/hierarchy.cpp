#include "export/panel/hierarchy.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "export/panel/bytes.h"

namespace nianbao::exporting {
namespace {

using normalize::IdentityOperand;
using normalize::Whose;

// The code without the pairs, or the three digits of a township, that say "all of it": the code of a division then
// begins with that of each division above it.
std::string_view significant(std::string_view code) {
  constexpr std::size_t kDivision = 6;
  if (code.size() > kDivision && code.substr(kDivision) == "000") code = code.substr(0, kDivision);
  while (code.size() <= kDivision && code.ends_with("00")) code.remove_suffix(2);
  return code;
}

bool is_whole(const PanelReport& report) { return report.scope == "aggregated" && report.body_type == "government"; }

bool is_above(const normalize::IdentitySpec& identity) {
  return std::ranges::any_of(identity.right,
                             [](const IdentityOperand& operand) { return operand.whose == Whose::above; });
}

bool has_operand(const normalize::IdentitySpec& identity, std::uint32_t field) {
  const auto same = [field](const IdentityOperand& operand) { return std::cmp_equal(operand.field, field); };
  return std::ranges::any_of(identity.left, same) || std::ranges::any_of(identity.right, same);
}

}  // namespace

Hierarchy::Hierarchy(const SpoolSpace& space, const normalize::Schema& schema) : schema_(schema), reports_(space) {
  for (const auto& identity : schema.joint_identities) {
    if (is_above(identity)) identities_.push_back(&identity);
  }
}

Result<void> Hierarchy::add(const PanelReport& report) {
  const auto division = significant(report.division());
  if (division.empty() || identities_.empty()) return {};
  PanelReport lean = report;
  lean.text = {};
  std::erase_if(lean.fields, [this](const PanelField& field) {
    return std::ranges::none_of(identities_, [&](const auto* identity) { return has_operand(*identity, field.field); });
  });
  std::string item;
  ByteWriter key(item);
  key.number(static_cast<std::uint16_t>(report.year))
      .word(division)
      .number(static_cast<std::uint8_t>(!is_whole(report)));
  return reports_.add(item + packed(lean));
}

Result<void> Hierarchy::for_each(const std::function<Result<void>(const PanelFinding&)>& visit) {
  struct Government {
    std::string division;
    PanelReport report;
  };
  std::vector<Government> above;  // the governments the one read last belongs to, the highest first
  int year = 0;
  return reports_.for_each([&](std::string_view item) -> Result<void> {
    ByteReader key(item);
    const int next_year = key.number<std::uint16_t>();
    const std::string division(key.word());
    key.number<std::uint8_t>();
    const auto report = unpacked(key.rest());
    if (std::exchange(year, next_year) != next_year) above.clear();
    while (!above.empty() && !division.starts_with(above.back().division)) above.pop_back();
    for (const auto* identity : identities_) {
      if (above.empty()) break;
      const auto finding = check_joint(*identity, schema_, report, above.back().report);
      if (!finding) continue;
      if (auto visited = visit(*finding); !visited) return visited;
    }
    if (is_whole(report)) above.push_back({division, report});
    return {};
  });
}

}  // namespace nianbao::exporting
