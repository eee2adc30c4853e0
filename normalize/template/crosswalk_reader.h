// crosswalk.xml → the series of the schema.
#pragma once

#include <string_view>

#include "extract/base/error.h"
#include "extract/base/xml_tree.h"
#include "normalize/model/schema.h"

namespace nianbao::normalize {

// `root` has been validated against the grammar; all templates are loaded. Members of templates that are not
// there are left out. bad_template when a template does not have the field a member names.
Result<void> read_crosswalk(const xml::Node& root, Schema& schema, std::string_view place);

}  // namespace nianbao::normalize
