#include "export/panel/sketch.h"

#include <algorithm>
#include <limits>

#include "extract/base/utf8.h"

namespace nianbao::exporting {
namespace {

constexpr std::size_t kShingle = 5;
// One shingle in four is kept: a report of 1,500 characters has some 375, and the error of a likeness of 0.5 is 0.03.
constexpr std::uint64_t kLimit = std::numeric_limits<std::uint64_t>::max() / 4;
constexpr std::size_t kMostKept = 4096;
// With fewer kept shingles, some 160 characters of text, the error would be greater than 0.08.
constexpr std::size_t kLeastKept = 40;
constexpr std::size_t kRowsOfBand = 4;

// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
constexpr std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
  return bits ^ bits >> 31;
}

// Unicode 15: the unified ideographs, their extensions and the compatibility ones.
bool is_ideograph(char32_t c) {
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x323AF);
}

}  // namespace

void Sketcher::add(std::string_view text) {
  std::array<char32_t, kShingle> window{};
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [character, size] = code_point_at(text, at);
    at += size;
    if (!is_ideograph(character)) continue;
    window[seen++ % kShingle] = character;
    if (seen < kShingle) continue;
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < kShingle; ++i) hash = mixed(hash ^ window[(seen + i) % kShingle]);
    if (hash <= kLimit) hashes_.push_back(hash);
  }
}

Sketch Sketcher::take() {
  Sketch sketch{.hashes = std::move(hashes_), .limit = kLimit};
  hashes_.clear();
  std::ranges::sort(sketch.hashes);
  sketch.hashes.erase(std::ranges::unique(sketch.hashes).begin(), sketch.hashes.end());
  if (sketch.hashes.size() > kMostKept) {
    sketch.hashes.resize(kMostKept);
    sketch.limit = sketch.hashes.back();
  }
  return sketch;
}

void drop_if(Sketch& sketch, const std::function<bool(std::uint64_t)>& is_common) {
  std::erase_if(sketch.hashes, is_common);
}

bool tells_enough(const Sketch& sketch) { return sketch.hashes.size() >= kLeastKept; }

double likeness(const Sketch& a, const Sketch& b) {
  if (!tells_enough(a) || !tells_enough(b)) return 0;
  const auto limit = std::min(a.limit, b.limit);
  std::size_t in_both = 0;
  std::size_t in_any = 0;
  auto left = a.hashes.begin();
  auto right = b.hashes.begin();
  const auto stands = [limit](auto at, const auto& hashes) { return at != hashes.end() && *at <= limit; };
  while (stands(left, a.hashes) || stands(right, b.hashes)) {
    const bool from_left = !stands(right, b.hashes) || (stands(left, a.hashes) && *left <= *right);
    const bool from_right = !stands(left, a.hashes) || (stands(right, b.hashes) && *right <= *left);
    in_both += from_left && from_right ? 1 : 0;
    ++in_any;
    left += from_left ? 1 : 0;
    right += from_right ? 1 : 0;
  }
  return in_any < kLeastKept ? 0 : static_cast<double>(in_both) / static_cast<double>(in_any);
}

std::array<std::uint64_t, kBands> bands(const Sketch& sketch) {
  std::array<std::uint64_t, kBands> result{};
  for (std::size_t row = 0; row < kBands * kRowsOfBand; ++row) {
    auto least = std::numeric_limits<std::uint64_t>::max();
    const auto seed = mixed(row + 1);
    for (const auto hash : sketch.hashes) least = std::min(least, mixed(hash ^ seed));
    auto& band = result[row / kRowsOfBand];
    band = mixed(band ^ least);
  }
  return result;
}

}  // namespace nianbao::exporting
