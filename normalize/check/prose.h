// What prose states against what the tables say: identity N-1. Soft, for prose may speak of something else.
#pragma once

#include <span>
#include <vector>

#include "normalize/model/report.h"
#include "normalize/template/template.h"
#include "normalize/template/vocabulary.h"

namespace nianbao::normalize {

// One finding for each fact that is stated exactly and has a twin in one of these tables, in reading order; the
// instance is the fact's key, numbered from its second statement on. `fields` is one for each of the schema's.
std::vector<Finding> check_prose(std::span<const Fact> facts, std::span<const FormTable> tables,
                                 std::span<const Field> fields, const Vocabulary& vocabulary);

}  // namespace nianbao::normalize
