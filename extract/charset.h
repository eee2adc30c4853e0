// Bytes of unknown encoding into UTF-8. Here and in charset_*.h ICU is used.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/base/error.h"
#include "extract/charset_repair.h"

namespace nianbao::extract {

struct Decoded {
  std::string utf8;           // without a byte order mark and without NUL characters
  std::string charset;        // UTF-8, GB18030, Big5, UTF-16LE or UTF-16BE
  std::string method;         // bom, strict, declared or scored
  std::int64_t replaced = 0;  // characters lost: every U+FFFD of the text
  // The text had been read in a wrong encoding before it was saved: undone, or not where characters are missing.
  DoubleEncoding double_encoding = DoubleEncoding::none;
  std::string mistaken_for;  // the encoding it had been read as, where that is undone
};

// In this order: a byte order mark; UTF-16 that its zero bytes give away; bytes that are UTF-8 to the
// last; a declaration, if the text it leads to reads as Chinese; whichever encoding reads best; UTF-8
// with little damage. A declaration is only ever a hint: pages of mainland sites lie about it daily.
// The declarations are labels as found, e.g. "gb2312"; either may be empty. The error is undecodable_text.
Result<Decoded> decode_text(std::string_view bytes, std::string_view declared_by_transport,
                            std::string_view declared_in_document);

}  // namespace nianbao::extract
