// A decimal number held exactly: a 64-bit integer and the place of its point. No floating point.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao::normalize {

class Decimal {
 public:
  static constexpr int kMaxScale = 18;

  constexpr Decimal() = default;
  constexpr explicit Decimal(std::int64_t whole) : unscaled_(whole) {}

  // digits × 10^-scale, trailing zeros after the point removed. Empty when the scale is out of range.
  static std::optional<Decimal> make(std::int64_t unscaled, int scale);

  // "[+-]digits[.digits]" and nothing else; empty on anything else and on overflow.
  static std::optional<Decimal> parse(std::string_view ascii);

  std::int64_t unscaled() const { return unscaled_; }
  int scale() const { return scale_; }
  bool is_whole() const { return scale_ == 0; }
  bool is_zero() const { return unscaled_ == 0; }
  bool is_negative() const { return unscaled_ < 0; }

  // Empty on overflow, so that a sum is never silently wrong.
  std::optional<Decimal> plus(Decimal other) const;
  std::optional<Decimal> minus(Decimal other) const;
  // This number × 10^power.
  std::optional<Decimal> shifted(int power) const;

  std::string to_string() const;

  friend bool operator==(const Decimal&, const Decimal&) = default;
  std::strong_ordering operator<=>(const Decimal& other) const;

 private:
  constexpr Decimal(std::int64_t unscaled, std::uint8_t scale) : unscaled_(unscaled), scale_(scale) {}

  std::int64_t unscaled_ = 0;
  std::uint8_t scale_ = 0;
};

}  // namespace nianbao::normalize
