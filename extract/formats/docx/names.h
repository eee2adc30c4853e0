// The namespaces of a Word package, each with its transitional and its strict URI.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "extract/base/digit_style.h"
#include "extract/base/xml.h"

namespace nianbao::extract::docx {

enum class Ns : std::uint8_t {
  other,
  word,           // w
  relationship,   // r, the attributes that point to a relationship
  math,           // m
  compatibility,  // mc
};

Ns ns_of(std::string_view uri);

// The attribute of that name in the main namespace, or nullptr.
const xml::Attribute* word_attribute(const xml::Element& element, std::string_view name);

// The same attribute's value, or an empty view.
std::string_view word_value(const xml::Element& element, std::string_view name = "val");

// ST_OnOff (ECMA-376 17.17.4).
bool means_on(std::string_view value);

// The same of an element, whose absent value means on.
bool is_on(const xml::Element& element);

// How w:vertAlign, w:strike and w:dstrike (17.3.2.42, 17.3.2.37, 17.3.2.9) make digits look; nothing where
// they leave them as they are, or are other elements.
std::optional<DigitStyle> digit_style_of(const xml::Element& element);

// A whole number, or `otherwise` when the attribute is absent or no number. What 32 bits cannot hold
// becomes the nearest number they can: too much stays too much, and counting on cannot overflow.
std::int64_t word_number(const xml::Element& element, std::string_view name, std::int64_t otherwise);

}  // namespace nianbao::extract::docx
