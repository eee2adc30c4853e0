// Web pages: HTML as sites serve it and as Word saves it.
#pragma once

#include <string_view>

#include "extract/extract.h"

namespace nianbao::extract {

// 100: begins as a page does; 90: begins with an element of HTML; 50: tags all over; 15: in tables alone; 0: no HTML.
int sniff_html(std::string_view bytes);

// Errors: empty_input, undecodable_text, limit_exceeded.
Result<Document> read_html(const Source& source, const Limits& limits);

}  // namespace nianbao::extract
