// Which part of a message is its page.
#pragma once

#include "extract/formats/mhtml/parts.h"

namespace nianbao::extract::mhtml {

bool is_page(const Part& part);

// The part a multipart/related names as its start where that is a page, else the first page, else the first text; what
// is attached to a mail is none of them. Null where there is neither.
const Part* find_page(const Message& message);

// The largest page besides this one; null where there is none.
const Part* largest_other_page(const Message& message, const Part& page);

}  // namespace nianbao::extract::mhtml
