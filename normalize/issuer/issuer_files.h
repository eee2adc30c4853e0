// corpus/divisions, embedded at build time. corpus/divisions/README.md says what the files hold.
#pragma once

#include <string_view>

namespace nianbao::normalize {

std::string_view divisions_file();
std::string_view townships_file();
std::string_view issuer_words_file();

}  // namespace nianbao::normalize
