// What was read of a legacy document by way of the converter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/base/limits.h"
#include "normalize/template/template_set.h"
#include "pipeline/reading.h"

namespace nianbao::pipeline {

// A document LibreOffice made, and of what.
struct Conversion {
  std::string_view docx;  // not owned
  std::string converter;  // its version
  std::string format;     // of the original: "doc", "wps" or "rtf"
  std::string sha256;     // ditto
  std::int64_t bytes = 0;
};

// As read_content. The record is that of the original with the converter's version; what the conversion invents is
// left out, so that the same bytes read the same every time. conversion_failed where the document made is none.
Reading read_conversion(const Conversion& conversion, const normalize::TemplateSet& templates, const Limits& limits);

}  // namespace nianbao::pipeline
