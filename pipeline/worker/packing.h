// Numbers and texts as bytes for a process of the same program. Reading is checked: the bytes may be those of a
// process a hostile document took over.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nianbao::pipeline {

class Packer {
 public:
  Packer& number(std::int64_t value);
  Packer& text(std::string_view value);  // or bytes

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// The first value that is not there makes all further ones zero and empty, and ok() false.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  std::int64_t number();
  std::string_view bytes();
  std::string text();  // valid UTF-8: bytes that are none become U+FFFD

  // A number of an enumeration whose last value is `last`.
  template <class Enum>
  Enum one_of(Enum last) {
    const auto value = number();
    if (value < 0 || value > static_cast<std::int64_t>(last)) ok_ = false;
    return ok_ ? static_cast<Enum>(value) : Enum{};
  }
  // A number that is not negative.
  std::int64_t amount();

  bool ok() const { return ok_; }
  // All was there, and there is no more.
  bool complete() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace nianbao::pipeline
