// Numbers and texts as the bytes of an item that is put aside.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace nianbao::exporting {

class ByteWriter {
 public:
  explicit ByteWriter(std::string& bytes) : bytes_(bytes) {}

  // The first byte weighs most, so that items come in the order of their numbers.
  template <class Number>
  ByteWriter& number(Number value) {
    const auto bits = static_cast<std::make_unsigned_t<Number>>(value);
    for (int shift = 8 * (int{sizeof(Number)} - 1); shift >= 0; shift -= 8)
      bytes_ += static_cast<char>(bits >> shift & 0xFFU);
    return *this;
  }

  ByteWriter& text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
    return *this;
  }

  // A text that orders items: its end comes before anything it could go on with. It holds no NUL.
  ByteWriter& word(std::string_view value) {
    bytes_.append(value).append(1, '\0');
    return *this;
  }

 private:
  std::string& bytes_;
};

// Reads what a ByteWriter wrote, in its order. Texts are valid as long as the bytes.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <class Number>
  Number number() {
    std::make_unsigned_t<Number> bits = 0;
    for (const char c : take(sizeof(Number)))
      bits = static_cast<std::make_unsigned_t<Number>>(bits << 8 | static_cast<unsigned char>(c));
    return static_cast<Number>(bits);
  }

  std::string_view text() { return take(number<std::uint32_t>()); }

  std::string_view word() {
    const auto value = take(bytes_.find('\0'));
    take(1);
    return value;
  }

  void skip(std::size_t bytes) { take(bytes); }

  std::string_view rest() const { return bytes_; }

 private:
  std::string_view take(std::size_t bytes) {
    const auto taken = bytes_.substr(0, bytes);
    bytes_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view bytes_;
};

}  // namespace nianbao::exporting
