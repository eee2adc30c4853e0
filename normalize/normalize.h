// Stage two: Document in, Report out. Pure: the same document and templates give the same report.
#pragma once

#include "extract/model/document.h"
#include "normalize/model/report.h"
#include "normalize/template/template_set.h"

namespace nianbao::normalize {

// Never fails: what cannot be read is marked so in the report, and a document that is no report says why.
// The report's fields point into `templates`, which must outlive it.
Report build_report(const extract::Document& document, const TemplateSet& templates);

}  // namespace nianbao::normalize
