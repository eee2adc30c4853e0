// A legacy document read by way of the converter.
#pragma once

#include "export/dataset.h"
#include "extract/base/limits.h"
#include "normalize/template/template_set.h"
#include "pipeline/convert/libreoffice.h"
#include "pipeline/reading.h"

namespace nianbao::pipeline {

// Whether read_content ends in needs_converter for these bytes: what read_converted is for.
bool is_convertible(std::string_view bytes);

// As read_content, for what is_convertible. The record is that of the original (document_id, sha256, bytes, and the
// format "doc", "wps" or "rtf") with the converter's version; what the conversion invents is left out, so that the same
// bytes read the same every time. Of a failed conversion it has the converter's error.
Reading read_converted(const Content& content, Converter& converter, const normalize::TemplateSet& templates,
                       const Limits& limits);

}  // namespace nianbao::pipeline
