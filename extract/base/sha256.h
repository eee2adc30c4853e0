// The SHA-256 of bytes, by OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace nianbao {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace nianbao
