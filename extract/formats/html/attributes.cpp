#include "extract/formats/html/attributes.h"

#include <algorithm>
#include <array>

#include "extract/formats/html/ascii.h"

namespace nianbao::extract::html_page {
namespace {

constexpr std::int64_t kHugeNumber = 1'000'000'000;

struct StyleRule {
  std::string_view property, value;
  bool Display::*effect;
};

constexpr std::array kStyleRules{
    StyleRule{"display", "none", &Display::gone},
    StyleRule{"mso-hide", "all", &Display::gone},
    StyleRule{"visibility", "collapse", &Display::gone},
    StyleRule{"visibility", "hidden", &Display::invisible},
    StyleRule{"display", "block", &Display::block},
};

constexpr std::array<std::string_view, 3> kLandmarkRoles{"navigation", "banner", "contentinfo"};

std::string_view take_until(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const auto taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

}  // namespace

Display display_of(const html::Element& element) {
  Display display;
  display.gone = element.find("hidden") != nullptr;
  for (const auto& rule : kStyleRules) {
    if (equals_ignoring_case(style_property(element, rule.property), rule.value)) display.*rule.effect = true;
  }
  return display;
}

std::string_view style_property(const html::Element& element, std::string_view property) {
  std::string_view last;  // of two declarations the later counts
  for (auto style = element.attribute("style"); !style.empty();) {
    auto value = take_until(style, ';');
    if (!equals_ignoring_case(trim(take_until(value, ':')), property)) continue;
    last = trim(value.substr(0, value.find('!')));  // before !important
  }
  return last;
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
