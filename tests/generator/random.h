// Chance that comes out alike on every machine: the distributions of the standard library do not.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string_view>

namespace nianbao::generator {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // 0 to bound - 1. The bias of the remainder is far below what any count of reports could show.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
  int between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::size_t>(most - least) + 1));
  }

  bool chance(double probability) {
    constexpr int kDropped = 11;  // a double holds 53 bits
    constexpr double kUnit = 0x1p-53;
    return static_cast<double>(engine_() >> kDropped) * kUnit < probability;
  }

  template <class Range>
  decltype(auto) pick(Range& range) {
    return range[below(std::size(range))];
  }

 private:
  std::mt19937_64 engine_;
};

// A seed of its own for each report (FNV-1a): neighbours have nothing in common.
inline std::uint64_t seed_from(std::uint64_t seed, std::uint64_t index, std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto add = [&hash](std::uint64_t byte) { hash = (hash ^ byte) * 0x100000001B3U; };
  for (int shift = 0; shift < 64; shift += 8) add(seed >> shift & 0xFFU);
  for (int shift = 0; shift < 64; shift += 8) add(index >> shift & 0xFFU);
  for (const char c : name) add(static_cast<unsigned char>(c));
  return hash;
}

}  // namespace nianbao::generator
