#include "extract/formats/html/attributes.h"

#include <algorithm>
#include <array>

#include "extract/formats/html/ascii.h"

namespace nianbao::extract::html_page {
namespace {

constexpr std::int64_t kHugeNumber = 1'000'000'000;

// The properties that decide whether and how text is shown, as the style attribute gives them.
struct ShownStyle {
  std::string_view display;
  std::string_view visibility;
  std::string_view mso_hide;
};

struct StyleProperty {
  std::string_view name;
  std::string_view ShownStyle::* value;
};

constexpr std::array kStyleProperties{
    StyleProperty{"display", &ShownStyle::display},
    StyleProperty{"visibility", &ShownStyle::visibility},
    StyleProperty{"mso-hide", &ShownStyle::mso_hide},
};

constexpr std::array<std::string_view, 3> kLandmarkRoles{"navigation", "banner", "contentinfo"};

std::string_view take_until(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

struct Declaration {
  std::string_view property, value;
};

Declaration take_declaration(std::string_view& style) {
  auto value = take_until(style, ';');
  const auto property = trim(take_until(value, ':'));
  return {property, trim(value.substr(0, value.find('!')))};  // before !important
}

}  // namespace

Display display_of(const html::Element& element) {
  ShownStyle shown;
  for (auto style = element.attribute("style"); !style.empty();) {
    const auto declaration = take_declaration(style);
    for (const auto& property : kStyleProperties) {
      if (equals_ignoring_case(declaration.property, property.name)) shown.*property.value = declaration.value;
    }
  }
  const bool gone = element.find("hidden") != nullptr || equals_ignoring_case(shown.display, "none") ||
                    equals_ignoring_case(shown.mso_hide, "all") || equals_ignoring_case(shown.visibility, "collapse");
  return {.gone = gone,
          .invisible = equals_ignoring_case(shown.visibility, "hidden"),
          .block = equals_ignoring_case(shown.display, "block")};
}

std::string_view style_property(const html::Element& element, std::string_view property) {
  std::string_view last;  // of two declarations the later counts
  for (auto style = element.attribute("style"); !style.empty();) {
    const auto declaration = take_declaration(style);
    if (equals_ignoring_case(declaration.property, property)) last = declaration.value;
  }
  return last;
}

std::optional<DigitStyle> digit_style_of(const html::Element& element) {
  const auto align = style_property(element, "vertical-align");
  if (element.name == "sup" || equals_ignoring_case(align, "super")) return DigitStyle::raised;
  if (element.name == "sub" || equals_ignoring_case(align, "sub")) return DigitStyle::lowered;
  const auto line = style_property(element, "text-decoration");
  if (element.name == "s" || element.name == "strike" || line.find("line-through") != std::string_view::npos)
    return DigitStyle::struck;
  return std::nullopt;
}

bool is_landmark(const html::Element& element) {
  const auto role = trim(element.attribute("role"));
  return std::ranges::any_of(kLandmarkRoles, [&](std::string_view each) { return equals_ignoring_case(role, each); });
}

bool is_deleted(const html::Element& element) {
  auto classes = element.attribute("class");
  while (!classes.empty()) {
    if (equals_ignoring_case(take_until(classes, ' '), "msodel")) return true;
  }
  return false;
}

std::int64_t leading_number(std::string_view text, std::int64_t otherwise) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return otherwise;
  std::int64_t number = 0;
  for (const char each : text) {
    if (!is_digit(each)) break;
    number = std::min(number * 10 + (each - '0'), kHugeNumber);
  }
  return number;
}

}  // namespace nianbao::extract::html_page
