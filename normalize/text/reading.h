// How a character is spoken, printed behind it in brackets, as in children's books.
#pragma once

#include <cstddef>
#include <string_view>

namespace nianbao::normalize {

// Bytes of the bracketed reading the text begins with: one syllable of Latin letters, one of them with a tone mark, in
// half- or full-width brackets. 0 where there is none.
std::size_t reading_size(std::string_view text);

}  // namespace nianbao::normalize
