// confidence.xml → the table of confidences.
#pragma once

#include <string_view>

#include "extract/base/error.h"
#include "extract/base/xml_tree.h"
#include "normalize/template/confidence_table.h"

namespace nianbao::normalize {

// `root` has been validated against the grammar. bad_template when a class stands twice.
Result<ConfidenceTable> read_confidence(const xml::Node& root, std::string_view place);

}  // namespace nianbao::normalize
