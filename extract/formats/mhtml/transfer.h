// Bytes out of the encodings mail sends them in (RFC 2045 6, RFC 2231 4, RFC 2047 4).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao::extract::mhtml {

struct Transferred {
  std::string bytes;
  std::int64_t faults = 0;  // characters or escapes that the encoding does not know
};

using TransferDecoder = Transferred (*)(std::string_view);

// Null for a name that mail does not know; no name is 7bit. In any case.
TransferDecoder find_transfer_decoder(std::string_view name);

// Characters of no meaning are passed over; padding in the middle ends a run of bytes there.
Transferred decode_base64(std::string_view text);

// An escape that is none stays as it stands.
Transferred decode_quoted_printable(std::string_view text);

// %XX; one that is broken stays as it stands.
std::string decode_percent(std::string_view text);

// The Q encoding of words in headers: =XX, and a low line for a space.
std::string decode_q(std::string_view text);

}  // namespace nianbao::extract::mhtml
