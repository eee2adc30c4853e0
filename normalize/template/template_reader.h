// A template file → Template and the fields it promises.
#pragma once

#include <string_view>

#include "extract/base/error.h"
#include "extract/base/xml_tree.h"
#include "normalize/template/template.h"

namespace nianbao::normalize {

// `root` has been validated against the grammar and has its inherited parts; `place` names the file for errors.
// New fields are added to `schema`; a field another template has already brought is shared, and must be the same.
Result<Template> read_template(const xml::Node& root, Schema& schema, std::string_view place);

}  // namespace nianbao::normalize
