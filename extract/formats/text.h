// Plain text that lost its format: paragraphs are lines, tables are what a dialect recognises.
#pragma once

#include "extract/extract.h"

namespace nianbao::extract {

int sniff_text(std::string_view bytes);
Result<Document> read_text(const Source& source, const Limits& limits);

}  // namespace nianbao::extract
