// What attributes say about how an element is shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "extract/base/digit_style.h"
#include "extract/base/html_parser.h"

namespace nianbao::extract::html_page {

struct Display {
  bool gone = false;       // display:none and its like: takes no place
  bool invisible = false;  // visibility:hidden: takes its place, but its text is not seen
  bool block = false;      // display:block on whatever element
};

// From the attributes alone; style sheets are not read.
Display display_of(const html::Element& element);

// The value of a property of the style attribute, e.g. "600px"; empty without one.
std::string_view style_property(const html::Element& element, std::string_view property);

// <sup>, <sub>, <s> and what the style attribute makes look so; nothing where the element leaves it as it is.
std::optional<DigitStyle> digit_style_of(const html::Element& element);

// role=navigation, banner or contentinfo: the page around the content (ARIA 1.2, 5.3.4).
bool is_landmark(const html::Element& element);

// Text that a revision of Word deleted.
bool is_deleted(const html::Element& element);

// Leading digits as HTML reads them (2.3.4.2), else `otherwise`; huge numbers stop at a billion.
std::int64_t leading_number(std::string_view text, std::int64_t otherwise);

}  // namespace nianbao::extract::html_page
