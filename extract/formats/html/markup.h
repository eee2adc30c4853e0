// Source text that the parser would take for something else than browsers do, put right before parsing.
#pragma once

#include <string>
#include <string_view>

namespace nianbao::extract::html_page {

// Leaves out comments, declarations (Word's <![if ...]> among them), processing instructions, the
// content of script, style and their like, and the end tags of body and html, after which pages put
// together from parts go on. Escapes "<" where it is text.
std::string plain_markup(std::string_view utf8);

}  // namespace nianbao::extract::html_page
