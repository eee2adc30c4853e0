// vocabulary.xml → Vocabulary.
#pragma once

#include <string_view>

#include "extract/base/error.h"
#include "extract/base/xml_tree.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

// `root` has been validated against the grammar; `place` names the file for errors.
Result<Vocabulary> read_vocabulary(const xml::Node& root, std::string_view place);

}  // namespace nianbao::normalize
