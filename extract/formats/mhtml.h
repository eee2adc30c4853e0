// Web archives (MHTML, RFC 2557) as browsers and Word save them, and mail (RFC 5322) with a page or text in it.
#pragma once

#include <string_view>

#include "extract/extract.h"
#include "extract/unwrapped.h"

namespace nianbao::extract {

// 95: begins with the headers of a MIME message; 0: does not.
int sniff_mhtml(std::string_view bytes);

// The page: the part the archive names as its start, else its first page, else its first text. Of a page that only
// sets up frames, the largest other page. Errors: damaged_archive (no boundary, or none found), missing_part (neither
// page nor text), unsupported_format (an encoding of a part that mail does not know), limit_exceeded.
Result<Unwrapped> unwrap_mhtml(const Source& source, const Limits& limits);

}  // namespace nianbao::extract
