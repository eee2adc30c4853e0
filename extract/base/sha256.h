// The SHA-256 of bytes, by OpenSSL.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace nianbao {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// The same of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view piece);
  std::string hex();  // of all pieces; once, at the end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nianbao
