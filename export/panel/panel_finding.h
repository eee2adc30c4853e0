// What two reports, or a report by itself, show only where all reports are looked at together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/panel/panel_report.h"
#include "normalize/model/balance.h"

namespace nianbao::exporting {

// Refers to reports and names that must outlive it.
struct PanelFinding {
  const PanelReport* report = nullptr;
  const PanelReport* other = nullptr;  // null where it is about one report alone
  std::string_view identity;           // X-1 ..., H-1, all_zero, same_figures, same_text
  std::string_view instance;
  bool soft = false;
  normalize::Balance balance;
  std::string value;  // a number: what was counted or estimated; may be empty
  std::vector<std::string_view> fields;
};

// The identity between the two; nothing where the forms of one have not all its fields.
std::optional<PanelFinding> check_joint(const normalize::IdentitySpec& identity, const normalize::Schema& schema,
                                        const PanelReport& report, const PanelReport& other);

// Twenty numbers at least, all zero.
std::optional<PanelFinding> check_all_zero(const PanelReport& report);

// The same numbers in the same fields, five at least of them not zero, as chance does not give so many.
std::optional<PanelFinding> check_same_figures(const PanelReport& report, const PanelReport& before);

// Texts of which half or more is in both, official phrases dropped: two thirds of each, where they are of one length.
std::optional<PanelFinding> check_same_text(const PanelReport& report, const PanelReport& other);

// Circumstances that explain a difference: "scope_changed issuer_renamed template_changed", or less. Of another issuer
// only its form is compared.
std::string flags_of(const PanelFinding& finding);

}  // namespace nianbao::exporting
