#include "export/panel/common_shingles.h"

namespace nianbao::exporting {
namespace {

constexpr std::size_t kPlaces = std::size_t{1} << 20;  // 8 MB
constexpr std::uint32_t kLeastIssuers = 10;
constexpr std::uint64_t kShare = 10;  // one in so many

// Kept hashes are small ones, so their low bits are what tells them apart.
std::size_t place_of(std::uint64_t hash) { return hash % kPlaces; }

}  // namespace

CommonShingles::CommonShingles() : places_(kPlaces) {}

void CommonShingles::count(const Sketch& sketch) {
  for (const auto hash : sketch.hashes) {
    auto& place = places_[place_of(hash)];
    if (place.last == issuers_) continue;
    place.last = issuers_;
    ++place.issuers;
  }
}

bool CommonShingles::is_common(std::uint64_t hash) const {
  const std::uint64_t count = places_[place_of(hash)].issuers;
  return count >= kLeastIssuers && count * kShare > issuers_;
}

}  // namespace nianbao::exporting
