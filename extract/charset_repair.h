// Text that was UTF-8, was read as something else and was saved so: undone where nothing was lost on the way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao::extract {

enum class DoubleEncoding : std::uint8_t {
  none,    // or none that is known
  undone,  // the text is what it was before
  lost,    // characters are missing, so the text is left as it is
};

struct Repair {
  DoubleEncoding found = DoubleEncoding::none;
  std::string utf8;          // of text that is undone
  std::string mistaken_for;  // the encoding it had been read as
};

// Undone only where all of the text is the same known double encoding, the result is UTF-8 to the last byte, and words
// of the domain appear in it where there were none.
Repair undo_double_encoding(std::string_view utf8);

}  // namespace nianbao::extract
