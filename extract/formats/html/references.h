// Character references that browsers resolve and libxml2 does not.
#pragma once

#include <string>
#include <string_view>

namespace nianbao::extract::html_page {

// Appends the text with &nbsp and its like closed by the semicolon they lack, and with numbers from 128 to
// 159 resolved as the Windows characters their authors meant.
void append_with_references(std::string& markup, std::string_view text);

}  // namespace nianbao::extract::html_page
