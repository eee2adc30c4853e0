#include "extract/formats/docx/names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

namespace nianbao::extract::docx {
namespace {

struct Name {
  std::string_view uri;
  Ns ns;
};

// ECMA-376 part 1, annex A, and part 4 for the transitional ones.
constexpr std::array kNames{
    Name{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", Ns::word},
    Name{"http://purl.oclc.org/ooxml/wordprocessingml/main", Ns::word},
    Name{"http://schemas.openxmlformats.org/officeDocument/2006/relationships", Ns::relationship},
    Name{"http://purl.oclc.org/ooxml/officeDocument/relationships", Ns::relationship},
    Name{"http://schemas.openxmlformats.org/officeDocument/2006/math", Ns::math},
    Name{"http://purl.oclc.org/ooxml/officeDocument/math", Ns::math},
    Name{"http://schemas.openxmlformats.org/markup-compatibility/2006", Ns::compatibility},
};

}  // namespace

Ns ns_of(std::string_view uri) {
  const auto found = std::ranges::find(kNames, uri, &Name::uri);
  return found == kNames.end() ? Ns::other : found->ns;
}

const xml::Attribute* word_attribute(const xml::Element& element, std::string_view name) {
  const auto found = std::ranges::find_if(element.attributes, [name](const xml::Attribute& each) {
    return each.name == name && ns_of(each.ns) == Ns::word;
  });
  return found == element.attributes.end() ? nullptr : &*found;
}

std::string_view word_value(const xml::Element& element, std::string_view name) {
  const auto* found = word_attribute(element, name);
  return found == nullptr ? std::string_view{} : found->value;
}

bool means_on(std::string_view value) {
  constexpr std::array<std::string_view, 3> kOff{"0", "false", "off"};
  return std::ranges::find(kOff, value) == kOff.end();
}

bool is_on(const xml::Element& element) {
  const auto* found = word_attribute(element, "val");
  return found == nullptr || means_on(found->value);
}

std::optional<DigitStyle> digit_style_of(const xml::Element& element) {
  if (element.name == "vertAlign" && word_value(element) == "superscript") return DigitStyle::raised;
  if (element.name == "vertAlign" && word_value(element) == "subscript") return DigitStyle::lowered;
  const bool strikes = element.name == "strike" || element.name == "dstrike";
  return strikes && is_on(element) ? std::optional(DigitStyle::struck) : std::nullopt;
}

std::int64_t word_number(const xml::Element& element, std::string_view name, std::int64_t otherwise) {
  using Range = std::numeric_limits<std::int32_t>;
  const auto text = word_value(element, name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return text.front() == '-' ? Range::min() : Range::max();
  if (error != std::errc{} || end != text.data() + text.size()) return otherwise;
  return std::clamp<std::int64_t>(value, Range::min(), Range::max());
}

}  // namespace nianbao::extract::docx
