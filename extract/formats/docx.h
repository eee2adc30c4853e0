// Word documents: WordprocessingML packages (ECMA-376), transitional and strict.
#pragma once

#include <string_view>

#include "extract/extract.h"

namespace nianbao::extract {

// 90: a zip package with the marks of an Office document; 20: any other zip; 0: no zip.
int sniff_docx(std::string_view bytes);

// Errors: damaged_archive, encrypted, missing_part, malformed_xml, dtd_refused, limit_exceeded, and
// unsupported_format for a package that holds no Word document.
Result<Document> read_docx(const Source& source, const Limits& limits);

}  // namespace nianbao::extract
