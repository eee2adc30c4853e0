// The text of a header field, whose words beyond ASCII are written =?charset?encoding?...?= (RFC 2047).
#pragma once

#include <string>
#include <string_view>

namespace nianbao::extract::mhtml {

// UTF-8. Words that follow one another in one charset are decoded as one: programs cut characters in two. Bytes beyond
// ASCII that stand there bare are decoded too, as text of an unknown encoding. What is broken stays as it stands.
std::string decode_words(std::string_view value);

}  // namespace nianbao::extract::mhtml
