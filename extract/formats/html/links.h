// Which targets are files a page offers rather than pages.
#pragma once

#include <string>
#include <string_view>

namespace nianbao::extract::html_page {

// Whether following the target can yield a file at all: not a script, a letter or a place on the page.
bool leads_to_file(std::string_view target);

// Whether the target names a document or an archive: by its path, or by a value of its query, as in
// downfile.jsp?filename=a.doc and viewer.html?file=/b.pdf.
bool is_attachment(std::string_view target);

// Whether this text is the name of such a file.
bool is_file_name(std::string_view text);

// Whether the target names a picture.
bool is_picture(std::string_view target);

// The file name the target ends with, percent-encoding undone; for links without a text of their own.
std::string file_name_of(std::string_view target);

}  // namespace nianbao::extract::html_page
