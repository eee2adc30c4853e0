// The accounting identities of a template file, one IdentitySpec for each instance.
#pragma once

#include <string_view>
#include <vector>

#include "extract/base/error.h"
#include "extract/base/xml_tree.h"
#include "normalize/template/template.h"

namespace nianbao::normalize {

// Appends the instances of one <identity>, or adds them to the schema's joint ones where they have an operand in
// another report. bad_template when an operand names no field of `schema`.
Result<void> read_identity(const xml::Node& node, Schema& schema, std::string_view place,
                           std::vector<IdentitySpec>& identities);

}  // namespace nianbao::normalize
