// What the first bytes of a page tell before they can be decoded.
#pragma once

#include <string>
#include <string_view>

namespace nianbao::extract::html_page {

// How sure the first bytes make us that this is HTML: see sniff_html.
int confidence(std::string_view bytes);

// The label of <meta charset> or <meta http-equiv content> in the first 4 KiB; empty without one.
std::string declared_charset(std::string_view bytes);

}  // namespace nianbao::extract::html_page
