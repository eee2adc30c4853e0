// facts.xml → FactRules and the facts they promise.
#pragma once

#include <string_view>

#include "extract/base/error.h"
#include "extract/base/xml_tree.h"
#include "normalize/model/schema.h"
#include "normalize/template/fact_rules.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

// `root` has been validated against the grammar. In patterns the vocabulary's definitions stand for "{name}". New
// facts are added to `schema`; their twins are checked when all templates are loaded.
Result<FactRules> read_facts(const xml::Node& root, const Vocabulary& vocabulary, Schema& schema,
                             std::string_view place);

}  // namespace nianbao::normalize
