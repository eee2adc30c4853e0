// The formats whose tables are tables.
#pragma once

#include "tests/generator/dialects/dialect.h"

namespace nianbao::generator {

Lines write_html(const Draft& draft);
std::string assemble_html(const Lines& lines);

Lines write_docx(const Draft& draft);
std::string assemble_docx(const Lines& lines);

}  // namespace nianbao::generator
