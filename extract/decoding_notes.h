// What is worth knowing of how a text was decoded, told in its document.
#pragma once

#include "extract/charset.h"
#include "extract/model/document.h"

namespace nianbao::extract {

// Takes all of `decoded` but the text.
void note_decoding(Document& document, Decoded& decoded);

}  // namespace nianbao::extract
