#include "normalize/model/decimal.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace nianbao::normalize {
namespace {

std::optional<std::int64_t> times_power_of_ten(std::int64_t number, int power) {
  for (; power > 0; --power) {
    if (__builtin_mul_overflow(number, std::int64_t{10}, &number)) return std::nullopt;
  }
  return number;
}

}  // namespace

std::optional<Decimal> Decimal::make(std::int64_t unscaled, int scale) {
  while (scale > 0 && unscaled % 10 == 0) {
    unscaled /= 10;
    --scale;
  }
  if (scale < 0) {
    const auto whole = times_power_of_ten(unscaled, -scale);
    if (!whole) return std::nullopt;
    return Decimal(*whole, std::uint8_t{0});
  }
  if (scale > kMaxScale) return std::nullopt;
  return Decimal(unscaled, static_cast<std::uint8_t>(scale));
}

std::optional<Decimal> Decimal::parse(std::string_view ascii) {
  const bool negative = ascii.starts_with('-');
  if (negative || ascii.starts_with('+')) ascii.remove_prefix(1);
  const auto point = ascii.find('.');
  const auto whole = ascii.substr(0, point);
  const auto fraction = point == std::string_view::npos ? std::string_view{} : ascii.substr(point + 1);
  const bool point_without_digits = point != std::string_view::npos && fraction.empty();
  if (whole.empty() || point_without_digits || fraction.size() > kMaxScale) return std::nullopt;

  std::int64_t unscaled = 0;
  for (const auto part : {whole, fraction}) {
    for (const char digit : part) {
      if (digit < '0' || digit > '9') return std::nullopt;
      if (__builtin_mul_overflow(unscaled, std::int64_t{10}, &unscaled) ||
          __builtin_add_overflow(unscaled, std::int64_t{digit - '0'}, &unscaled)) {
        return std::nullopt;
      }
    }
  }
  return make(negative ? -unscaled : unscaled, static_cast<int>(fraction.size()));
}

std::optional<Decimal> Decimal::plus(Decimal other) const {
  const int scale = std::max(scale_, other.scale_);
  const auto left = times_power_of_ten(unscaled_, scale - scale_);
  const auto right = times_power_of_ten(other.unscaled_, scale - other.scale_);
  std::int64_t sum = 0;
  if (!left || !right || __builtin_add_overflow(*left, *right, &sum)) return std::nullopt;
  return make(sum, scale);
}

std::optional<Decimal> Decimal::minus(Decimal other) const {
  if (other.unscaled_ == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  return plus(Decimal(-other.unscaled_, other.scale_));
}

std::optional<Decimal> Decimal::shifted(int power) const { return make(unscaled_, scale_ - power); }

std::string Decimal::to_string() const {
  std::string digits = std::to_string(unscaled_);
  if (scale_ == 0) return digits;
  const std::size_t sign = unscaled_ < 0 ? 1 : 0;
  if (digits.size() - sign <= scale_) digits.insert(sign, scale_ + 1 - (digits.size() - sign), '0');
  digits.insert(digits.size() - scale_, 1, '.');
  return digits;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  // Both normal forms are free of trailing zeros, so 128 bits hold either side at the common scale
  // for every scale this class admits (19 digits + 18 places < 38 digits).
  const int scale = std::max(scale_, other.scale_);
  __extension__ using Wide = __int128;
  Wide left = unscaled_;
  Wide right = other.unscaled_;
  for (int i = scale_; i < scale; ++i) left *= 10;
  for (int i = other.scale_; i < scale; ++i) right *= 10;
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

}  // namespace nianbao::normalize
