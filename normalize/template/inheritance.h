// Templates that share parts: <sections like="2021"/> and <table like="2021" prefix="s4"/> stand for what the
// other template has, so that a label learnt for one is known to both.
#pragma once

#include <span>
#include <string_view>

#include "extract/base/error.h"
#include "extract/base/xml_tree.h"

namespace nianbao::normalize {

// The template with the parts it takes from others among `forms` written out. Rows and groups inside a <table like>
// replace the rows and groups of the same name. bad_template when the other template, or the part, is not there, when
// a replacement replaces nothing, or when forms inherit from each other in a circle.
Result<xml::Node> with_inherited_parts(xml::Node root, std::span<const xml::Node> forms, std::string_view place);

}  // namespace nianbao::normalize
